package io.patchbay.sandbox.airbyte;

import java.util.Locale;

/**
 * The two ends of a connection, which Airbyte treats alike.
 */
enum ActorKind {

	SOURCE, DESTINATION;

	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	String idField() {
		return label() + "Id";
	}

	String typeField() {
		return label() + "Type";
	}

}
