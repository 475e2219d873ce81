package io.patchbay.connection;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A question for a part of a connection's runs.
 *
 * @param status the status that passes, all when absent
 * @param createdAfter the first instant of creation that passes
 * @param createdBefore the first instant of creation that passes no more
 * @param ascending whether the oldest come first, else the newest
 * @param place where to begin, as an earlier answer named it; {@code null} for the start
 * @param seen the runs that were delivered last before that place
 * @param limit how many runs at the most
 */
public record SyncListRequest(SyncRun.@Nullable Status status, @Nullable Instant createdAfter,
		@Nullable Instant createdBefore, boolean ascending, @Nullable String place, Seen seen, int limit) {

	/**
	 * Decides over one run.
	 * @param run the run
	 * @return whether it passes
	 */
	public boolean matches(SyncRun run) {
		Instant started = run.startedAt();
		return (this.status == null || this.status == run.status())
				&& (this.createdAfter == null || (started != null && !started.isBefore(this.createdAfter)))
				&& (this.createdBefore == null || (started != null && started.isBefore(this.createdBefore)));
	}

}
