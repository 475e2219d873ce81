package io.patchbay.sandbox.wallaroo;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.patchbay.sandbox.SandboxBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request body, read as strictly as the platform does: a missing field or one of the
 * wrong type is a 400.
 */
final class WallarooBody {

	private final ObjectNode json;

	private WallarooBody(ObjectNode json) {
		this.json = json;
	}

	static WallarooBody of(byte @Nullable [] body) {
		ObjectNode json = SandboxBody.object(body);
		if (json == null) {
			throw WallarooFailure.badRequest("Json deserialize error: the body is not a JSON object");
		}
		return new WallarooBody(json);
	}

	String text(String field) {
		return required(field, optionalText(field));
	}

	@Nullable String optionalText(String field) {
		JsonNode value = value(field);
		if (value != null && (!value.isString() || value.stringValue().isBlank())) {
			throw wrongType(field, "a string");
		}
		return (value != null) ? value.stringValue() : null;
	}

	int integer(String field) {
		return required(field, optionalInteger(field));
	}

	@Nullable Integer optionalInteger(String field) {
		JsonNode value = value(field);
		if (value != null && !(value.isIntegralNumber() && value.canConvertToInt())) {
			throw wrongType(field, "an integer");
		}
		return (value != null) ? value.intValue() : null;
	}

	boolean flag(String field) {
		JsonNode value = value(field);
		if (value != null && !value.isBoolean()) {
			throw wrongType(field, "a boolean");
		}
		return value != null && value.booleanValue();
	}

	UUID uuid(String field) {
		return required(field, optionalUuid(field));
	}

	@Nullable UUID optionalUuid(String field) {
		JsonNode value = value(field);
		return (value != null) ? uuid(field, value) : null;
	}

	ObjectNode object(String field) {
		return required(field, optionalObject(field));
	}

	@Nullable ObjectNode optionalObject(String field) {
		JsonNode value = value(field);
		if (value == null) {
			return null;
		}
		if (value instanceof ObjectNode object) {
			return object;
		}
		throw wrongType(field, "an object");
	}

	/**
	 * The one field whose explicit null is remembered.
	 * @return the object, a JSON null, or {@code null} when the field is left out
	 */
	@Nullable JsonNode details() {
		JsonNode details = this.json.get("details");
		return (details == null || details.isNull()) ? details : object("details");
	}

	/**
	 * A list that may be left out.
	 * @param field the field's name
	 * @return its elements, empty when there is no such field
	 */
	List<JsonNode> elements(String field) {
		JsonNode value = value(field);
		if (value == null) {
			return List.of();
		}
		if (!value.isArray()) {
			throw wrongType(field, "an array");
		}
		return new ArrayList<>(value.values());
	}

	List<JsonNode> requiredElements(String field) {
		required(field, value(field));
		return elements(field);
	}

	static UUID uuid(String field, JsonNode value) {
		try {
			if (value.isString() && value.stringValue().length() == 36) {
				return UUID.fromString(value.stringValue());
			}
		}
		catch (IllegalArgumentException ex) {
			throw wrongType(field, "a UUID");
		}
		throw wrongType(field, "a UUID");
	}

	private @Nullable JsonNode value(String field) {
		JsonNode value = this.json.get(field);
		return (value == null || value.isNull()) ? null : value;
	}

	private static <T> T required(String field, @Nullable T value) {
		if (value == null) {
			throw WallarooFailure.badRequest("Json deserialize error: missing field `" + field + "`");
		}
		return value;
	}

	private static WallarooFailure wrongType(String field, String expected) {
		return WallarooFailure
			.badRequest("Json deserialize error: invalid type: field `" + field + "` must be " + expected);
	}

}
