package io.patchbay.connection;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What one backend contributed to a federated page.
 *
 * @param backend the backend
 * @param outcome how it went
 * @param count how many items of the page are from it
 * @param duration how long it took
 * @param invalidItems how many of its items were set aside as broken
 * @param failure what went wrong, {@code null} when nothing did
 */
public record BackendOutcome(BackendId backend, Outcome outcome, int count, Duration duration, int invalidItems,
		@Nullable GatewayException failure) {

	/**
	 * How a backend's part in a federated read went.
	 */
	public enum Outcome {

		/** It answered. */
		OK,
		/** It did not answer in time. */
		TIMEOUT,
		/** It failed, or could not be reached. */
		UNAVAILABLE,
		/** It allows no more calls for now. */
		RATE_LIMITED,
		/** It refuses the credentials. */
		UNAUTHORIZED,
		/** It failed so often that it was not asked. */
		CIRCUIT_OPEN,
		/** It answered something that is not of its API. */
		INVALID_RESPONSE,
		/** It cannot answer one of the filters. */
		UNSUPPORTED_FILTER,
		/** Its operator switched it off. */
		DISABLED;

		static Outcome of(@Nullable GatewayException failure) {
			if (failure == null) {
				return OK;
			}
			return switch (failure.code()) {
				case UPSTREAM_TIMEOUT -> TIMEOUT;
				case UPSTREAM_RATE_LIMITED -> RATE_LIMITED;
				case UPSTREAM_AUTH_FAILED, UPSTREAM_FORBIDDEN, UPSTREAM_CREDENTIALS_REJECTED -> UNAUTHORIZED;
				case CIRCUIT_OPEN -> CIRCUIT_OPEN;
				case UPSTREAM_INVALID_RESPONSE -> INVALID_RESPONSE;
				case UNSUPPORTED_FILTER -> UNSUPPORTED_FILTER;
				case BACKEND_DISABLED -> DISABLED;
				default -> UNAVAILABLE;
			};
		}

		// A cursor that makes no sense, or a workspace that is not there.
		static boolean callersFault(GatewayException failure) {
			return failure.code() == ErrorCode.INVALID_CURSOR || failure.code() == ErrorCode.NOT_FOUND;
		}

		// Whether asking again, with the question and the configuration as they are, can
		// help.
		boolean worthAskingAgain() {
			return this != UNSUPPORTED_FILTER && this != DISABLED;
		}

	}

}
