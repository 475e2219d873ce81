package io.patchbay.sandbox.wallaroo;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How the runs of a task end. The argument {@code outcome} of a task says it, else the
 * orchestration's name does by containing the word.
 */
enum WallarooOutcome {

	/**
	 * The run succeeds.
	 */
	SUCCESS("success"),

	/**
	 * The run fails.
	 */
	FAILURE("failure"),

	/**
	 * The run is stopped by its time-out.
	 */
	TIMED_OUT("timed_out"),

	/**
	 * The run goes on until it is killed, whatever its time-out.
	 */
	STUCK("success"),

	/**
	 * No run ever appears.
	 */
	STARVED("unknown");

	private final String result;

	WallarooOutcome(String result) {
		this.result = result;
	}

	String result() {
		return this.result;
	}

	static WallarooOutcome of(JsonNode input, @Nullable String orchestration) {
		String asked = input.path("outcome").asString("");
		String text = (!asked.isEmpty()) ? asked : String.valueOf(orchestration);
		for (WallarooOutcome outcome : values()) {
			if (text.replace('-', '_').toUpperCase(Locale.ROOT).contains(outcome.name())) {
				return outcome;
			}
		}
		return SUCCESS;
	}

}
