package io.patchbay.store;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves Redis alone, its health included, unless the store is there: Spring Boot would
 * connect to one on this machine. This is also the place where a store of another name
 * fails the start, before anything misses the beans of a store.
 */
class RedisImportFilter implements AutoConfigurationImportFilter, EnvironmentAware {

	private static final String REDIS = "org.springframework.boot.data.redis.";

	private boolean wanted;

	@Override
	public void setEnvironment(Environment environment) {
		this.wanted = StoreKind.of(environment) == StoreKind.REDIS;
	}

	@Override
	public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[classes.length];
		for (int i = 0; i < classes.length; i++) {
			String name = classes[i];
			matches[i] = this.wanted || name == null || !name.startsWith(REDIS);
		}
		return matches;
	}

}
