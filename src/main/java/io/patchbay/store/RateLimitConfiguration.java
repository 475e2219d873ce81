package io.patchbay.store;

import com.github.benmanes.caffeine.cache.Ticker;
import io.patchbay.connection.RateLimiter;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Counts calls, unless the operator does not want it.
 */
@Configuration(proxyBeanMethods = false)
class RateLimitConfiguration {

	@Bean
	@ConditionalOnProperty(name = "patchbay.store", havingValue = "memory", matchIfMissing = true)
	@Nullable RateLimiter memoryRateLimiter(RateLimitProperties properties) {
		// A condition would make it another application, which the build has not
		// prepared.
		return !properties.enabled() ? null
				: new MemoryRateLimiter(new RateLimit(properties.requestsPerMinute()), Ticker.systemTicker());
	}

}
