package io.patchbay.connection;

import org.jspecify.annotations.Nullable;

/**
 * What became of one connection of a cleanup plan.
 *
 * @param id the connection
 * @param status what became of it
 * @param reason why it is not deleted
 */
public record CleanupItem(ConnectionId id, Status status, @Nullable String reason) {

	static CleanupItem deleted(ConnectionId id) {
		return new CleanupItem(id, Status.DELETED, null);
	}

	static CleanupItem skipped(ConnectionId id, String reason) {
		return new CleanupItem(id, Status.SKIPPED, reason);
	}

	static CleanupItem failed(ConnectionId id, String reason) {
		return new CleanupItem(id, Status.FAILED, reason);
	}

	/**
	 * What can become of a connection.
	 */
	public enum Status {

		/** It is gone. */
		DELETED,

		/** It was left alone on purpose. */
		SKIPPED,

		/** It could not be deleted, or not be asked for. */
		FAILED

	}

}
