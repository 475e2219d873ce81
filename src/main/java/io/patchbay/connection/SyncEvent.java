package io.patchbay.connection;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a run, or to watching it.
 *
 * @param id made of what the run looks like, so that another replica, or this one later,
 * gives the same id to the same thing: how far it has come, its attempt, bytes and
 * records, none of which goes back, and a digest of its words. Empty for a
 * {@link Kind#PROBLEM}, which is no state of the run
 * @param kind what happened
 * @param run the run since then, {@code null} for a {@link Kind#PROBLEM}
 * @param failure why watching ended, {@code null} but for a {@link Kind#PROBLEM}
 */
public record SyncEvent(String id, Kind kind, @Nullable SyncRun run, @Nullable GatewayException failure) {

	static SyncEvent of(SyncRun run, @Nullable SyncEvent last) {
		return new SyncEvent(idOf(run), kind(run, (last != null) ? last.run : null), run, null);
	}

	static SyncEvent problem(GatewayException failure) {
		return new SyncEvent("", Kind.PROBLEM, null, failure);
	}

	/**
	 * Whether nothing happens after this.
	 * @return {@code true} for the end of the run, or of watching it
	 */
	public boolean last() {
		return this.kind == Kind.DONE || this.kind == Kind.PROBLEM;
	}

	private static Kind kind(SyncRun run, @Nullable SyncRun before) {
		if (run.status().terminal()) {
			return Kind.DONE;
		}
		boolean sameState = before != null && before.status() == run.status()
				&& Objects.equals(before.upstreamStatus(), run.upstreamStatus());
		return (sameState) ? Kind.PROGRESS : Kind.STATE;
	}

	private static String idOf(SyncRun run) {
		int stage = switch (run.status()) {
			case UNKNOWN -> 0;
			case QUEUED -> 1;
			case RUNNING -> 2;
			case SUCCEEDED, FAILED, CANCELLED -> 3;
		};
		// What has no order still tells states apart.
		String rest = run.status() + "\n" + run.upstreamStatus() + '\n' + run.message();
		return stage + "-" + or0(run.attempt()) + "-" + or0(run.bytes()) + "-" + or0(run.records()) + "-"
				+ Long.toHexString(Seen.mark(rest));
	}

	private static long or0(@Nullable Number number) {
		return (number != null) ? number.longValue() : 0;
	}

	/**
	 * What can happen.
	 */
	public enum Kind {

		/** The run is in this state now. */
		STATE,
		/** Its figures have changed. */
		PROGRESS,
		/** It has ended. */
		DONE,
		/** It cannot be watched any more. */
		PROBLEM

	}

}
