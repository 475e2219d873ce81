package io.patchbay.backend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.patchbay.connection.BackendHealth;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.Deadline;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class GuardsTests {

	private static final CallMeters CALLS = new BackendMeters(new SimpleMeterRegistry(), new BackendId("test"), 64)
		.of("GET", "/");

	private final UpstreamFailures failures = new UpstreamFailures(new BackendId("test"), BackendProperties.Mode.HELD);

	private final TestClock clock = new TestClock();

	private final AtomicInteger made = new AtomicInteger();

	@Test
	void breakerSeesEveryTryAndStopsTheRest() {
		Guards guards = guards(4, 64, true);
		assertThat(failure(guards, this::down).code()).isEqualTo(ErrorCode.UPSTREAM_UNAVAILABLE);
		assertThat(this.made).hasValue(3);
		assertThat(guards.circuitState()).isEqualTo(BackendHealth.Circuit.CLOSED);
		// The fourth failure opens the circuit, and the repetition finds it open.
		assertThat(failure(guards, this::down).code()).isEqualTo(ErrorCode.CIRCUIT_OPEN);
		assertThat(this.made).hasValue(4);
	}

	@Test
	void callThatIsRefusedForWantOfRoomIsNeitherRepeatedNorCounted() throws Exception {
		Guards guards = guards(2, 1, true);
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch arrived = new CountDownLatch(1);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<String> slow = threads.submit(() -> guards.call(CALLS, () -> {
				arrived.countDown();
				await(release);
				throw this.failures.timedOut(true).fact(Guards.SHORT_WAIT, false);
			}));
			await(arrived);
			for (int i = 0; i < 20; i++) {
				GatewayException refused = failure(guards, this::down);
				assertThat(refused.code()).isEqualTo(ErrorCode.UPSTREAM_UNAVAILABLE);
				assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));
			}
			assertThat(this.made).hasValue(0);
			release.countDown();
			assertThat(slow).failsWithin(10, TimeUnit.SECONDS);
		}
		// Twenty refusals beside it would have outvoted the one call that was made.
		failure(guards, () -> {
			throw this.failures.timedOut(true).fact(Guards.SHORT_WAIT, false);
		});
		assertThat(guards.circuitState()).isEqualTo(BackendHealth.Circuit.OPEN);
	}

	@Test
	void refusalsRepetitionsAndPlacesAreCounted() throws Exception {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		BackendMeters meters = new BackendMeters(registry, new BackendId("test"), 1);
		CallMeters calls = meters.of("GET", "/things/{}");
		Guards guards = guards(4, 1, true);
		meters.watch(guards);
		guards.call(calls, () -> {
			assertThat(registry.get("patchbay.upstream.concurrent.calls").gauge().value()).isEqualTo(1);
			assertThat(failure(guards, calls, this::down).code()).isEqualTo(ErrorCode.UPSTREAM_UNAVAILABLE);
			return "done";
		});
		assertThat(registry.get("patchbay.upstream.concurrent.calls").gauge().value()).isZero();
		assertThat(refused(registry, "concurrency")).isEqualTo(1);
		failure(guards, calls, this::down);
		assertThat(state(registry, "open")).isEqualTo(1);
		assertThat(state(registry, "closed")).isZero();
		failure(guards, calls, this::down);
		assertThat(refused(registry, "circuit")).isPositive();
		assertThat(registry.get("patchbay.upstream.retries").tag("operation", "GET /things/{id}").counter().count())
			.isEqualTo(2);
		this.clock.advance(Duration.ofSeconds(10));
		assertThat(state(registry, "half_open")).isEqualTo(1);
		assertThat(state(registry, "open")).isZero();
	}

	private static double refused(SimpleMeterRegistry registry, String reason) {
		return registry.get("patchbay.upstream.refused").tag("reason", reason).counter().count();
	}

	private static double state(SimpleMeterRegistry registry, String state) {
		return registry.get("patchbay.upstream.circuit.state").tag("state", state).gauge().value();
	}

	@Test
	void roomIsFreeBetweenTheTries() {
		Guards guards = guards(100, 1, true);
		List<Integer> tries = new ArrayList<>();
		String answer = guards.call(CALLS, () -> {
			tries.add(tries.size());
			if (tries.size() < 3) {
				throw this.failures.unavailable("down", true);
			}
			return "up";
		});
		assertThat(answer).isEqualTo("up");
		assertThat(tries).hasSize(3);
	}

	@Test
	void callThatNobodyWaitsForIsNotHeldAgainstTheBackend() {
		Guards guards = guards(2, 64, true);
		for (int i = 0; i < 10; i++) {
			failure(guards, () -> {
				this.made.incrementAndGet();
				Thread.currentThread().interrupt();
				throw this.failures.cancelled();
			});
			// Another call of the same work finds the thread interrupted.
			failure(guards, this::down);
			assertThat(Thread.interrupted()).isTrue();
		}
		assertThat(this.made).hasValue(10);
		assertThat(guards.circuitState()).isEqualTo(BackendHealth.Circuit.CLOSED);
	}

	@Test
	void repetitionsOfAFailingBackendAreAFifthOfTheCalls() {
		Guards guards = guards(100_000, 64, true);
		for (int i = 0; i < 100; i++) {
			Deadline.within(Duration.ofSeconds(2), () -> failure(guards, this::down));
		}
		// 20 of the calls, 10 of the reserve, and one for each second that it took.
		assertThat(this.made.get() - 100).isBetween(30, 60);
	}

	@Test
	void longerWaitThanTheCallersTimeIsNotBegun() {
		Guards guards = guards(100, 64, true);
		Supplier<String> limited = () -> {
			this.made.incrementAndGet();
			throw new GatewayException.RateLimited(ErrorCode.UPSTREAM_RATE_LIMITED, "slower")
				.retryAfter(Duration.ofSeconds(1))
				.fact(Guards.SHORT_WAIT, true);
		};
		Deadline.within(Duration.ofMillis(900), () -> failure(guards, limited));
		assertThat(this.made).hasValue(1);
	}

	@Test
	void writeIsRepeatedOnlyWhenItSurelyDidNotArrive() {
		Guards guards = guards(100, 64, false);
		failure(guards, this::down);
		assertThat(this.made).hasValue(1);
		failure(guards, () -> {
			this.made.incrementAndGet();
			throw this.failures.unavailable("never connected", false);
		});
		assertThat(this.made).hasValue(4);
	}

	private String down() {
		this.made.incrementAndGet();
		throw this.failures.unavailable("down", true);
	}

	private Guards guards(int minimumCalls, int most, boolean read) {
		return new Guards("test", this.failures,
				new ResilienceProperties(3,
						new ResilienceProperties.Circuit(minimumCalls, minimumCalls, 50, Duration.ofSeconds(10))),
				most, read, this.clock);
	}

	private static GatewayException failure(Guards guards, Supplier<String> call) {
		return failure(guards, CALLS, call);
	}

	private static GatewayException failure(Guards guards, CallMeters calls, Supplier<String> call) {
		GatewayException failure = catchThrowableOfType(GatewayException.class, () -> guards.call(calls, call));
		assertThat(failure).as("a failure").isNotNull();
		return failure;
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
