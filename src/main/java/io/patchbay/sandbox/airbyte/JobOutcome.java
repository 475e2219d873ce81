package io.patchbay.sandbox.airbyte;

import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How a job that is started will end.
 */
enum JobOutcome {

	/** One attempt, successful. */
	SUCCEEDED(""),

	/** One attempt, failed, with a summary of the failure. */
	FAILED("always fails"),

	/** A failed attempt, a pause, a successful attempt. */
	INCOMPLETE("retries once"),

	/** Somebody else cancels it when its time is up. */
	CANCELLED("always cancelled"),

	/** Runs for ever. */
	STUCK("never ends"),

	/** As succeeded, with twenty thousand log lines. */
	LONG_LOGS("long logs");

	private final String inName;

	JobOutcome(String inName) {
		this.inName = inName;
	}

	static JobOutcome of(String label) {
		try {
			return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("An outcome is one of " + Arrays.toString(values()), ex);
		}
	}

	/**
	 * The outcome that a connection's name asks for.
	 * @param name the connection's name
	 * @return the outcome, or null when the name says nothing
	 */
	static @Nullable JobOutcome named(String name) {
		String lowerCase = name.toLowerCase(Locale.ROOT);
		return Arrays.stream(values())
			.filter((outcome) -> !outcome.inName.isEmpty() && lowerCase.contains(outcome.inName))
			.findFirst()
			.orElse(null);
	}

}
