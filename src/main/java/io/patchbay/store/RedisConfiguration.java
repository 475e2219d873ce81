package io.patchbay.store;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Ticker;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.resource.Delay;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.patchbay.connection.CleanupPlanStore;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.IdempotencyStore;
import io.patchbay.connection.RateLimiter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionCommands;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Keeps in Redis what replicas share. Where Redis is, is said by Spring Boot's own keys,
 * {@code spring.data.redis.*}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "patchbay.store", havingValue = "redis")
class RedisConfiguration {

	private static final Duration SHORTEST_RECONNECT = Duration.ofMillis(100);

	/** Lettuce would come to wait for half a minute between two attempts. */
	private static final Duration LONGEST_RECONNECT = Duration.ofSeconds(2);

	@Bean
	LettuceClientOptionsBuilderCustomizer failAtOnce() {
		// A call that waits for a connection waits for too long.
		return (options) -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
	}

	@Bean
	ClientResourcesBuilderCustomizer reconnectSoon() {
		return (resources) -> resources
			.reconnectDelay(Delay.exponential(SHORTEST_RECONNECT, LONGEST_RECONNECT, 2, TimeUnit.MILLISECONDS));
	}

	@Bean
	RedisGate storeGate() {
		return new RedisGate("calls with an Idempotency-Key and cleanup plans are refused");
	}

	@Bean
	IdempotencyStore redisIdempotencyStore(StringRedisTemplate redis, @Qualifier("storeGate") RedisGate gate) {
		return new RedisIdempotencyStore(redis, gate);
	}

	@Bean
	CleanupPlanStore redisCleanupPlanStore(StringRedisTemplate redis, @Qualifier("storeGate") RedisGate gate,
			Clock clock) {
		return new RedisCleanupPlanStore(redis, gate, clock);
	}

	@Bean
	RedisGate rateGate() {
		return new RedisGate("each replica counts the calls of clients for itself");
	}

	@Bean
	HealthIndicator storeHealthIndicator(StringRedisTemplate redis, @Qualifier("storeGate") RedisGate gate,
			@Qualifier("rateGate") RedisGate rates) {
		return new StoreHealth(() -> {
			boolean reached = reached(redis, gate);
			// Opens again what the last call of a client has found shut.
			if (reached && !rates.open()) {
				reached(redis, rates);
			}
			return reached;
		});
	}

	@Bean
	MeterBinder storeMeters(@Qualifier("storeGate") RedisGate gate, @Qualifier("rateGate") RedisGate rates) {
		return StoreConfiguration.available(() -> (gate.open() && rates.open()) ? 1 : 0);
	}

	private static boolean reached(StringRedisTemplate redis, RedisGate gate) {
		try {
			gate.call(() -> redis.execute(RedisConnectionCommands::ping));
			return true;
		}
		catch (GatewayException.Unavailable ex) {
			return false;
		}
	}

	@Bean
	@Nullable RateLimiter redisRateLimiter(RateLimitProperties properties, LettuceConnectionFactory connections,
			@Qualifier("rateGate") RedisGate gate) {
		if (!properties.enabled()) {
			return null;
		}
		RateLimit limit = new RateLimit(properties.requestsPerMinute());
		return new RedisRateLimiter(limit, new MemoryRateLimiter(limit, Ticker.systemTicker()),
				new LettuceBuckets<>(connections), gate);
	}

}
