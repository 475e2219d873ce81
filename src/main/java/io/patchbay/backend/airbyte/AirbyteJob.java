package io.patchbay.backend.airbyte;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

import io.patchbay.backend.Times;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncRun;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A job as Airbyte shows it: one run of a connection.
 */
record AirbyteJob(@Nullable Long jobId, @Nullable String status, @Nullable String jobType, @Nullable JsonNode startTime,
		@Nullable String connectionId, @Nullable JsonNode lastUpdatedAt, @Nullable String duration,
		@Nullable Long bytesSynced, @Nullable Long rowsSynced) {

	/**
	 * Whether this is a job of the connection that was asked about.
	 */
	boolean of(ConnectionId connection) {
		return this.jobId != null
				&& (this.connectionId == null || this.connectionId.equalsIgnoreCase(connection.upstreamId()));
	}

	SyncRun toSyncRun(ConnectionId connection) {
		SyncRun.Status known = knownStatus();
		return new SyncRun(new SyncId(connection.backend(), String.valueOf(this.jobId)), connection, type(), known,
				this.status, Times.read(this.startTime), known.terminal() ? Times.read(this.lastUpdatedAt) : null,
				readDuration(), this.bytesSynced, this.rowsSynced);
	}

	private SyncRun.Type type() {
		return switch (word(this.jobType)) {
			case "reset" -> SyncRun.Type.RESET;
			case "clear" -> SyncRun.Type.CLEAR;
			// A refresh is a sync that reads everything anew.
			default -> SyncRun.Type.SYNC;
		};
	}

	private SyncRun.Status knownStatus() {
		return switch (word(this.status)) {
			case "pending", "queued" -> SyncRun.Status.QUEUED;
			// "incomplete" is an attempt that failed and will be repeated.
			case "running", "incomplete" -> SyncRun.Status.RUNNING;
			case "succeeded" -> SyncRun.Status.SUCCEEDED;
			case "failed" -> SyncRun.Status.FAILED;
			case "cancelled" -> SyncRun.Status.CANCELLED;
			default -> SyncRun.Status.UNKNOWN;
		};
	}

	private static String word(@Nullable String text) {
		return (text != null) ? text.toLowerCase(Locale.ROOT) : "";
	}

	private @Nullable Duration readDuration() {
		try {
			return (this.duration != null) ? Duration.parse(this.duration) : null;
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

}
