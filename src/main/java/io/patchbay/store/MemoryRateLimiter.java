package io.patchbay.store;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.patchbay.connection.RateAllowance;
import io.patchbay.connection.RateLimiter;

/**
 * Counts calls in this process. A client that has rested for so long that its whole limit
 * is there again needs no bucket.
 */
class MemoryRateLimiter implements RateLimiter {

	/** Some 10 MB. */
	static final int MOST_CLIENTS = 50_000;

	/** A little more than what fills every bucket. */
	private static final Duration KEPT = RateLimit.WINDOW.plusSeconds(1);

	private final RateLimit limit;

	private final TimeMeter time;

	private final Cache<String, Bucket> buckets;

	MemoryRateLimiter(RateLimit limit, Ticker ticker) {
		this.limit = limit;
		this.time = new TickerTime(ticker);
		this.buckets = Caffeine.newBuilder().maximumSize(MOST_CLIENTS).expireAfterAccess(KEPT).ticker(ticker).build();
	}

	@Override
	public RateAllowance take(String client) {
		Bucket bucket = this.buckets.get(client, (_) -> fullBucket());
		return this.limit.allowance(bucket.tryConsumeAndReturnRemaining(1));
	}

	private Bucket fullBucket() {
		var builder = Bucket.builder().withCustomTimePrecision(this.time);
		for (var bandwidth : this.limit.bucket().getBandwidths()) {
			builder.addLimit(bandwidth);
		}
		return builder.build();
	}

	private record TickerTime(Ticker ticker) implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			return this.ticker.read();
		}

		@Override
		public boolean isWallClockBased() {
			return false;
		}

	}

}
