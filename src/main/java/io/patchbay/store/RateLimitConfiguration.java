package io.patchbay.store;

import com.github.benmanes.caffeine.cache.Ticker;
import io.patchbay.connection.RateLimiter;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Counts calls, unless the operator does not want it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "patchbay.rate-limit.enabled", matchIfMissing = true)
class RateLimitConfiguration {

	@Bean
	@ConditionalOnProperty(name = "patchbay.store", havingValue = "memory", matchIfMissing = true)
	RateLimiter memoryRateLimiter(RateLimitProperties properties) {
		return new MemoryRateLimiter(new RateLimit(properties.requestsPerMinute()), Ticker.systemTicker());
	}

}
