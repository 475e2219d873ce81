package io.patchbay.backend;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.exception.AcquirePermissionCancelledException;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.patchbay.connection.BackendHealth;
import io.patchbay.connection.Deadline;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands around the calls of one kind to one backend: retry(breaker(bulkhead(call))). It
 * sees failures that have their names already, and reacts to unavailability alone.
 */
final class Guards {

	private static final Logger logger = LoggerFactory.getLogger(Guards.class);

	/** The longest {@code Retry-After} that we wait for within a call. */
	static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

	/** Marks a failure whose {@code Retry-After} is worth waiting for, or is not. */
	static final String SHORT_WAIT = "shortWait";

	/** Marks a call that was not made because too many were under way. */
	static final String CROWDED = "crowded";

	private static final long FIRST_PAUSE_MILLIS = 100;

	private static final long LONGEST_PAUSE_MILLIS = 1000;

	private final UpstreamFailures failures;

	private final CircuitBreaker breaker;

	private final Bulkhead bulkhead;

	private final Retry retry;

	private final Duration openFor;

	private final Clock clock;

	private final int attempts;

	private final int mostCalls;

	private final boolean read;

	private final RetryBudget budget = new RetryBudget(System::nanoTime);

	private final AtomicReference<@Nullable Instant> opened = new AtomicReference<>();

	Guards(String name, UpstreamFailures failures, ResilienceProperties resilience, int maxConcurrentCalls,
			boolean read, Clock clock) {
		this.failures = failures;
		this.clock = clock;
		this.read = read;
		this.attempts = resilience.readAttempts();
		this.mostCalls = maxConcurrentCalls;
		this.openFor = resilience.circuit().openFor();
		this.breaker = CircuitBreaker.of(name, circuit(resilience.circuit()));
		this.breaker.getEventPublisher().onStateTransition((event) -> {
			this.opened.set(clock.instant());
			RequestLog.within(() -> logger.atWarn()
				.addKeyValue("backend", failures.backend())
				.log("The circuit of {} goes from {} to {}", name, event.getStateTransition().getFromState(),
						event.getStateTransition().getToState()));
		});
		this.bulkhead = Bulkhead.of(name,
				BulkheadConfig.custom().maxConcurrentCalls(maxConcurrentCalls).maxWaitDuration(Duration.ZERO).build());
		this.retry = Retry.of(name,
				RetryConfig.custom()
					.maxAttempts(this.attempts)
					.retryOnException((ex) -> ex instanceof Again)
					.intervalBiFunction(Guards::pause)
					.failAfterMaxAttempts(false)
					.build());
	}

	private static CircuitBreakerConfig circuit(ResilienceProperties.Circuit circuit) {
		return CircuitBreakerConfig.custom()
			.slidingWindowSize(circuit.window())
			.minimumNumberOfCalls(circuit.minimumCalls())
			.failureRateThreshold(circuit.failureRate())
			.waitDurationInOpenState(circuit.openFor())
			.maxWaitDurationInHalfOpenState(circuit.openFor())
			.permittedNumberOfCallsInHalfOpenState(Math.min(3, circuit.minimumCalls()))
			.slowCallRateThreshold(100)
			.slowCallDurationThreshold(Duration.ofDays(1))
			.recordException(Guards::unavailable)
			// A call that was not made, or that nobody waited for, says nothing of the
			// backend.
			.ignoreException((ex) -> ex instanceof BulkheadFullException
					|| ex instanceof AcquirePermissionCancelledException || UpstreamFailures.cancelled(ex))
			.build();
	}

	<T extends @Nullable Object> T call(CallMeters meters, Supplier<T> call) {
		this.budget.called();
		AtomicInteger made = new AtomicInteger();
		try {
			return this.retry.executeSupplier(() -> {
				if (made.get() > 0) {
					meters.repeated();
				}
				try {
					return once(meters.backend(), call);
				}
				catch (GatewayException ex) {
					if (made.incrementAndGet() < this.attempts && worthRepeating(ex) && this.budget.spend()) {
						throw new Again(ex);
					}
					throw ex;
				}
			});
		}
		catch (Again ex) {
			// The pause was broken off.
			throw ex.failure;
		}
	}

