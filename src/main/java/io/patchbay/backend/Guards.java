package io.patchbay.backend;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.patchbay.connection.BackendHealth;
import io.patchbay.connection.Deadline;
import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;

/**
 * Stands around the calls of one kind to one backend: retry(breaker(bulkhead(call))). It
 * sees failures that have their names already, and reacts to unavailability alone.
 */
final class Guards {

	/** The longest {@code Retry-After} of a 429 that we wait for within a call. */
	static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

	/** Marks a 429 whose {@code Retry-After} is worth waiting for. */
	static final String SHORT_WAIT = "shortWait";

	private static final long FIRST_PAUSE_MILLIS = 100;

	private static final long LONGEST_PAUSE_MILLIS = 1000;

	private final UpstreamFailures failures;

	private final CircuitBreaker breaker;

	private final Bulkhead bulkhead;

	private final Retry retry;

	private final Duration openFor;

	private final Clock clock;

	private final AtomicReference<@Nullable Instant> opened = new AtomicReference<>();

	Guards(String name, UpstreamFailures failures, ResilienceProperties resilience, int maxConcurrentCalls,
			boolean read, Clock clock) {
		this.failures = failures;
		this.clock = clock;
		this.openFor = resilience.circuit().openFor();
		this.breaker = CircuitBreaker.of(name, circuit(resilience.circuit()));
		this.breaker.getEventPublisher().onStateTransition((event) -> this.opened.set(clock.instant()));
		this.bulkhead = Bulkhead.of(name,
				BulkheadConfig.custom().maxConcurrentCalls(maxConcurrentCalls).maxWaitDuration(Duration.ZERO).build());
		this.retry = Retry.of(name,
				RetryConfig.custom()
					.maxAttempts(resilience.readAttempts())
					.retryOnException((ex) -> worthRepeating(ex, read))
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
			.build();
	}

	<T extends @Nullable Object> T call(Supplier<T> call) {
		Supplier<T> guarded = () -> {
			try {
				return this.breaker.executeSupplier(() -> this.bulkhead.executeSupplier(call));
			}
			catch (CallNotPermittedException ex) {
				throw this.failures.circuitOpen(untilHalfOpen());
			}
			catch (BulkheadFullException ex) {
				throw this.failures.unavailable("Too many calls to the backend are under way.", false)
					.retryAfter(Duration.ofSeconds(1))
					.fact(SHORT_WAIT, false);
			}
		};
		return this.retry.executeSupplier(guarded);
	}

	BackendHealth.Circuit circuitState() {
		return switch (this.breaker.getState()) {
			case OPEN, FORCED_OPEN -> BackendHealth.Circuit.OPEN;
			case HALF_OPEN -> BackendHealth.Circuit.HALF_OPEN;
			default -> BackendHealth.Circuit.CLOSED;
		};
	}

	BackendHealth.@Nullable Status status() {
		return switch (circuitState()) {
			case OPEN -> BackendHealth.Status.UNHEALTHY;
			case HALF_OPEN -> BackendHealth.Status.DEGRADED;
			case CLOSED -> null;
		};
	}

	private Duration untilHalfOpen() {
		Instant since = this.opened.get();
		Duration left = (since != null) ? this.openFor.minus(Duration.between(since, this.clock.instant()))
				: this.openFor;
		return left.isPositive() ? left : Duration.ofSeconds(1);
	}

	static boolean unavailable(Throwable failure) {
		return switch (failure) {
			case GatewayException.Unavailable _, GatewayException.TimedOut _ -> true;
			default -> false;
		};
	}

	// Only what an open breaker or a full bulkhead did not cause, and what still fits
	// into the caller's time.
	private static boolean worthRepeating(Throwable failure, boolean read) {
		if (Thread.currentThread().isInterrupted()
				|| Deadline.remaining(LONGEST_WAIT).compareTo(Duration.ofMillis(FIRST_PAUSE_MILLIS)) < 0) {
			return false;
		}
		return switch (failure) {
			case GatewayException.Unavailable ex -> ex.code() == io.patchbay.connection.ErrorCode.UPSTREAM_UNAVAILABLE
					&& !ex.facts().containsKey(SHORT_WAIT) && (read || !ex.maybeProcessed());
			case GatewayException.TimedOut ex -> read || !ex.maybeProcessed();
			case GatewayException.RateLimited ex -> Boolean.TRUE.equals(ex.facts().get(SHORT_WAIT));
			default -> false;
		};
	}

	// Full jitter: a random part of a bound that doubles.
	private static long pause(int attempt, Either<Throwable, ?> outcome) {
		if (outcome.isLeft() && outcome.getLeft() instanceof GatewayException.RateLimited limited
				&& limited.retryAfter() != null) {
			return Math.min(limited.retryAfter().toMillis(), LONGEST_WAIT.toMillis());
		}
		long bound = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 10));
		return ThreadLocalRandom.current().nextLong(1, bound);
	}

}
