package io.patchbay.sandbox.airbyte;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The jobs that have run before the start.
 */
final class JobSeeds {

	static final long ID = 9_876_543L;

	static final long ROWS = 4210;

	static final long BYTES = 1_048_576;

	private static final Instant CREATED = Instant.parse("2026-01-05T10:15:30Z");

	private static final int BEFORE = 24;

	private static final int AFTER = 6;

	private JobSeeds() {
	}

	/**
	 * The history: runs of the example connection every six hours, of which one failed
	 * and one was cleared, and some runs of others.
	 * @return the jobs by ascending id
	 */
	static List<Job> history() {
		List<Job> jobs = new ArrayList<>();
		for (int run = -BEFORE; run <= AFTER; run++) {
			Instant created = CREATED.plus(Duration.ofHours(6L * run));
			long id = ID + 10L * run;
			String type = type(run);
			JobOutcome outcome = (run == -5) ? JobOutcome.FAILED : JobOutcome.SUCCEEDED;
			jobs.add(job(id, AirbyteSeeds.EXAMPLE, type, created, (run == 0) ? ROWS : 4000 + run, outcome));
			int other = Math.floorMod(run, 12) + 1;
			boolean fails = other == 9;
			jobs.add(job(id + 3, ConnectionSeeds.id(other), "sync", created.plusSeconds(3600), 100L * other,
					(fails) ? JobOutcome.FAILED : JobOutcome.SUCCEEDED));
		}
		return jobs;
	}

	private static String type(int run) {
		return switch (run) {
			case -BEFORE -> "reset";
			case -BEFORE / 2 -> "clear";
			default -> "sync";
		};
	}

	private static Job job(long id, String connectionId, String type, Instant created, long rows, JobOutcome outcome) {
		JobAttempt attempt = new JobAttempt(created.plusSeconds(1), created.plusSeconds(370),
				outcome != JobOutcome.FAILED);
		return new Job(id, connectionId, type, created, List.of(attempt), Duration.ofSeconds(2), null, rows, outcome);
	}

}
