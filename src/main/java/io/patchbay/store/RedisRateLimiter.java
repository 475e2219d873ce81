package io.patchbay.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.bucket4j.redis.lettuce.RedisApi;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.RateAllowance;
import io.patchbay.connection.RateLimiter;

/**
 * Counts calls where all replicas look. While Redis does not answer, each replica counts
 * for itself: a limit is not worth refusing calls for.
 */
class RedisRateLimiter implements RateLimiter {

	static final String PREFIX = "patchbay:rate-limit:";

	/** As long as the other stores wait. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	/** How much longer than needed a bucket is kept, for clocks that differ. */
	private static final Duration SLACK = Duration.ofSeconds(10);

	private final RateLimit limit;

	private final RateLimiter local;

	private final RedisGate gate;

	private final ProxyManager<byte[]> manager;

	private final LoadingCache<String, Bucket> buckets;

	RedisRateLimiter(RateLimit limit, RateLimiter local, RedisApi<byte[]> redis, RedisGate gate) {
		this.limit = limit;
		this.local = local;
		this.gate = gate;
		this.manager = new Bucket4jLettuce.LettuceBasedProxyManagerBuilder<>(redis).requestTimeout(PATIENCE)
			.expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(SLACK))
			.build();
		this.buckets = Caffeine.newBuilder()
			.maximumSize(MemoryRateLimiter.MOST_CLIENTS)
			.expireAfterAccess(RateLimit.WINDOW)
			.build(this::bucket);
	}

	@Override
	public RateAllowance take(String client) {
		try {
			return this.limit.allowance(this.gate.call(() -> this.buckets.get(client).tryConsumeAndReturnRemaining(1)));
		}
		catch (GatewayException.Unavailable ex) {
			return this.local.take(client);
		}
	}

	// Calls that come at the same time are counted in one go: apart they would stand in
	// each other's way in Redis, and the busiest clients would wait the longest.
	private Bucket bucket(String client) {
		return this.manager.builder().withOptimization(Optimizations.batching()).build(key(client), this.limit::bucket);
	}

	// With the limit in it: a bucket keeps the limit that it was made with.
	private byte[] key(String client) {
		return (PREFIX + this.limit.requestsPerMinute() + ":" + client).getBytes(StandardCharsets.UTF_8);
	}

}
