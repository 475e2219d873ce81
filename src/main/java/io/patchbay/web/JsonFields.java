package io.patchbay.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of one JSON object of a body. Taking them notes what is wrong, so that a
 * caller is told all wrong places at once; {@link #finish()} notes what nobody took.
 */
final class JsonFields {

	private final JsonNode json;

	private final String pointer;

	private final List<GatewayException.FieldError> errors;

	private final Set<String> taken = new HashSet<>();

	private JsonFields(JsonNode json, String pointer, List<GatewayException.FieldError> errors) {
		this.json = json;
		this.pointer = pointer;
		this.errors = errors;
	}

	static JsonFields of(JsonNode json) {
		return new JsonFields(json, "", new ArrayList<>());
	}

	boolean has(String name) {
		return this.json.has(name);
	}

	boolean isNull(String name) {
		return this.json.path(name).isNull();
	}

	@Nullable JsonNode take(String name) {
		this.taken.add(name);
		JsonNode value = this.json.get(name);
		return (value == null || value.isNull()) ? null : value;
	}

	@Nullable String text(String name) {
		return text(take(name), pointerTo(name));
	}

	@Nullable String nonBlank(String name) {
		String text = text(name);
		if (text != null && text.isBlank()) {
			wrong(name, "it is not blank");
			return null;
		}
		return text;
	}

	@Nullable Boolean flag(String name) {
		JsonNode value = take(name);
		if (value != null && !value.isBoolean()) {
			wrong(name, "it is true or false");
			return null;
		}
		return (value != null) ? value.booleanValue() : null;
	}

	<T> @Nullable T parsed(String name, Function<String, T> parser) {
		String text = text(name);
		if (text == null) {
			return null;
		}
		try {
			return parser.apply(text);
		}
		catch (IllegalArgumentException ex) {
			wrong(name, Objects.requireNonNullElse(ex.getMessage(), "it cannot be understood"));
			return null;
		}
	}

	@Nullable JsonFields object(String name) {
		return object(take(name), pointerTo(name));
	}

	@Nullable List<JsonFields> objects(String name) {
		return list(take(name), pointerTo(name), this::object);
	}

	@Nullable List<String> texts(String name) {
		return list(take(name), pointerTo(name), this::text);
	}

	@Nullable List<List<String>> textLists(String name) {
		return list(take(name), pointerTo(name), (value, at) -> list(value, at, this::text));
	}

	void wrong(String name, String detail) {
		this.errors.add(new GatewayException.FieldError(pointerTo(name), detail));
	}

	void require(String name) {
		if (take(name) == null) {
			wrong(name, "it is required");
		}
	}

	// Notes the fields that nobody took.
	void finish() {
		for (String name : this.json.propertyNames()) {
			if (!this.taken.contains(name)) {
				wrong(name, "there is no such field here, or it cannot be set");
			}
		}
	}

	// Fails when anything was noted, here or in an object inside.
	void check() {
		finish();
		if (!this.errors.isEmpty()) {
			throw JsonBodies.invalid(this.errors);
		}
	}

	private @Nullable String text(@Nullable JsonNode value, String at) {
		if (value == null) {
			return null;
		}
		// Half of a surrogate pair is JSON, but no text that could be sent on.
		if (!value.isString() || !StandardCharsets.UTF_8.newEncoder().canEncode(value.stringValue())) {
			this.errors.add(new GatewayException.FieldError(at, "it is a text"));
			return null;
		}
		return value.stringValue();
	}

	private @Nullable JsonFields object(@Nullable JsonNode value, String at) {
		if (value != null && !value.isObject()) {
			this.errors.add(new GatewayException.FieldError(at, "it is an object"));
			return null;
		}
		return (value != null) ? new JsonFields(value, at, this.errors) : null;
	}

	private <T> @Nullable List<T> list(@Nullable JsonNode value, String at, Element<T> element) {
		if (value == null) {
			return null;
		}
		if (!value.isArray()) {
			this.errors.add(new GatewayException.FieldError(at, "it is a list"));
			return null;
		}
		List<T> result = new ArrayList<>();
		for (int i = 0; i < value.size(); i++) {
			T item = element.read(value.get(i), at + "/" + i);
			if (item != null) {
				result.add(item);
			}
		}
		return result;
	}

	private String pointerTo(String name) {
		return this.pointer + "/" + escape(name);
	}

	static String escape(String name) {
		return name.replace("~", "~0").replace("/", "~1");
	}

	private interface Element<T> {

		@Nullable T read(JsonNode value, String at);

	}

}
