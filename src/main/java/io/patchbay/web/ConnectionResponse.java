package io.patchbay.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionStatus;
import io.patchbay.connection.Endpoint;
import io.patchbay.connection.Redaction;
import io.patchbay.connection.Schedule;
import io.patchbay.connection.Settings;
import io.patchbay.connection.Stream;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A connection. Whatever is absent, the platform does not say.
 *
 * @param id its id, {@code <backend>~<upstream id>}
 * @param backend where it lives
 * @param platform the kind of that backend
 * @param name its name, unique on some platforms only
 * @param type what kind of system it connects: Wallaroo's type, Maestro's plugin
 * @param status its state
 * @param upstreamStatus its state in the platform's own word
 * @param enabled whether it runs
 * @param workspaces where it is attached
 * @param createdAt when it was made
 * @param updatedAt when it was last edited
 * @param schedule when it runs by itself
 * @param source where the data comes from
 * @param destination where the data goes to
 * @param tablePrefix what the names of destination tables begin with
 * @param streams the selected streams
 * @param details the platform's settings of it; every leaf that is not known to be
 * harmless is replaced by {@code {"redacted":true,"fingerprint":"hmac:..."}} unless the
 * caller holds {@code connections:secrets}
 * @param lastSync its newest run, when {@code include=lastSync} was asked for
 * @param links pages of the platform about it
 * @param extensions what this platform alone says of it
 */
@Schema(name = "Connection")
record ConnectionResponse(@Schema(example = "airbyte~5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21") String id,
		@Schema(example = "airbyte") String backend, @Schema(example = "airbyte") String platform,
		@Schema(example = "Postgres to Snowflake") @Nullable String name, @Nullable String type,
		@Nullable ConnectionStatus status, @Schema(example = "active") @Nullable String upstreamStatus,
		@Nullable Boolean enabled, List<WorkspaceRefResponse> workspaces, @Nullable Instant createdAt,
		@Nullable Instant updatedAt, @Nullable ScheduleResponse schedule, @Nullable EndpointResponse source,
		@Nullable EndpointResponse destination, @Schema(example = "raw_") @Nullable String tablePrefix,
		@Nullable List<StreamResponse> streams, @Nullable Map<String, @Nullable Object> details,
		@Nullable SyncRunResponse lastSync, @Nullable LinksResponse links, Map<String, Object> extensions) {

	static ConnectionResponse of(Connection connection, @Nullable Redaction redaction) {
		return new ConnectionResponse(connection.id().toString(), connection.id().backend().value(),
				connection.platform().name(), connection.name(), connection.type(), connection.status(),
				connection.upstreamStatus(), connection.enabled(),
				connection.workspaces().stream().map(WorkspaceRefResponse::of).toList(), connection.createdAt(),
				connection.updatedAt(), ScheduleResponse.of(connection.schedule()),
				EndpointResponse.of(connection.source()), EndpointResponse.of(connection.destination()),
				connection.tablePrefix(), streams(connection.streams()), details(connection, redaction),
				(connection.lastSync() != null) ? SyncRunResponse.of(connection.lastSync()) : null,
				LinksResponse.of(connection.links()), connection.extensions());
	}

	/**
	 * The connection without what time alone changes and what is added on request: two of
	 * these differ only when someone has edited the connection.
	 * @return the state that {@code If-Match} is about
	 */
	ConnectionResponse state() {
		return new ConnectionResponse(this.id, this.backend, this.platform, this.name, this.type, this.status,
				this.upstreamStatus, this.enabled, this.workspaces, this.createdAt, this.updatedAt,
				(this.schedule != null) ? this.schedule.withoutNextRuns() : null,
				(this.source != null) ? this.source.idAlone() : null,
				(this.destination != null) ? this.destination.idAlone() : null, this.tablePrefix, this.streams,
				this.details, null, null, this.extensions);
	}

	private static @Nullable List<StreamResponse> streams(@Nullable List<Stream> streams) {
		return (streams != null) ? streams.stream().map(StreamResponse::of).toList() : null;
	}

	private static @Nullable Map<String, @Nullable Object> details(Connection connection,
			@Nullable Redaction redaction) {
		Settings details = connection.details();
		if (details == null) {
			return null;
		}
		return (redaction != null) ? details.redacted(redaction, connection.id().toString()) : details.reveal();
	}

	/**
	 * When a connection runs by itself.
	 *
	 * @param type how it is scheduled
	 * @param cron a Quartz expression without its zone
	 * @param timeZone the IANA name of its zone
	 * @param nextRuns the next instants at which it fires
	 */
	@Schema(name = "Schedule")
	record ScheduleResponse(Schedule.Type type, @Schema(example = "0 0 */6 * * ?") @Nullable String cron,
			@Schema(example = "UTC") @Nullable String timeZone, @Nullable List<Instant> nextRuns) {

		static @Nullable ScheduleResponse of(@Nullable Schedule schedule) {
			if (schedule == null) {
				return null;
			}
			return new ScheduleResponse(schedule.type(), schedule.cron(), schedule.timeZone(),
					schedule.nextRuns().isEmpty() ? null : schedule.nextRuns());
		}

		ScheduleResponse withoutNextRuns() {
			return new ScheduleResponse(this.type, this.cron, this.timeZone, null);
		}

	}

	/**
	 * The source or the destination of a connection.
	 *
	 * @param id the platform's own id of it
	 * @param name its name, when {@code include=endpoints} was asked for
	 * @param type its kind, when {@code include=endpoints} was asked for
	 */
	@Schema(name = "Endpoint")
	record EndpointResponse(@Schema(example = "a1d94f72-6c03-4be8-8d2f-3e7b10c95a64") String id, @Nullable String name,
			@Nullable String type) {

		static @Nullable EndpointResponse of(@Nullable Endpoint endpoint) {
			return (endpoint != null) ? new EndpointResponse(endpoint.id(), endpoint.name(), endpoint.type()) : null;
		}

		EndpointResponse idAlone() {
			return new EndpointResponse(this.id, null, null);
		}

	}

	/**
	 * One selected stream and how it is read.
	 *
	 * @param name the stream's name
	 * @param namespace its namespace at the source
	 * @param syncMode the platform's word for how it is read and written
	 * @param cursorField the path of the field that tells new records from old ones
	 * @param primaryKey the paths of the fields that identify a record
	 */
	@Schema(name = "Stream")
	record StreamResponse(@Schema(example = "users") String name,
			@Schema(example = "public") @Nullable String namespace,
			@Schema(example = "incremental_deduped_history") @Nullable String syncMode,
			@Nullable List<String> cursorField, @Nullable List<List<String>> primaryKey) {

		static StreamResponse of(Stream stream) {
			return new StreamResponse(stream.name(), stream.namespace(), stream.syncMode(), stream.cursorField(),
					stream.primaryKey());
		}

	}

	/**
	 * Pages of the platform about a connection.
	 *
	 * @param web the connection
	 * @param jobHistory its runs
	 */
	@Schema(name = "Links")
	record LinksResponse(@Nullable String web, @Nullable String jobHistory) {

		static @Nullable LinksResponse of(Map<String, String> links) {
			return links.isEmpty() ? null : new LinksResponse(links.get("web"), links.get("jobHistory"));
		}

	}

}
