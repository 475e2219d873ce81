package io.patchbay.connection;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What tells how long a connection has been left alone.
 */
public enum CleanupBasis {

	/** Its last edit. */
	UPDATED_AT,

	/** The end of its newest sync run. */
	LAST_SYNC,

	/** Its creation. */
	CREATED_AT;

	/**
	 * Whether a backend says it of its connections.
	 * @param backend the backend
	 * @return whether it does
	 */
	boolean knownTo(ConnectionBackend backend) {
		return switch (this) {
			case UPDATED_AT -> backend.filterable().contains(ConnectionFilter.Aspect.UPDATED);
			case LAST_SYNC -> backend.includable().contains(Include.LAST_SYNC);
			case CREATED_AT -> backend.filterable().contains(ConnectionFilter.Aspect.CREATED);
		};
	}

	/**
	 * What has to be read with a connection.
	 * @return the includes
	 */
	Set<Include> includes() {
		return (this == LAST_SYNC) ? Set.of(Include.LAST_SYNC) : Set.of();
	}

	/**
	 * When a connection was last active.
	 * @param connection the connection
	 * @return the instant, {@code null} when there is none, or none yet
	 */
	@Nullable Instant lastActivity(Connection connection) {
		return switch (this) {
			case UPDATED_AT -> connection.updatedAt();
			case LAST_SYNC -> ended(connection.lastSync());
			case CREATED_AT -> connection.createdAt();
		};
	}

	/**
	 * Why a connection has no instant of activity.
	 * @param connection the connection
	 * @return the reason, as callers see it
	 */
	String whyUnknown(Connection connection) {
		if (this != LAST_SYNC) {
			return "no-date";
		}
		SyncRun run = connection.lastSync();
		if (run == null) {
			return "never-synced";
		}
		boolean running = run.status() == SyncRun.Status.QUEUED || run.status() == SyncRun.Status.RUNNING;
		return (running) ? "sync-running" : "no-date";
	}

	private static @Nullable Instant ended(@Nullable SyncRun run) {
		if (run == null || !run.status().terminal()) {
			return null;
		}
		return (run.finishedAt() != null) ? run.finishedAt() : run.startedAt();
	}

}
