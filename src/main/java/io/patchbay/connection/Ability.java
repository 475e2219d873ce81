package io.patchbay.connection;

import org.jspecify.annotations.Nullable;

/**
 * How far a backend supports something.
 *
 * @param support the degree
 * @param note how it is done, when not by a call of the platform's own
 */
public record Ability(Support support, @Nullable String note) {

	/**
	 * The degrees of support.
	 */
	public enum Support {

		/** The platform has a call for it. */
		NATIVE,
		/** The gateway does it with other calls. */
		EMULATED,
		/** It cannot be done here. */
		UNSUPPORTED

	}

}
