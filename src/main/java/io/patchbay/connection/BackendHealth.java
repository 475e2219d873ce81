package io.patchbay.connection;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How a backend's last calls went.
 *
 * @param status the summary
 * @param circuit the state of its circuit breaker: {@code CLOSED}, {@code OPEN} or
 * {@code HALF_OPEN}
 * @param lastSuccess when it last answered
 * @param lastFailure when it last could not be reached
 */
public record BackendHealth(Status status, String circuit, @Nullable Instant lastSuccess,
		@Nullable Instant lastFailure) {

	/**
	 * The summary of a backend's health.
	 */
	public enum Status {

		/** The last call was answered. */
		HEALTHY,
		/** The last call failed, but not enough of them to stop calling. */
		DEGRADED,
		/** So many calls failed that it is left alone. */
		UNHEALTHY,
		/** It was never called. */
		UNKNOWN

	}

}
