package io.patchbay.connection;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Component;

/**
 * Waits with one thread for everything, and does the work in a virtual thread each: while
 * nothing is due, a poller is an entry in a queue.
 */
@Component
class VirtualScheduler implements SyncScheduler, AutoCloseable {

	private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1,
			Thread.ofPlatform().daemon().name("sync-timer").factory());

	VirtualScheduler() {
		this.timer.setRemoveOnCancelPolicy(true);
	}

	@Override
	public Runnable after(Duration delay, Runnable work) {
		Future<?> due = this.timer.schedule(() -> Thread.ofVirtual().name("sync-poll").start(work), delay.toMillis(),
				TimeUnit.MILLISECONDS);
		return () -> due.cancel(false);
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
	}

}
