package io.patchbay.backend;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.patchbay.connection.CallContext;
import io.patchbay.connection.Deadline;
import io.patchbay.connection.GatewayException;

/**
 * Work that is done beside the work at hand.
 *
 * @param <T> its result
 */
final class Meanwhile<T> implements Supplier<T> {

	/** Without a deadline each call ends by its own time-outs. */
	private static final Duration NO_DEADLINE = Duration.ofDays(1);

	private final FutureTask<T> task;

	private final Supplier<GatewayException> late;

	private Meanwhile(FutureTask<T> task, Supplier<GatewayException> late) {
		this.task = task;
		this.late = late;
	}

	static <T> Meanwhile<T> start(Supplier<T> work, Supplier<GatewayException> late) {
		FutureTask<T> task = new FutureTask<>(CallContext.carried(work)::get);
		Thread.ofVirtual().name("meanwhile").start(task);
		return new Meanwhile<>(task, late);
	}

	@Override
	public T get() {
		try {
			return this.task.get(Deadline.remaining(NO_DEADLINE).toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			this.task.cancel(true);
			Thread.currentThread().interrupt();
			throw this.late.get();
		}
		catch (TimeoutException | CancellationException ex) {
			this.task.cancel(true);
			throw this.late.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof GatewayException failure) {
				throw failure;
			}
			throw new IllegalStateException("A call beside another failed", ex.getCause());
		}
	}

}
