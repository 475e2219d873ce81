package io.patchbay.web;

import java.time.Duration;

import io.patchbay.connection.BackendOutcome;
import io.patchbay.connection.GatewayException;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What one backend contributed to a federated page.
 *
 * @param backend the backend
 * @param outcome how it went
 * @param count how many items of the page are from it
 * @param durationMs how long it took, in milliseconds
 * @param code what went wrong, as a problem code
 * @param retryAfter seconds after which asking again makes sense
 * @param invalidItems how many of its items were set aside as broken
 */
@Schema(name = "BackendOutcome")
record BackendOutcomeResponse(@Schema(example = "wallaroo") String backend,
		@Schema(example = "TIMEOUT") BackendOutcome.Outcome outcome, @Schema(example = "0") int count,
		@Schema(example = "6800") long durationMs, @Schema(example = "upstream-timeout") @Nullable String code,
		@Schema(example = "15") @Nullable Long retryAfter, @Nullable Integer invalidItems) {

	static BackendOutcomeResponse of(BackendOutcome outcome) {
		GatewayException failure = outcome.failure();
		return new BackendOutcomeResponse(outcome.backend().value(), outcome.outcome(), outcome.count(),
				outcome.duration().toMillis(), (failure != null) ? failure.code().value() : null,
				(failure != null) ? seconds(failure.retryAfter()) : null,
				(outcome.invalidItems() > 0) ? outcome.invalidItems() : null);
	}

	private static @Nullable Long seconds(@Nullable Duration duration) {
		return (duration != null) ? Math.max(1, duration.plusMillis(999).toSeconds()) : null;
	}

}
