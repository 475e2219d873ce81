package io.patchbay.store;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;

/**
 * Where replicas keep what they share, {@code patchbay.store}.
 */
enum StoreKind {

	/** In the process, for a gateway of one replica. */
	MEMORY,
	/** In Redis. */
	REDIS;

	private static final String KEY = "patchbay.store";

	static StoreKind of(Environment environment) {
		if ("".equals(environment.getProperty(KEY))) {
			throw new InvalidConfigurationPropertyValueException(KEY, "",
					"It is memory or redis, and memory when it is not set at all.");
		}
		return Binder.get(environment).bind(KEY, StoreKind.class).orElse(MEMORY);
	}

}
