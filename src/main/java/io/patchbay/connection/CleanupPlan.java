package io.patchbay.connection;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which connections are to be deleted, as they were found. It never changes, and nothing
 * outside of it is touched when it is executed.
 *
 * @param id its id, which nobody can guess
 * @param client whose plan it is
 * @param backend where the connections live
 * @param basis what counts as activity
 * @param filter what else has to be true of a connection
 * @param cutoff the first instant of activity that keeps a connection
 * @param createdAt when it was made
 * @param expiresAt when it can be executed no more
 * @param complete whether the whole listing was read, with nothing broken in it
 * @param candidates the connections to delete
 * @param skipped connections that may be inactive and are kept all the same
 */
public record CleanupPlan(String id, String client, BackendId backend, CleanupBasis basis, ConnectionFilter filter,
		Instant cutoff, Instant createdAt, Instant expiresAt, boolean complete, List<Candidate> candidates,
		List<Skipped> skipped) {

	public CleanupPlan {
		candidates = List.copyOf(candidates);
		skipped = List.copyOf(skipped);
	}

	/**
	 * The words that confirm it.
	 * @return the words, to be repeated exactly
	 */
	public String confirmation() {
		return "delete " + this.candidates.size() + " connections";
	}

	/**
	 * Whether a connection is still as it was when it was planned to be deleted.
	 * @param candidate the plan's word on it
	 * @param current the connection now
	 * @param attachable whether its platform lets it be attached to workspaces
	 * @return {@code false} when it has changed, and is to stay
	 */
	boolean stillHolds(Candidate candidate, Connection current, boolean attachable) {
		Instant activity = this.basis.lastActivity(current);
		return activity != null && activity.equals(candidate.lastActivityAt()) && activity.isBefore(this.cutoff)
				&& candidate.mark() == Candidate.mark(current) && this.filter.matches(current)
				&& !(attachable && !current.workspaces().isEmpty());
	}

	/**
	 * A connection to delete.
	 *
	 * @param id its id
	 * @param name its name
	 * @param lastActivityAt when it was last active
	 * @param mark a digest of what can be changed about it, by which a change is noticed
	 * on platforms that do not tell of edits
	 */
	public record Candidate(ConnectionId id, @Nullable String name, Instant lastActivityAt, long mark) {

		static Candidate of(Connection connection, Instant lastActivityAt) {
			return new Candidate(connection.id(), connection.name(), lastActivityAt, mark(connection));
		}

		static long mark(Connection connection) {
			Schedule schedule = connection.schedule();
			Endpoint source = connection.source();
			Endpoint destination = connection.destination();
			return Seen.mark(connection.name() + '\n' + connection.type() + '\n' + connection.upstreamStatus() + '\n'
					+ connection.enabled() + '\n' + connection.createdAt() + '\n' + connection.updatedAt() + '\n'
					+ ((schedule != null) ? schedule.type() + schedule.cron() + schedule.timeZone() : "") + '\n'
					+ ((source != null) ? source.id() : "") + '\n' + ((destination != null) ? destination.id() : "")
					+ '\n' + connection.tablePrefix() + '\n' + connection.streams());
		}

	}

	/**
	 * A connection that is kept.
	 *
	 * @param id its id
	 * @param reason why
	 */
	public record Skipped(ConnectionId id, String reason) {

	}

	/**
	 * What can be done with a plan.
	 */
	public enum State {

		/** It can be executed. */
		READY,

		/** Its listing is not complete: it may be read, and no more. */
		NOT_EXECUTABLE,

		/** It is being executed. */
		EXECUTING,

		/** It was executed. What failed may be tried again. */
		DONE,

		/** It is too old to be executed. */
		EXPIRED

	}

}
