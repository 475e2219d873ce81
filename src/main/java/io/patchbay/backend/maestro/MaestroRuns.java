package io.patchbay.backend.maestro;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.patchbay.backend.Times;
import io.patchbay.backend.maestro.MaestroPipelineApi.RunRow;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncRun;
import io.patchbay.connection.SyncRun.Status;
import org.jspecify.annotations.Nullable;

/**
 * Makes sync runs of what Maestro lists. Executing a pipeline answers another id than the
 * list has, so that time tells which run is meant.
 */
final class MaestroRuns {

	private final BackendId backend;

	MaestroRuns(BackendId backend) {
		this.backend = backend;
	}

	SyncRun run(String pipeline, ConnectionId connection, RunRow row) {
		Status status = status(row);
		Instant began = Times.read(row.createdAt());
		Instant ended = status.terminal() ? Times.read(row.updatedAt()) : null;
		Duration duration = (began != null && ended != null && !ended.isBefore(began)) ? Duration.between(began, ended)
				: null;
		SyncId id = new MaestroRunId(pipeline, MaestroPipelineApi.normalize(String.valueOf(row.id())), connection)
			.in(this.backend);
		return new SyncRun(id, connection, SyncRun.Type.SYNC, status, row.status(), began, ended, duration, null, null,
				null, (status == Status.FAILED) ? MaestroTrace.message(row.trace()) : null, Map.of());
	}

	SyncRun queued(MaestroRunId id) {
		return new SyncRun(id.in(this.backend), id.connection(), SyncRun.Type.SYNC, Status.QUEUED, null, null, null,
				null, null, null);
	}

	static Status status(RunRow row) {
		return switch (String.valueOf(row.status())) {
			case "RUNNING" -> Status.RUNNING;
			case "SUCCESS" -> Status.SUCCEEDED;
			case "FAILED" -> Status.FAILED;
			case "CREATED", "PENDING", "QUEUED" -> Status.QUEUED;
			default -> Status.UNKNOWN;
		};
	}

	/**
	 * Finds the first run of those that are not known.
	 * @param rows all runs
	 * @param known the ids of those that were there before
	 * @param since the earliest beginning
	 * @return the oldest run that fits
	 */
	static Optional<RunRow> first(List<RunRow> rows, Set<String> known, Instant since) {
		return rows.stream()
			.filter((row) -> !known.contains(String.valueOf(row.id())))
			.filter((row) -> !began(row).isBefore(since))
			.min(Comparator.comparing(MaestroRuns::began));
	}

	static boolean endedBefore(RunRow row, Instant time) {
		Instant ended = Times.read(row.updatedAt());
		return status(row).terminal() && ended != null && ended.isBefore(time);
	}

	static Instant began(RunRow row) {
		Instant began = Times.read(row.createdAt());
		return (began != null) ? began : Instant.EPOCH;
	}

	/**
	 * Reads the platform's time off the scheduler's name for a run, such as
	 * {@code manual__2026-01-05T09:00:00+00:00}.
	 * @param name the name
	 * @return the time, {@code null} when it holds none
	 */
	static @Nullable Instant scheduled(@Nullable String name) {
		int from = (name != null) ? name.lastIndexOf("__") : -1;
		if (name == null || from < 0) {
			return null;
		}
		try {
			return OffsetDateTime.parse(name.substring(from + 2)).toInstant();
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
