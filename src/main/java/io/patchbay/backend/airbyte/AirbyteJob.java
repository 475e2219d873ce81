package io.patchbay.backend.airbyte;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

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

	private static final Pattern ID = Pattern.compile("0|[1-9]\\d{0,18}");

	private static final String LONGEST = String.valueOf(Long.MAX_VALUE);

	/**
	 * Whether this is a job of the connection that was asked about.
	 */
	boolean of(ConnectionId connection) {
		return this.jobId != null
				&& (this.connectionId == null || this.connectionId.equalsIgnoreCase(connection.upstreamId()));
	}

	/**
	 * Whether something can be an id of a job.
	 * @param id the candidate
	 * @return whether it is a number of 64 bits, written as Airbyte writes it
	 */
	static boolean isId(String id) {
		return ID.matcher(id).matches()
				&& (id.length() < LONGEST.length() || id.length() == LONGEST.length() && id.compareTo(LONGEST) <= 0);
	}

	/**
	 * Whether it has what a job cannot be without.
	 */
	boolean sound() {
		return this.jobId != null && AirbyteApi.isId(this.connectionId);
	}

	boolean terminal() {
		return knownStatus().terminal();
	}

	boolean failed() {
		return knownStatus() == SyncRun.Status.FAILED;
	}

	SyncRun toSyncRun(ConnectionId connection) {
		return toSyncRun(connection, null, null, Map.of());
	}

	/**
	 * Says it in our words.
	 * @param connection the connection that it belongs to
	 * @param attempt the number of its newest attempt
	 * @param message why it failed
	 * @param links pages about it
	 * @return the run
	 */
	SyncRun toSyncRun(ConnectionId connection, @Nullable Integer attempt, @Nullable String message,
			Map<String, String> links) {
		SyncRun.Status known = knownStatus();
		return new SyncRun(new SyncId(connection.backend(), String.valueOf(this.jobId)), connection, type(), known,
				this.status, Times.read(this.startTime), known.terminal() ? Times.read(this.lastUpdatedAt) : null,
				readDuration(), this.bytesSynced, this.rowsSynced, attempt, message, links);
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
