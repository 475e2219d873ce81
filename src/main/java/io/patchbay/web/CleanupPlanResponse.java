package io.patchbay.web;

import java.time.Instant;
import java.util.List;

import io.patchbay.connection.CleanupBasis;
import io.patchbay.connection.CleanupPlan;
import io.patchbay.connection.CleanupProgress;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which connections are to be deleted.
 *
 * @param id its id
 * @param backend where the connections live
 * @param basis what counts as activity
 * @param cutoff the first instant of activity that keeps a connection
 * @param createdAt when it was made
 * @param expiresAt when it can be executed no more
 * @param complete whether the whole listing was read
 * @param candidateCount how many connections are to be deleted
 * @param candidates the connections to delete
 * @param skipped connections that are kept all the same
 * @param confirm the words that confirm it
 * @param state what can be done with it
 */
@Schema(name = "CleanupPlan")
record CleanupPlanResponse(@Schema(example = "q0Wm3sVv2nE6JYxkK9dPzB4tR7uHc1Lf") String id,
		@Schema(example = "maestro") String backend, CleanupBasis basis, Instant cutoff, Instant createdAt,
		Instant expiresAt,
		@Schema(description = "Whether the whole listing was read, with nothing broken in it.") boolean complete,
		@Schema(example = "2") int candidateCount, List<Candidate> candidates, List<Skipped> skipped,
		@Schema(example = "delete 2 connections") String confirm, CleanupPlan.State state) {

	static CleanupPlanResponse of(CleanupProgress progress) {
		CleanupPlan plan = progress.plan();
		List<Candidate> candidates = plan.candidates()
			.stream()
			.map((candidate) -> new Candidate(candidate.id().toString(), candidate.name(), candidate.lastActivityAt()))
			.toList();
		List<Skipped> skipped = plan.skipped()
			.stream()
			.map((item) -> new Skipped(item.id().toString(), item.reason()))
			.toList();
		return new CleanupPlanResponse(plan.id(), plan.backend().value(), plan.basis(), plan.cutoff(), plan.createdAt(),
				plan.expiresAt(), plan.complete(), candidates.size(), candidates, skipped, plan.confirmation(),
				progress.state());
	}

	/**
	 * A connection to delete.
	 *
	 * @param id its id
	 * @param name its name
	 * @param lastActivityAt when it was last active
	 */
	@Schema(name = "CleanupCandidate")
	record Candidate(@Schema(example = "maestro~1671904800000_old00001_mysql-1.0.0") String id,
			@Schema(example = "Old intranet") @Nullable String name, Instant lastActivityAt) {

	}

	/**
	 * A connection that is kept.
	 *
	 * @param id its id
	 * @param reason why
	 */
	@Schema(name = "CleanupSkipped")
	record Skipped(@Schema(example = "maestro~1715065200000_notime01_ga4-1.0.0") String id,
			@Schema(description = "`no-date`, `attached`, `never-synced` or `sync-running`.",
					example = "no-date") String reason) {

	}

}
