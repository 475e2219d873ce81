package io.patchbay.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One run of the work behind a connection.
 *
 * @param id its id
 * @param connection the connection that it belongs to
 * @param type what it does
 * @param status how it stands
 * @param upstreamStatus the platform's own word for that
 * @param startedAt when it began, or was queued where the platform says no more
 * @param finishedAt when it ended
 * @param duration how long it took
 * @param bytes bytes that were committed
 * @param records records that were committed
 * @param attempt the number of its newest attempt, from 1
 * @param message why it failed, in the platform's words without its traceback
 * @param links pages of the platform about it
 */
public record SyncRun(SyncId id, ConnectionId connection, Type type, Status status, @Nullable String upstreamStatus,
		@Nullable Instant startedAt, @Nullable Instant finishedAt, @Nullable Duration duration, @Nullable Long bytes,
		@Nullable Long records, @Nullable Integer attempt, @Nullable String message, Map<String, String> links) {

	public SyncRun {
		links = Map.copyOf(links);
	}

	public SyncRun(SyncId id, ConnectionId connection, Type type, Status status, @Nullable String upstreamStatus,
			@Nullable Instant startedAt, @Nullable Instant finishedAt, @Nullable Duration duration,
			@Nullable Long bytes, @Nullable Long records) {
		this(id, connection, type, status, upstreamStatus, startedAt, finishedAt, duration, bytes, records, null, null,
				Map.of());
	}

	/**
	 * What a run does.
	 */
	public enum Type {

		/** Moves data. */
		SYNC,
		/** Forgets what was moved and removes it. */
		RESET,
		/** Removes what was moved. */
		CLEAR

	}

	/**
	 * How a run stands.
	 */
	public enum Status {

		/** Waits for its turn. */
		QUEUED,
		/** Works. */
		RUNNING,
		/** Ended well. */
		SUCCEEDED,
		/** Ended badly. */
		FAILED,
		/** Was ended by someone. */
		CANCELLED,
		/** A word that we do not know. */
		UNKNOWN;

		/**
		 * Whether a run in this state never changes again.
		 * @return {@code true} for an ended run
		 */
		public boolean terminal() {
			return this == SUCCEEDED || this == FAILED || this == CANCELLED;
		}

	}

}
