package io.patchbay.store;

import java.time.Duration;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.patchbay.connection.RateAllowance;

/**
 * The rate that each client has. Calls come back one by one, evenly over the minute: a
 * client that keeps to the rate never waits, whatever it did before.
 *
 * @param requestsPerMinute how many calls
 */
record RateLimit(int requestsPerMinute) {

	static final Duration WINDOW = Duration.ofMinutes(1);

	BucketConfiguration bucket() {
		return BucketConfiguration.builder()
			.addLimit(Bandwidth.builder()
				.capacity(this.requestsPerMinute)
				.refillGreedy(this.requestsPerMinute, WINDOW)
				.build())
			.build();
	}

	RateAllowance allowance(ConsumptionProbe probe) {
		return new RateAllowance(probe.isConsumed(), this.requestsPerMinute, WINDOW, probe.getRemainingTokens(),
				Duration.ofNanos(probe.getNanosToWaitForRefill()), Duration.ofNanos(probe.getNanosToWaitForReset()));
	}

}
