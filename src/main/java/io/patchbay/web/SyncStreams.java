package io.patchbay.web;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.patchbay.connection.Caller;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncWatch;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * All open streams of events. When the program ends they are closed before the server
 * waits for its requests, which would otherwise never end; so are the waits.
 */
@Component
class SyncStreams implements SmartLifecycle {

	private static final Duration HEARTBEAT = Duration.ofSeconds(15);

	private final Set<SyncStream> open = ConcurrentHashMap.newKeySet();

	private final SyncWatch watch;

	private volatile boolean running;

	SyncStreams(SyncWatch watch) {
		this.watch = watch;
	}

	/**
	 * Opens a stream of a run's events.
	 * @param caller who asks
	 * @param id the run
	 * @param seen the id of the last event that the client has got
	 * @param request the request
	 * @return the stream, {@code null} when the client has got the last event of all
	 */
	@Nullable SseEmitter open(Caller caller, SyncId id, @Nullable String seen, HttpServletRequest request) {
		SyncStream stream = new SyncStream((failure) -> Problem.of(failure, request), HEARTBEAT);
		SyncWatch.Watching watching = this.watch.watch(caller, id, seen, stream);
		if (stream.silent() && watching.ended()) {
			watching.close();
			return null;
		}
		this.open.add(stream);
		if (!this.running) {
			stream.close();
		}
		return stream.begin(watching, () -> this.open.remove(stream));
	}

	@Override
	public void start() {
		this.watch.resume();
		this.running = true;
	}

	// The default phase is the first to be stopped, before the web server's.
	@Override
	public void stop() {
		this.running = false;
		this.watch.release();
		this.open.forEach(SyncStream::close);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
