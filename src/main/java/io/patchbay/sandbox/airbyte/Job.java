package io.patchbay.sandbox.airbyte;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A job whose whole course is known when it starts; what it looks like follows from the
 * time.
 *
 * @param id the id, growing over all connections
 * @param connectionId the connection
 * @param type the type as the public API calls it
 * @param createdAt when it was started
 * @param attempts its attempts, at least one
 * @param wrapUp how long after its last attempt it ends
 * @param cancelledAt when it is cancelled, null when never
 * @param rows how many rows it moves
 * @param outcome how it ends
 */
record Job(long id, String connectionId, String type, Instant createdAt, List<JobAttempt> attempts, Duration wrapUp,
		@Nullable Instant cancelledAt, long rows, JobOutcome outcome) {

	private static final long BYTES_PER_ROW = 249;

	Job {
		attempts = List.copyOf(attempts);
	}

	/**
	 * The status.
	 * @param now the time
	 * @return the status as the public API spells it
	 */
	String status(Instant now) {
		if (this.cancelledAt != null && !this.cancelledAt.isAfter(now)) {
			return "cancelled";
		}
		if (now.isBefore(this.attempts.getFirst().start())) {
			return "pending";
		}
		if (!now.isBefore(end())) {
			return (this.attempts.getLast().succeeds()) ? "succeeded" : "failed";
		}
		JobAttempt current = begun(now).getLast();
		return (now.isBefore(current.end()) || current.equals(this.attempts.getLast())) ? "running" : "incomplete";
	}

	boolean terminal(Instant now) {
		return !now.isBefore(end()) || (this.cancelledAt != null && !this.cancelledAt.isAfter(now));
	}

	boolean pending(Instant now) {
		return "pending".equals(status(now));
	}

	List<JobAttempt> begun(Instant now) {
		Instant limit = (this.cancelledAt != null && this.cancelledAt.isBefore(now)) ? this.cancelledAt : now;
		return this.attempts.stream().filter((attempt) -> !attempt.start().isAfter(limit)).toList();
	}

	/**
	 * When something last changed.
	 * @param now the time
	 * @return the end of an ended job, else the beginning of its current phase
	 */
	Instant updatedAt(Instant now) {
		if (this.cancelledAt != null && !this.cancelledAt.isAfter(now)) {
			return this.cancelledAt;
		}
		if (!now.isBefore(end())) {
			return end();
		}
		List<JobAttempt> begun = begun(now);
		if (begun.isEmpty()) {
			return this.createdAt;
		}
		JobAttempt current = begun.getLast();
		return (now.isBefore(current.end())) ? current.start() : current.end();
	}

	/**
	 * How many rows are committed.
	 * @param now the time
	 * @return the rows of the current attempt
	 */
	long rows(Instant now) {
		List<JobAttempt> begun = begun(now);
		return (begun.isEmpty()) ? 0 : begun.getLast().rows(this.rows, stopped(now));
	}

	long bytes(long rows) {
		return (rows == JobSeeds.ROWS) ? JobSeeds.BYTES : rows * BYTES_PER_ROW;
	}

	Instant stopped(Instant now) {
		return (this.cancelledAt != null && this.cancelledAt.isBefore(now)) ? this.cancelledAt : now;
	}

	Job cancel(Instant when) {
		return new Job(this.id, this.connectionId, this.type, this.createdAt, this.attempts, this.wrapUp, when,
				this.rows, this.outcome);
	}

	private Instant end() {
		return this.attempts.getLast().end().plus(this.wrapUp);
	}

}
