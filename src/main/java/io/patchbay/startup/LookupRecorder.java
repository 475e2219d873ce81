package io.patchbay.startup;

import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.PropertySource;

/**
 * Stands before the real sources of the environment, has nothing, and remembers what it
 * was asked for.
 */
final class LookupRecorder extends PropertySource<Set<String>> {

	LookupRecorder() {
		super("lookups", new TreeSet<>());
	}

	@Override
	public @Nullable Object getProperty(String name) {
		this.source.add(name);
		return null;
	}

}
