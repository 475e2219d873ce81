package io.patchbay.backend.airbyte;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.Deadline;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.WorkspaceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AirbyteParallelTests {

	private static final WorkspaceId WORKSPACE = new WorkspaceId(new BackendId("airbyte"), "33");

	@Test
	void eightReadsAreMadeAtOnceAndNoMore() {
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		CyclicBarrier eight = new CyclicBarrier(8);
		parallel(64).run(Collections.nCopies(40, () -> {
			most.accumulateAndGet(running.incrementAndGet(), Math::max);
			await(eight);
			running.decrementAndGet();
		}));
		assertThat(most).hasValue(8);
	}

	@Test
	void noMoreReadsAreMadeAtOnceThanTheOperatorAllows() {
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		CyclicBarrier two = new CyclicBarrier(2);
		parallel(2).run(Collections.nCopies(10, () -> {
			most.accumulateAndGet(running.incrementAndGet(), Math::max);
			await(two);
			running.decrementAndGet();
		}));
		assertThat(most).hasValue(2);
	}

	@Test
	void readsKnowTheDeadlineOfTheCaller() {
		AtomicReference<Duration> left = new AtomicReference<>(Duration.ZERO);
		Deadline.within(Duration.ofSeconds(5), () -> {
			parallel(64).run(List.of(() -> left.set(Deadline.remaining(Duration.ofHours(1)))));
			return true;
		});
		assertThat(left.get()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void failureOfAReadEndsTheOthers() {
		CountDownLatch never = new CountDownLatch(1);
		GatewayException failure = GatewayException.NotFound.workspace(WORKSPACE);
		assertThatThrownBy(() -> parallel(64).run(List.of(() -> {
			throw failure;
		}, () -> await(never)))).isSameAs(failure);
	}

	private static AirbyteParallel parallel(int maxConcurrentCalls) {
		return new AirbyteParallel(() -> GatewayException.NotFound.workspace(WORKSPACE), maxConcurrentCalls);
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(5, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
