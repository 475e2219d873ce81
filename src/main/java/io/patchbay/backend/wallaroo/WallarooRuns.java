package io.patchbay.backend.wallaroo;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.patchbay.backend.Times;
import io.patchbay.backend.wallaroo.WallarooTaskApi.RunRow;
import io.patchbay.backend.wallaroo.WallarooTaskApi.TaskRow;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncRun;
import io.patchbay.connection.SyncRun.Status;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a task stands. Its own status is that of its deployment, which stays
 * {@code started} after its run has failed; the outcome is the run's. Wallaroo tells
 * neither when a run ended nor what it moved.
 */
final class WallarooRuns {

	private static final String PENDING_KILL = "pending_kill";

	private WallarooRuns() {
	}

	static SyncRun run(SyncId id, ConnectionId connection, TaskRow task, @Nullable RunRow newest) {
		Status status = status(task, newest);
		Instant began = (newest != null) ? Times.read(newest.createdAt()) : null;
		return new SyncRun(id, connection, SyncRun.Type.SYNC, status, word(task, newest),
				(began != null) ? began : Times.read(task.createdAt()), null, null, null, null);
	}

	// The platform's texts and its outputs disagree about the order of runs.
	static @Nullable RunRow newest(List<? extends @Nullable RunRow> runs) {
		return runs.stream().<RunRow>mapMulti((run, found) -> {
			if (run != null) {
				found.accept(run);
			}
		}).max(Comparator.comparing(WallarooRuns::time)).orElse(null);
	}

	/**
	 * Whether a task is still at work, or will be. A schedule that waits for its next
	 * firing is not: it would never end.
	 * @param task the task
	 * @param run the task's run as callers see it
	 * @return whether another run would be beside it
	 */
	static boolean active(TaskRow task, SyncRun run) {
		return task.scheduled() ? run.status() == Status.RUNNING : !run.status().terminal();
	}

	static boolean beingKilled(TaskRow task) {
		return PENDING_KILL.equals(lower(task.status())) || killed(task);
	}

	private static Status status(TaskRow task, @Nullable RunRow newest) {
		Status own = (newest != null) ? ofRun(newest.status()) : null;
		if (own != null && own.terminal()) {
			return own;
		}
		if (killed(task)) {
			return Status.CANCELLED;
		}
		if (PENDING_KILL.equals(lower(task.status()))) {
			return Status.RUNNING;
		}
		return (own != null) ? own : ofTask(task.status());
	}

	private static Status ofRun(@Nullable String word) {
		return switch (lower(word)) {
			case "running" -> Status.RUNNING;
			case "success" -> Status.SUCCEEDED;
			case "failure", "failed", "timed_out", "crash_loop", "schedule_error" -> Status.FAILED;
			case "killed" -> Status.CANCELLED;
			default -> Status.UNKNOWN;
		};
	}

	private static Status ofTask(@Nullable String word) {
		return switch (lower(word)) {
			case "pending", "started", "resource_contention" -> Status.QUEUED;
			case "success" -> Status.SUCCEEDED;
			case "failure", "failed", "timed_out", "crash_loop", "schedule_error" -> Status.FAILED;
			default -> Status.UNKNOWN;
		};
	}

	private static @Nullable String word(TaskRow task, @Nullable RunRow newest) {
		boolean ended = newest != null && ofRun(newest.status()).terminal();
		return (newest != null && (ended || !beingKilled(task))) ? newest.status() : task.status();
	}

	private static boolean killed(TaskRow task) {
		return "killed".equals(lower(task.status())) || Boolean.TRUE.equals(task.killed());
	}

	private static Instant time(RunRow run) {
		Instant created = Objects.requireNonNullElse(Times.read(run.createdAt()), Instant.MIN);
		Instant updated = Objects.requireNonNullElse(Times.read(run.updatedAt()), Instant.MIN);
		return created.isAfter(updated) ? created : updated;
	}

	private static String lower(@Nullable String word) {
		return (word != null) ? word.toLowerCase(Locale.ROOT) : "";
	}

}
