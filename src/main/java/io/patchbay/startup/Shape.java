package io.patchbay.startup;

import java.util.List;
import java.util.Locale;

/**
 * A combination of settings that decide which beans there are. The build prepares these,
 * the first that fits is started.
 */
enum Shape {

	/** As it is packaged. */
	GATEWAY,

	/** With the emulated platforms. */
	SANDBOX("--spring.profiles.active=sandbox"),

	/** With the actuator on a port of its own, as the chart has it. */
	// Not two of them: what is generated for the actuator's own context has the same
	// names.
	MANAGED("--management.server.port=8081");

	private final List<String> arguments;

	Shape(String... arguments) {
		this.arguments = List.of(arguments);
	}

	/**
	 * What is to be configured for it.
	 * @return arguments of the program
	 */
	List<String> arguments() {
		return this.arguments;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