	private <T extends @Nullable Object> T once(BackendMeters meters, Supplier<T> call) {
		try {
			return this.breaker.executeSupplier(() -> this.bulkhead.executeSupplier(call));
		}
		catch (CallNotPermittedException ex) {
			meters.refusedByCircuit();
			throw this.failures.circuitOpen(untilHalfOpen());
		}
		catch (BulkheadFullException ex) {
			meters.refusedForWantOfRoom();
			throw this.failures.unavailable("Too many calls to the backend are under way.", false)
				.retryAfter(Duration.ofSeconds(1))
				.fact(SHORT_WAIT, false)
				.fact(CROWDED, true);
		}
		catch (AcquirePermissionCancelledException ex) {
			throw this.failures.cancelled();
		}
	}

	BackendHealth.Circuit circuitState() {
		return switch (this.breaker.getState()) {
			case OPEN, FORCED_OPEN -> BackendHealth.Circuit.OPEN;
			case HALF_OPEN -> BackendHealth.Circuit.HALF_OPEN;
			default -> BackendHealth.Circuit.CLOSED;
		};
	}

	/**
	 * The state as the next call finds it: an open circuit stays so until then.
	 * @return the state
	 */
	BackendHealth.Circuit circuitNow() {
		BackendHealth.Circuit state = circuitState();
		return (state == BackendHealth.Circuit.OPEN && !left().isPositive()) ? BackendHealth.Circuit.HALF_OPEN : state;
	}

	int underWay() {
		return this.mostCalls - this.bulkhead.getMetrics().getAvailableConcurrentCalls();
	}

	BackendHealth.@Nullable Status status() {
		return switch (circuitState()) {
			case OPEN -> BackendHealth.Status.UNHEALTHY;
			case HALF_OPEN -> BackendHealth.Status.DEGRADED;
			case CLOSED -> null;
		};
	}

	private Duration untilHalfOpen() {
		Duration left = left();
		return left.isPositive() ? left : Duration.ofSeconds(1);
	}

	private Duration left() {
		Instant since = this.opened.get();
		return (since != null) ? this.openFor.minus(Duration.between(since, this.clock.instant())) : this.openFor;
	}

	static boolean unavailable(Throwable failure) {
		return switch (failure) {
			case GatewayException.Unavailable _, GatewayException.TimedOut _ -> true;
			default -> false;
		};
	}

	// Only what an open breaker or a full bulkhead did not cause, what the platform does
	// not ask more patience for, and what still fits into the caller's time.
	private boolean worthRepeating(GatewayException failure) {
		if (Thread.currentThread().isInterrupted() || Boolean.FALSE.equals(failure.facts().get(SHORT_WAIT))
				|| Deadline.remaining(LONGEST_WAIT).toMillis() <= shortestPause(failure)) {
			return false;
		}
		return switch (failure) {
			case GatewayException.Unavailable ex ->
				ex.code() == ErrorCode.UPSTREAM_UNAVAILABLE && (this.read || !ex.maybeProcessed());
			case GatewayException.TimedOut ex -> this.read || !ex.maybeProcessed();
			case GatewayException.RateLimited ex -> ex.facts().containsKey(SHORT_WAIT);
			default -> false;
		};
	}

	private static long shortestPause(GatewayException failure) {
		Duration asked = askedFor(failure);
		return (asked != null) ? asked.toMillis() : FIRST_PAUSE_MILLIS;
	}

	private static @Nullable Duration askedFor(GatewayException failure) {
		return Boolean.TRUE.equals(failure.facts().get(SHORT_WAIT)) ? failure.retryAfter() : null;
	}

	// What the platform asks for, or full jitter: a random part of a bound that doubles.
	private static long pause(int attempt, Either<Throwable, ?> outcome) {
		if (outcome.isLeft() && outcome.getLeft() instanceof Again again) {
			Duration asked = askedFor(again.failure);
			if (asked != null) {
				return asked.toMillis();
			}
		}
		long bound = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 10));
		return ThreadLocalRandom.current().nextLong(1, bound);
	}

	/**
	 * Tells the retry, and it alone, that a failed call is to be made again.
	 */
	private static final class Again extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final transient GatewayException failure;

		Again(GatewayException failure) {
			super(null, null, false, false);
			this.failure = failure;
		}

	}

}
