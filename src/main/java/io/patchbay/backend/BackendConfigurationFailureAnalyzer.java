package io.patchbay.backend;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells an operator what to change when the backends are configured wrongly.
 */
class BackendConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<BackendConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, BackendConfigurationException cause) {
		String report = cause.problems()
			.entrySet()
			.stream()
			.map((problem) -> "    " + problem.getKey() + ": " + problem.getValue())
			.collect(Collectors.joining(System.lineSeparator()));
		return new FailureAnalysis(
				"The backends are configured wrongly:" + System.lineSeparator() + System.lineSeparator() + report,
				"Change these keys. The README lists all of them, with what they mean.", cause);
	}

}
