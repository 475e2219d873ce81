package io.patchbay.connection;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How a backend's last calls went.
 *
 * @param status the summary
 * @param circuit the state of its circuit breaker
 * @param lastSuccess when it last answered
 * @param lastFailure when it last could not be reached
 */
public record BackendHealth(Status status, Circuit circuit, @Nullable Instant lastSuccess,
		@Nullable Instant lastFailure) {

	/**
	 * The states of a circuit breaker.
	 */
	public enum Circuit {

		/** Calls go through. */
		CLOSED,
		/** No call goes through. */
		OPEN,
		/** A few calls go through, to see how the backend is. */
		HALF_OPEN

	}

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
