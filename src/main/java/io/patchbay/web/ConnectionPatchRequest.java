package io.patchbay.web;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A change of a connection. What is absent stays as it is.
 *
 * @param name its new name
 * @param tablePrefix its new prefix, null for none
 * @param streams the streams to select, and no others
 * @param schedule its new schedule, null for manual
 * @param enabled whether it is to run
 */
// For the API document alone: ConnectionBodies reads what is sent.
@Schema(name = "ConnectionPatch")
record ConnectionPatchRequest(@Schema(example = "Postgres to Snowflake", pattern = "\\S") @Nullable String name,
		@Schema(example = "raw_", nullable = true) @Nullable String tablePrefix,
		@Nullable List<NewConnectionRequest.StreamRequest> streams,
		NewConnectionRequest.@Nullable ScheduleRequest schedule, @Nullable Boolean enabled) {

}
