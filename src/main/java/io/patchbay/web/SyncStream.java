package io.patchbay.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import io.patchbay.connection.GatewayException;
import io.patchbay.connection.SyncEvent;
import io.patchbay.connection.SyncWatch;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One client's stream of a run's events. Watching and telling have a queue in between, so
 * that a client that reads slowly holds nobody up; one that reads far too slowly is
 * dropped, and may come back with the id of its last event.
 */
final class SyncStream implements Consumer<SyncEvent> {

	/** How long a client waits before it comes back, in milliseconds. */
	static final long RECONNECT_MILLIS = 3000;

	private static final int MOST_BEHIND = 256;

	/** A time-out would end the stream while the run goes on. */
	private static final long NEVER = 0;

	private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>(MOST_BEHIND);

	private final SseEmitter emitter = new SseEmitter(NEVER);

	private final Function<GatewayException, Problem> problems;

	private final Duration heartbeat;

	private volatile boolean closing;

	/**
	 * Prepares a stream.
	 * @param problems tells a failure
	 * @param heartbeat how long the stream may be silent
	 */
	SyncStream(Function<GatewayException, Problem> problems, Duration heartbeat) {
		this.problems = problems;
		this.heartbeat = heartbeat;
	}

	@Override
	public void accept(SyncEvent event) {
		offer(new Message(event));
	}

	/**
	 * Whether there is nothing to tell so far.
	 * @return {@code true} until the first event
	 */
	boolean silent() {
		return this.messages.isEmpty();
	}

	/**
	 * Begins to tell.
	 * @param watching ends with the stream
	 * @param onEnd is called when the stream has ended, once or more
	 * @return what Spring sends
	 */
	SseEmitter begin(SyncWatch.Watching watching, Runnable onEnd) {
		Runnable end = () -> {
			watching.close();
			onEnd.run();
			// Wakes the teller, which may be waiting for an event.
			close();
		};
		this.emitter.onCompletion(end);
		this.emitter.onError((_) -> end.run());
		Thread.ofVirtual().name("sync-events").start(() -> tell(end));
		return this.emitter;
	}

	/**
	 * Ends the stream; what is known is told first.
	 */
	void close() {
		this.closing = true;
		this.messages.offer(new Message(null));
	}

	private void offer(Message message) {
		if (!this.messages.offer(message)) {
			this.closing = true;
		}
	}

	private void tell(Runnable end) {
		try {
			this.emitter.send(SseEmitter.event().reconnectTime(RECONNECT_MILLIS).comment("watching"));
			boolean last = false;
			while (!last) {
				last = (this.closing && this.messages.isEmpty()) || next();
			}
			this.emitter.complete();
		}
		catch (IOException | IllegalStateException ex) {
			// The client has gone.
			this.emitter.completeWithError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.emitter.complete();
		}
		finally {
			end.run();
		}
	}

	private boolean next() throws IOException, InterruptedException {
		Message message = this.messages.poll(this.heartbeat.toMillis(), TimeUnit.MILLISECONDS);
		if (message == null) {
			this.emitter.send(SseEmitter.event().comment("still at it"));
			return false;
		}
		SyncEvent event = message.event();
		if (event == null) {
			this.emitter.send(SseEmitter.event().reconnectTime(RECONNECT_MILLIS).comment("come back"));
			return true;
		}
		send(event);
		return event.last();
	}

	private void send(SyncEvent event) throws IOException {
		SseEmitter.SseEventBuilder line = SseEmitter.event().name(event.kind().name().toLowerCase(Locale.ROOT));
		if (event.run() != null) {
			line.id(event.id()).data(SyncRunResponse.of(event.run()), MediaType.APPLICATION_JSON);
		}
		else if (event.failure() != null) {
			line.data(this.problems.apply(event.failure()), MediaType.APPLICATION_JSON);
		}
		this.emitter.send(line);
	}

	private record Message(@Nullable SyncEvent event) {

	}

}
