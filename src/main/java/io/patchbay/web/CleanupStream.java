package io.patchbay.web;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.patchbay.connection.CallContext;
import io.patchbay.connection.CleanupItem;
import io.patchbay.connection.CleanupReport;
import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells an execution as it goes. Execution and telling are two threads with a queue in
 * between, no longer than the plan, so that a client that reads slowly or goes away holds
 * nothing up.
 */
final class CleanupStream {

	/** A time-out would end the stream, not the execution. */
	private static final long NEVER = 0;

	private static final Logger logger = LoggerFactory.getLogger(CleanupStream.class);

	private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

	private final SseEmitter emitter = new SseEmitter(NEVER);

	private final Duration heartbeat;

	private CleanupStream(Duration heartbeat) {
		this.heartbeat = heartbeat;
	}

	/**
	 * Runs an execution and tells of it.
	 * @param execution the execution
	 * @param failure what is told when the execution breaks down
	 * @param heartbeat how long the stream may be silent
	 * @return the stream
	 */
	static SseEmitter of(AuditedCleanup execution, Problem failure, Duration heartbeat) {
		CleanupStream stream = new CleanupStream(heartbeat);
		// The execution needs what the caller has brought, also when the caller has left.
		CallContext here = CallContext.current();
		Thread.ofVirtual().name("cleanup").start(() -> here.run(() -> stream.run(execution, failure)));
		Thread.ofVirtual().name("cleanup-events").start(stream::tell);
		return stream.emitter;
	}

	private void run(AuditedCleanup execution, Problem failure) {
		try {
			CleanupReport report = execution.run(this::item);
			this.events.add(new Event("done", CleanupReportResponse.Counts.of(report), true));
		}
		catch (GatewayException ex) {
			logger.warn("The cleanup of request {} was broken off: {}", failure.requestId(), ex.code().value());
			this.events.add(new Event("problem", failure.of(ex), true));
		}
		catch (RuntimeException ex) {
			logger.error("The cleanup of request {} failed unexpectedly", failure.requestId(), ex);
			this.events.add(new Event("problem", failure, true));
		}
	}

	private void item(CleanupItem item) {
		this.events.add(new Event("item", CleanupReportResponse.Item.of(item), false));
	}

	private void tell() {
		try {
			boolean last = false;
			while (!last) {
				Event event = this.events.poll(this.heartbeat.toMillis(), TimeUnit.MILLISECONDS);
				send(event);
				last = event != null && event.last();
			}
			this.emitter.complete();
		}
		catch (IOException | IllegalStateException ex) {
			// The client has gone. The execution goes on without it.
			this.emitter.completeWithError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.emitter.complete();
		}
	}

	private void send(@Nullable Event event) throws IOException {
		SseEmitter.SseEventBuilder line = SseEmitter.event();
		this.emitter.send((event != null) ? line.name(event.name()).data(event.data(), MediaType.APPLICATION_JSON)
				: line.comment("still at it"));
	}

	private record Event(String name, Object data, boolean last) {

	}

}
