package io.patchbay.web;

import java.util.List;
import java.util.Map;

import io.patchbay.connection.Schedule;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is to be made. Which fields are needed depends on the platform.
 *
 * @param backend where to make it
 * @param name its name
 * @param type what kind of system it connects
 * @param details its settings
 * @param workspace where to attach it
 * @param source where the data comes from
 * @param destination where the data goes to
 * @param streams the streams to move; all when absent
 * @param schedule when it runs by itself
 * @param tablePrefix what the names of destination tables begin with
 * @param enabled whether it runs
 */
// For the API document alone: ConnectionBodies reads what is sent.
@Schema(name = "NewConnection")
record NewConnectionRequest(
		@Schema(example = "airbyte", requiredMode = Schema.RequiredMode.REQUIRED,
				pattern = IdPatterns.BACKEND) String backend,
		@Schema(example = "Postgres to Snowflake", pattern = "\\S") @Nullable String name, @Nullable String type,
		@Nullable Map<String, Object> details, @Schema(example = "wallaroo~33") @Nullable String workspace,
		@Nullable EndpointRequest source, @Nullable EndpointRequest destination, @Nullable List<StreamRequest> streams,
		@Nullable ScheduleRequest schedule, @Schema(example = "raw_") @Nullable String tablePrefix,
		@Nullable Boolean enabled) {

	/**
	 * A source or a destination.
	 *
	 * @param id the platform's own id of it
	 */
	@Schema(name = "NewEndpoint")
	record EndpointRequest(@Schema(example = "a1d94f72-6c03-4be8-8d2f-3e7b10c95a64",
			requiredMode = Schema.RequiredMode.REQUIRED) String id) {

	}

	/**
	 * One stream to select, and how to read it.
	 *
	 * @param name the stream's name
	 * @param namespace its namespace at the source
	 * @param syncMode the platform's word for how to read and write it
	 * @param cursorField the path of the field that tells new records from old ones
	 * @param primaryKey the paths of the fields that identify a record
	 */
	@Schema(name = "NewStream")
	record StreamRequest(@Schema(example = "users", requiredMode = Schema.RequiredMode.REQUIRED) String name,
			@Schema(example = "public") @Nullable String namespace,
			@Schema(example = "full_refresh_overwrite") @Nullable String syncMode, @Nullable List<String> cursorField,
			@Nullable List<List<String>> primaryKey) {

	}

	/**
	 * When to run.
	 *
	 * @param type how to schedule; may be left out when there is a cron
	 * @param cron a UNIX expression of five fields, or a Quartz expression of six or
	 * seven without its zone
	 * @param timeZone the IANA name of the zone that the expression is meant in, UTC when
	 * absent
	 */
	@Schema(name = "NewSchedule")
	record ScheduleRequest(Schedule.@Nullable Type type, @Schema(example = "0 */6 * * *") @Nullable String cron,
			@Schema(example = "UTC") @Nullable String timeZone) {

	}

}
