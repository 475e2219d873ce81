package io.patchbay.connection;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which runs of a connection, and in which order.
 *
 * @param status the status that passes, all when absent
 * @param createdAfter the first instant of creation that passes
 * @param createdBefore the first instant of creation that passes no more
 * @param ascending whether the oldest come first, else the newest
 */
public record SyncFilter(SyncRun.@Nullable Status status, @Nullable Instant createdAfter,
		@Nullable Instant createdBefore, boolean ascending) {

	/**
	 * A digest of this filter for one connection, by which a cursor knows the list that
	 * it belongs to.
	 * @param connection the connection
	 * @return the digest
	 */
	long question(ConnectionId connection) {
		return Seen.mark("syncs\n" + connection + '\n' + this.status + '\n' + this.createdAfter + '\n'
				+ this.createdBefore + '\n' + this.ascending);
	}

}
