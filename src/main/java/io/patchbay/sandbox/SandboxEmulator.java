package io.patchbay.sandbox;

import java.util.Map;

/**
 * What the sandbox's index says about an emulator. A bean of this type is listed by
 * {@code GET /sandbox}.
 */
public interface SandboxEmulator {

	/**
	 * The platform that is emulated.
	 * @return its name, such as {@code airbyte}
	 */
	String platform();

	/**
	 * Where the emulator is and which credentials open it.
	 * @return names and values for a person to read
	 */
	Map<String, Object> index();

}
