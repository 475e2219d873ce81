package io.patchbay.backend.airbyte;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import io.patchbay.connection.CallContext;
import io.patchbay.connection.Deadline;
import io.patchbay.connection.GatewayException;

/**
 * Makes several reads at the same time, within the caller's deadline.
 */
final class AirbyteParallel {

	/** Airbyte's server keeps few threads for its public API. */
	private static final int MOST_AT_ONCE = 8;

	/** How long a round of reads may take when nobody sets a deadline. */
	private static final Duration LONGEST = Duration.ofMinutes(1);

	private final Supplier<GatewayException> late;

	private final int atOnce;

	AirbyteParallel(Supplier<GatewayException> late, int maxConcurrentCalls) {
		this.late = late;
		this.atOnce = Math.min(MOST_AT_ONCE, maxConcurrentCalls);
	}

	/**
	 * Makes the reads and waits for all of them.
	 * @param reads the reads
	 * @throws GatewayException when one of them fails, which ends the others
	 */
	void run(List<Runnable> reads) {
		if (reads.isEmpty()) {
			return;
		}
		long end = System.nanoTime() + Deadline.remaining(LONGEST).toNanos();
		try (ExecutorService threads = Executors.newFixedThreadPool(Math.min(this.atOnce, reads.size()),
				Thread.ofVirtual().name("airbyte-read-", 0).factory())) {
			List<Future<?>> running = reads.stream()
				.<Future<?>>map((read) -> threads.submit(within(end, read)))
				.toList();
			try {
				for (Future<?> one : running) {
					one.get();
				}
			}
			catch (ExecutionException ex) {
				threads.shutdownNow();
				throw failure(ex);
			}
			catch (InterruptedException ex) {
				threads.shutdownNow();
				Thread.currentThread().interrupt();
				throw this.late.get();
			}
		}
	}

	private static Callable<Boolean> within(long end, Runnable read) {
		return CallContext.carried(() -> {
			Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
			return Deadline.within(left, () -> {
				read.run();
				return true;
			});
		})::get;
	}

	private static RuntimeException failure(ExecutionException ex) {
		return (ex.getCause() instanceof GatewayException failure) ? failure
				: new IllegalStateException("A read failed", ex.getCause());
	}

}
