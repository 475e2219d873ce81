package io.patchbay.store;

import com.github.benmanes.caffeine.cache.Ticker;
import io.patchbay.connection.IdempotencyStore;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Chooses the stores that {@code patchbay.store} names.
 */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

	private static final long IDEMPOTENCY_BYTES = 64 * 1024 * 1024;

	@Bean
	@ConditionalOnProperty(name = "patchbay.store", havingValue = "memory", matchIfMissing = true)
	IdempotencyStore memoryIdempotencyStore() {
		return new MemoryIdempotencyStore(IDEMPOTENCY_BYTES, Ticker.systemTicker());
	}

}
