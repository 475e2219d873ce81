package io.patchbay.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.ServletException;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/**
 * Ends a read whose caller has hung up, so that no upstream works for nobody. The Servlet
 * API tells of a caller who is gone only when something is written to it, and here
 * nothing is until the upstreams have answered. Tomcat is asked instead, from time to
 * time, whether the connection is still open; the thread that works on the answer is
 * interrupted when it is not. Writes go on to their end, and so do streams, which notice
 * by themselves.
 */
final class HangUpValve extends ValveBase {

	private static final Duration PERIOD = Duration.ofMillis(250);

	private final Set<Call> calls = ConcurrentHashMap.newKeySet();

	private @Nullable ScheduledExecutorService watch;

	HangUpValve() {
		super(true);
	}

	@Override
	protected void startInternal() throws LifecycleException {
		ScheduledExecutorService thread = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("hang-ups").factory());
		thread.scheduleWithFixedDelay(() -> this.calls.forEach(Call::look), PERIOD.toMillis(), PERIOD.toMillis(),
				TimeUnit.MILLISECONDS);
		this.watch = thread;
		super.startInternal();
	}

	@Override
	protected void stopInternal() throws LifecycleException {
		super.stopInternal();
		if (this.watch != null) {
			this.watch.shutdownNow();
		}
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (!"GET".equals(request.getMethod()) || request.getContentLengthLong() > 0
				|| request.getHeader("Transfer-Encoding") != null) {
			getNext().invoke(request, response);
			return;
		}
		Call call = new Call(request.getCoyoteRequest(), Thread.currentThread());
		this.calls.add(call);
		try {
			getNext().invoke(request, response);
		}
		finally {
			this.calls.remove(call);
			call.end();
		}
	}

	/**
	 * A read that is being answered. Nobody but {@link #look()} touches its connection's
	 * input: there is no body, and the next request is not read before this one has
	 * ended.
	 */
	private static final class Call {

		private final org.apache.coyote.Request connection;

		private final Thread thread;

		private final long start = System.nanoTime();

		private boolean ended;

		private boolean interrupted;

		Call(org.apache.coyote.Request connection, Thread thread) {
			this.connection = connection;
			this.thread = thread;
		}

		synchronized void look() {
			if (!this.ended && System.nanoTime() - this.start > PERIOD.toNanos() && hungUp()) {
				this.ended = true;
				this.interrupted = true;
				this.thread.interrupt();
			}
		}

		synchronized void end() {
			this.ended = true;
			if (this.interrupted) {
				Thread.interrupted();
			}
		}

		// Tomcat says 1 when it could not read, so that the next who reads learns why. A
		// request that was sent ahead is told once, and kept.
		private boolean hungUp() {
			return available() == 1 && available() == 1;
		}

		private int available() {
			this.connection.action(ActionCode.AVAILABLE, Boolean.TRUE);
			return this.connection.getAvailable();
		}

	}

}
