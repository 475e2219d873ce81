package io.patchbay.connection;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A reading that is under way, and that several callers wait for. It has a thread of its
 * own, so that whoever came first may leave; when all have left, it ends.
 *
 * @param <T> what is read
 */
final class Flight<T extends @Nullable Object> {

	private static final ThreadFactory THREADS = Thread.ofVirtual().name("shared-read").factory();

	/**
	 * Whoever comes later than this begins anew: an answer is never much older than the
	 * question, and a backend that hangs is not waited for with somebody else's patience.
	 */
	private static final Duration OPEN = Duration.ofSeconds(1);

	/** A flight is open for this part of the time that its first caller has, at most. */
	private static final int PART = 4;

	private final BackendId backend;

	private final FutureTask<T> task;

	private final long begun = System.nanoTime();

	private final long open = Deadline.remaining(OPEN.multipliedBy(PART)).toNanos() / PART;

	private final Consumer<Flight<T>> end;

	private int waiting;

	private boolean abandoned;

	private boolean started;

	/**
	 * Prepares a reading with all that is bound to this thread.
	 * @param backend where
	 * @param reading reads
	 * @param end is told when nobody can come any more
	 */
	Flight(BackendId backend, Supplier<T> reading, Consumer<Flight<T>> end) {
		this.backend = backend;
		this.end = end;
		Supplier<T> carried = CallContext.carried(reading);
		this.task = new FutureTask<>(() -> {
			try {
				return carried.get();
			}
			finally {
				end.accept(this);
			}
		});
	}

	/**
	 * Comes along, and has to {@link #await()}.
	 * @return {@code false} when it is too late for that
	 */
	synchronized boolean enter() {
		if (!this.started) {
			this.started = true;
			THREADS.newThread(this.task).start();
		}
		else if (this.abandoned || System.nanoTime() - this.begun > this.open) {
			return false;
		}
		this.waiting++;
		return true;
	}

	private synchronized void leave() {
		this.waiting--;
		if (this.waiting == 0) {
			this.abandoned = true;
			this.end.accept(this);
			this.task.cancel(true);
		}
	}

	T await() {
		try {
			return this.task.get();
		}
		catch (InterruptedException ex) {
			leave();
			Thread.currentThread().interrupt();
			throw left();
		}
		catch (CancellationException ex) {
			throw left();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof GatewayException failure) {
				throw failure.copy();
			}
			throw new IllegalStateException("The adapter of '" + this.backend + "' failed", ex.getCause());
		}
	}

	private GatewayException left() {
		return new GatewayException.TimedOut(ErrorCode.UPSTREAM_TIMEOUT,
				"Nobody waits for the answer of the backend '" + this.backend + "' any more.", true)
			.at(this.backend);
	}

}
