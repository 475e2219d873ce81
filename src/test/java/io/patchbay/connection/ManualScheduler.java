package io.patchbay.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Time that stands still until a test moves it. Work is done in the test's thread.
 */
class ManualScheduler implements SyncScheduler {

	private final List<Due> due = new ArrayList<>();

	private Duration now = Duration.ZERO;

	@Override
	public synchronized Runnable after(Duration delay, Runnable work) {
		Due entry = new Due(this.now.plus(delay), work);
		this.due.add(entry);
		return () -> cancel(entry);
	}

	void advance(Duration time) {
		Duration end = this.now.plus(time);
		for (Due next = next(end); next != null; next = next(end)) {
			next.work().run();
		}
		this.now = end;
	}

	synchronized int size() {
		return this.due.size();
	}

	private synchronized void cancel(Due entry) {
		this.due.remove(entry);
	}

	private synchronized Due next(Duration end) {
		Due next = this.due.stream()
			.filter((entry) -> entry.at().compareTo(end) <= 0)
			.min(Comparator.comparing(Due::at))
			.orElse(null);
		if (next != null) {
			this.due.remove(next);
			this.now = next.at();
		}
		return next;
	}

	private record Due(Duration at, Runnable work) {

	}

}
