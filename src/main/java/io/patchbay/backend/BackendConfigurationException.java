package io.patchbay.backend;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The configured backends cannot work.
 */
final class BackendConfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final TreeMap<String, String> problems;

	BackendConfigurationException(Map<String, String> problems) {
		super("Invalid configuration of backends: " + problems.keySet());
		this.problems = new TreeMap<>(problems);
	}

	SortedMap<String, String> problems() {
		return this.problems;
	}

}
