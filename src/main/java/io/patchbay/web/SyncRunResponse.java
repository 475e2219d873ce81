package io.patchbay.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.patchbay.connection.SyncRun;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One run of the work behind a connection.
 *
 * @param id its id
 * @param connection the connection that it belongs to
 * @param backend where it runs
 * @param type what it does
 * @param status how it stands
 * @param upstreamStatus the platform's own word for that
 * @param terminal whether it has ended
 * @param startedAt when it began, or was queued where the platform says no more
 * @param finishedAt when it ended
 * @param duration how long it took, as an ISO 8601 duration
 * @param bytes bytes that were committed
 * @param records records that were committed
 * @param attempt the number of its newest attempt, from 1
 * @param message why it failed, in the platform's words
 * @param attached {@code true} when it ran already and was taken for the one that was
 * asked for, else absent
 * @param links pages of the platform about it
 */
@Schema(name = "SyncRun")
record SyncRunResponse(@Schema(example = "airbyte~9876543") String id,
		@Schema(example = "airbyte~5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21") String connection,
		@Schema(example = "airbyte") String backend, SyncRun.Type type, SyncRun.Status status,
		@Schema(example = "succeeded") @Nullable String upstreamStatus, boolean terminal, @Nullable Instant startedAt,
		@Nullable Instant finishedAt,
		@Schema(type = "string", format = "duration", example = "PT6M12S") @Nullable Duration duration,
		@Schema(example = "1048576") @Nullable Long bytes, @Schema(example = "4210") @Nullable Long records,
		@Schema(example = "1") @Nullable Integer attempt, @Nullable String message, @Nullable Boolean attached,
		@Nullable Map<String, String> links) {

	static SyncRunResponse of(SyncRun run) {
		return of(run, false);
	}

	static SyncRunResponse of(SyncRun run, boolean attached) {
		return new SyncRunResponse(run.id().toString(), run.connection().toString(), run.id().backend().value(),
				run.type(), run.status(), run.upstreamStatus(), run.status().terminal(), run.startedAt(),
				run.finishedAt(), run.duration(), run.bytes(), run.records(), run.attempt(), run.message(),
				(attached) ? true : null, (run.links().isEmpty()) ? null : run.links());
	}

}
