package io.patchbay.sandbox.airbyte;

import java.util.Collection;
import java.util.Locale;
import java.util.UUID;

import io.patchbay.sandbox.SandboxJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request body, read as leniently and refused as precisely as Airbyte does: unknown
 * fields are ignored, null is absent, enums match in any case.
 *
 * @param json the object that was sent
 */
record Body(ObjectNode json) {

	static Body of(byte @Nullable [] bytes) {
		JsonNode json = SandboxJson.parse(bytes);
		if (json == null) {
			throw AirbyteException.errorId(422);
		}
		if (!(json instanceof ObjectNode object)) {
			throw AirbyteException.conversion("The body is not an object");
		}
		return new Body(object);
	}

	boolean has(String field) {
		return this.json.hasNonNull(field);
	}

	JsonNode get(String field) {
		return this.json.path(field);
	}

	@Nullable String text(String field) {
		JsonNode value = this.json.path(field);
		if (value.isMissingNode() || value.isNull()) {
			return null;
		}
		if (value.isContainer()) {
			throw AirbyteException.conversion("Unable to set field [" + field + "]: not a text");
		}
		return value.asString();
	}

	String required(String field) {
		String value = text(field);
		if (value == null) {
			throw AirbyteException.conversion("Required field [" + field + "] is missing");
		}
		return value;
	}

	String requiredId(String field) {
		return id(required(field));
	}

	/**
	 * Reads the value of an enum.
	 * @param field the field
	 * @param values the values there are
	 * @return the value in its own spelling, or null when absent
	 */
	@Nullable String oneOf(String field, Collection<String> values) {
		String text = text(field);
		return (text != null) ? match(text, values) : null;
	}

	static String match(String text, Collection<String> values) {
		return values.stream()
			.filter((value) -> value.equalsIgnoreCase(text))
			.findFirst()
			.orElseThrow(() -> AirbyteException.conversion("Unexpected value '" + text + "'"));
	}

	static String id(String text) {
		try {
			return UUID.fromString(text).toString();
		}
		catch (IllegalArgumentException ex) {
			throw AirbyteException.conversion("Failed to convert argument for value [" + text.toLowerCase(Locale.ROOT)
					+ "] due to: Invalid UUID string");
		}
	}

	@Nullable ObjectNode object(String field) {
		JsonNode value = this.json.path(field);
		if (value.isMissingNode() || value.isNull()) {
			return null;
		}
		if (!(value instanceof ObjectNode object)) {
			throw AirbyteException.conversion("Unable to set field [" + field + "]: not an object");
		}
		return object;
	}

}
