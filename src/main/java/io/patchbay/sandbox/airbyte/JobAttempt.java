package io.patchbay.sandbox.airbyte;

import java.time.Duration;
import java.time.Instant;

/**
 * One attempt of a job.
 *
 * @param start when it begins
 * @param end when it ends
 * @param succeeds whether it will
 */
record JobAttempt(Instant start, Instant end, boolean succeeds) {

	/**
	 * How far it has got.
	 * @param total the rows there are to move
	 * @param now the time
	 * @return the rows moved; a failing attempt gets half-way
	 */
	long rows(long total, Instant now) {
		if (!now.isBefore(this.end)) {
			return (this.succeeds) ? total : total / 2;
		}
		long length = Math.max(Duration.between(this.start, this.end).toMillis(), 1);
		long past = Math.max(Duration.between(this.start, now).toMillis(), 0);
		long target = (this.succeeds) ? total : total / 2;
		return (long) ((double) target * past / length);
	}

	String status(Instant now) {
		if (now.isBefore(this.end)) {
			return "running";
		}
		return (this.succeeds) ? "succeeded" : "failed";
	}

}
