package io.patchbay.store;

import java.util.List;

import com.github.benmanes.caffeine.cache.Ticker;
import io.patchbay.connection.AnswerCache;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.BackendSource;
import io.patchbay.connection.ConnectionBackend;
import io.patchbay.connection.IdempotencyStore;
import io.patchbay.connection.PageRequest;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Chooses the stores that {@code patchbay.store} names.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RateLimitProperties.class)
class StoreConfiguration {

	/** Connections in the answers that are kept of all backends: some 50 MB at 5 KB. */
	private static final long KEPT_CONNECTIONS = 10_000;

	private static final long IDEMPOTENCY_BYTES = 64 * 1024 * 1024;

	@Bean
	@ConditionalOnProperty(name = "patchbay.store", havingValue = "memory", matchIfMissing = true)
	IdempotencyStore memoryIdempotencyStore() {
		return new MemoryIdempotencyStore(IDEMPOTENCY_BYTES, Ticker.systemTicker());
	}

	@Bean
	AnswerCache.Source answerCaches(BackendSource source) {
		List<BackendId> kept = source.backends()
			.stream()
			.map(ConnectionBackend::id)
			.filter((backend) -> source.cacheTtl(backend).isPositive())
			.toList();
		return (backend) -> kept.contains(backend) ? new MemoryAnswerCache(source.cacheTtl(backend),
				Math.max(PageRequest.MAX_LIMIT, KEPT_CONNECTIONS / kept.size()), Ticker.systemTicker()) : null;
	}

}
