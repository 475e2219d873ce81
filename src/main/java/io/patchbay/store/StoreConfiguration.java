package io.patchbay.store;

import java.util.List;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.patchbay.connection.AnswerCache;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.BackendSource;
import io.patchbay.connection.ConnectionBackend;
import io.patchbay.connection.IdempotencyStore;
import io.patchbay.connection.PageRequest;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
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
	@ConditionalOnProperty(name = "patchbay.store", havingValue = "memory", matchIfMissing = true)
	HealthIndicator storeHealthIndicator() {
		return new StoreHealth(() -> true);
	}

	@Bean
	@ConditionalOnProperty(name = "patchbay.store", havingValue = "memory", matchIfMissing = true)
	MeterBinder storeMeters() {
		return available(() -> 1);
	}

	static MeterBinder available(Supplier<Number> available) {
		return (registry) -> Gauge.builder("patchbay.store.available", available)
			.description("1 while the store answers that replicas share, as the last call to it went")
			.register(registry);
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
