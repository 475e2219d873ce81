package io.patchbay.backend;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many repetitions a backend bears: a fifth of the calls, so that a platform that
 * fails now and then is not met by a multiple of its load. What was not spent is kept up
 * to a small reserve, which quiet times fill as well: a rare call is repeated as often as
 * it may be.
 */
final class RetryBudget {

	private static final double SHARE = 0.2;

	private static final double RESERVE = 10;

	private static final double PER_SECOND = 1;

	private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

	private final LongSupplier nanos;

	private double left = RESERVE;

	private long looked;

	RetryBudget(LongSupplier nanos) {
		this.nanos = nanos;
		this.looked = nanos.getAsLong();
	}

	/** Notes a call that is not a repetition. */
	synchronized void called() {
		add(SHARE);
	}

	/**
	 * Pays for a repetition.
	 * @return {@code false} when it is not to be made
	 */
	synchronized boolean spend() {
		add(0);
		if (this.left < 1) {
			return false;
		}
		this.left--;
		return true;
	}

	private void add(double share) {
		long now = this.nanos.getAsLong();
		double idle = (now - this.looked) / NANOS_PER_SECOND * PER_SECOND;
		this.looked = now;
		this.left = Math.min(RESERVE, this.left + share + idle);
	}

}
