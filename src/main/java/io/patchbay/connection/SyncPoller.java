package io.patchbay.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Looks at one run for all who want to know, from the first of them on until the run has
 * ended or the last of them has left. It looks every second while something changes, and
 * less and less often while nothing does.
 */
class SyncPoller {

	static final Duration FIRST_DELAY = Duration.ofSeconds(1);

	static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

	/** No platform is left alone for longer while someone watches. */
	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

	private static final int HISTORY = 128;

	private final Supplier<SyncRun> reading;

	private final SyncScheduler scheduler;

	private final Consumer<SyncPoller> onClose;

	private final CompletableFuture<SyncEvent> first = new CompletableFuture<>();

	// Listeners are called while it is held, so that each hears everything in one order.
	private final ReentrantLock lock = new ReentrantLock();

	private final List<SyncEvent> history;

	private final Set<Consumer<SyncEvent>> listeners = new HashSet<>();

	private Duration delay = FIRST_DELAY;

	private Runnable next = () -> {
	};

	private boolean closed;

	SyncPoller(Supplier<SyncRun> reading, SyncScheduler scheduler, List<SyncEvent> past, Consumer<SyncPoller> onClose) {
		this.reading = reading;
		this.scheduler = scheduler;
		this.history = new ArrayList<>(past);
		this.onClose = onClose;
	}

	// The first look, in the thread of who wants to know first. It is not tried again:
	// who asks about a run that cannot be read is told so.
	void begin(Supplier<SyncRun> look) {
		try {
			publish(look.get());
			this.first.complete(last());
		}
		catch (RuntimeException | Error ex) {
			locked(this::close);
			this.first.completeExceptionally(ex);
			throw ex;
		}
	}

	// Waits for the first look of somebody else.
	void ready() {
		try {
			this.first.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			throw ex;
		}
	}

	/**
	 * Takes a listener in, and tells it what it has missed.
	 * @param listener the listener
	 * @param seen the id of the last event that it has got, {@code null} for none
	 * @return {@code false} when nobody looks at the run any more, although it goes on
	 */
	boolean join(Consumer<SyncEvent> listener, @Nullable String seen) {
		this.lock.lock();
		try {
			if (this.closed && !last().last()) {
				return false;
			}
			missed(seen).forEach(listener);
			if (!this.closed) {
				this.listeners.add(listener);
			}
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	void leave(Consumer<SyncEvent> listener) {
		locked(() -> {
			if (this.listeners.remove(listener) && this.listeners.isEmpty()) {
				close();
			}
		});
	}

	// Whether all there will ever be to tell is known.
	boolean ended() {
		this.lock.lock();
		try {
			return last().last();
		}
		finally {
			this.lock.unlock();
		}
	}

	List<SyncEvent> history() {
		this.lock.lock();
		try {
			return List.copyOf(this.history);
		}
		finally {
			this.lock.unlock();
		}
	}

	// All that came after an event that we remember, else what is so now.
	private List<SyncEvent> missed(@Nullable String seen) {
		for (int i = this.history.size() - 1; i >= 0; i--) {
			if (this.history.get(i).id().equals(seen)) {
				return this.history.subList(i + 1, this.history.size());
			}
		}
		return List.of(last());
	}

	private SyncEvent last() {
		return this.history.getLast();
	}

	private void poll() {
		try {
			publish(this.reading.get());
		}
		catch (GatewayException ex) {
			failed(ex);
		}
		catch (RuntimeException ex) {
			failed(new GatewayException.Refused(ErrorCode.UPSTREAM_INVALID_RESPONSE,
					"The run cannot be watched any more."));
			throw ex;
		}
	}

	private void publish(SyncRun run) {
		locked(() -> {
			if (this.closed) {
				return;
			}
			SyncEvent last = (this.history.isEmpty()) ? null : last();
			SyncEvent event = SyncEvent.of(run, last);
			if (last == null || !last.id().equals(event.id())) {
				this.history.add(event);
				if (this.history.size() > HISTORY) {
					this.history.removeFirst();
				}
				this.delay = FIRST_DELAY;
				this.listeners.forEach((listener) -> listener.accept(event));
			}
			else {
				this.delay = longer();
			}
			if (event.last()) {
				close();
			}
			else {
				schedule(this.delay);
			}
		});
	}

	private void failed(GatewayException failure) {
		boolean passing = switch (failure) {
			case GatewayException.Unavailable _, GatewayException.TimedOut _, GatewayException.RateLimited _ -> true;
			default -> false;
		};
		locked(() -> {
			if (this.closed) {
				return;
			}
			this.delay = longer();
			if (passing) {
				schedule(pause(failure.retryAfter()));
				return;
			}
			SyncEvent event = SyncEvent.problem(failure);
			this.listeners.forEach((listener) -> listener.accept(event));
			close();
		});
	}

	private Duration longer() {
		Duration longer = this.delay.multipliedBy(3).dividedBy(2);
		return (longer.compareTo(LONGEST_DELAY) < 0) ? longer : LONGEST_DELAY;
	}

	private Duration pause(@Nullable Duration wished) {
		if (wished == null || wished.compareTo(this.delay) < 0) {
			return this.delay;
		}
		return (wished.compareTo(LONGEST_PAUSE) < 0) ? wished : LONGEST_PAUSE;
	}

	private void schedule(Duration wait) {
		this.next = this.scheduler.after(wait, this::poll);
	}

	private void close() {
		if (!this.closed) {
			this.closed = true;
			this.next.run();
			this.listeners.clear();
			this.onClose.accept(this);
		}
	}

	private void locked(Runnable work) {
		this.lock.lock();
		try {
			work.run();
		}
		finally {
			this.lock.unlock();
		}
	}

}
