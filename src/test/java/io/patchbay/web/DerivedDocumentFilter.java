package io.patchbay.web;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves springdoc alone, which lies on the class path of all tests, unless a test tells
 * it the path of the document that it derives: the gateway of the other tests is that
 * which is delivered.
 */
class DerivedDocumentFilter implements AutoConfigurationImportFilter, EnvironmentAware {

	static final String PATH = "springdoc.api-docs.path";

	private boolean wanted;

	@Override
	public void setEnvironment(Environment environment) {
		this.wanted = environment.containsProperty(PATH);
	}

	@Override
	public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[classes.length];
		for (int i = 0; i < classes.length; i++) {
			String name = classes[i];
			matches[i] = this.wanted || name == null || !name.startsWith("org.springdoc.");
		}
		return matches;
	}

}
