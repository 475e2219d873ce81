package io.patchbay.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.Settings;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads settings as callers send them. What stands for a secret instead of being one is
 * refused: stored, it would replace the secret for good.
 */
final class DetailsBody {

	private static final String POINTER = "/details";

	/** Nothing but stars or bullets, or such a password in a URL. */
	private static final Pattern MASK = Pattern.compile("\\s*[*\u2022\u25CF]{3,}\\s*|.*://[^/\\s]*:[*\u2022]{3,}@.*",
			Pattern.DOTALL);

	private final List<GatewayException.FieldError> masks = new ArrayList<>();

	private DetailsBody() {
	}

	static @Nullable Settings read(JsonFields fields) {
		JsonNode details = fields.take("details");
		if (details == null) {
			return null;
		}
		if (!details.isObject()) {
			fields.wrong("details", "it is an object");
			return null;
		}
		DetailsBody body = new DetailsBody();
		Settings settings = new Settings(body.map(details, POINTER));
		if (!body.masks.isEmpty()) {
			throw new GatewayException.Unprocessable(ErrorCode.REDACTED_VALUE_ON_WRITE,
					"The details hold a mask or a redacted value in the place of a real one.")
				.errors(body.masks);
		}
		return settings;
	}

	private Map<String, @Nullable Object> map(JsonNode json, String at) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		json.properties()
			.forEach((entry) -> map.put(entry.getKey(),
					value(entry.getValue(), at + "/" + JsonFields.escape(entry.getKey()))));
		return map;
	}

	private @Nullable Object value(JsonNode json, String at) {
		return switch (json.getNodeType()) {
			case OBJECT -> object(json, at);
			case ARRAY -> list(json, at);
			case STRING -> text(json.stringValue(), at);
			case NUMBER -> json.numberValue();
			case BOOLEAN -> json.booleanValue();
			default -> null;
		};
	}

	private Map<String, @Nullable Object> object(JsonNode json, String at) {
		JsonNode redacted = json.path("redacted");
		if (redacted.isBoolean() && redacted.booleanValue()) {
			this.masks.add(new GatewayException.FieldError(at, "it is a redacted value"));
			return Map.of();
		}
		return map(json, at);
	}

	private List<@Nullable Object> list(JsonNode json, String at) {
		List<@Nullable Object> list = new ArrayList<>();
		for (int i = 0; i < json.size(); i++) {
			list.add(value(json.get(i), at + "/" + i));
		}
		return list;
	}

	private String text(String value, String at) {
		if (MASK.matcher(value).matches()) {
			this.masks.add(new GatewayException.FieldError(at, "it is a mask"));
		}
		return value;
	}

}
