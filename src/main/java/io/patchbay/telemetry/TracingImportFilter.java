package io.patchbay.telemetry;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves tracing alone unless it is said where traces go. Spring Boot would trace all the
 * same, for the ids in the log, and every request would pay for it.
 */
class TracingImportFilter implements AutoConfigurationImportFilter, EnvironmentAware {

	private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

	private static final String TRACING = "org.springframework.boot.micrometer.tracing.";

	private static final String SDK = "org.springframework.boot.opentelemetry.";

	private boolean wanted;

	@Override
	public void setEnvironment(Environment environment) {
		String endpoint = environment.getProperty(ENDPOINT);
		this.wanted = endpoint != null && !endpoint.isBlank();
	}

	@Override
	public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[classes.length];
		for (int i = 0; i < classes.length; i++) {
			String name = classes[i];
			matches[i] = this.wanted || name == null || !(name.startsWith(TRACING) || name.startsWith(SDK));
		}
		return matches;
	}

}
