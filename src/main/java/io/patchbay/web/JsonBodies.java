package io.patchbay.web;

import java.util.List;

import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parses bodies that change something, where a guess at what was meant does harm: no key
 * twice, nothing behind the end, no number rounded.
 */
final class JsonBodies {

	/** Far deeper than anything that the API takes. */
	private static final int MAX_DEPTH = 64;

	private static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.build())
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private JsonBodies() {
	}

	/**
	 * Parses a body that is one JSON object.
	 * @param body the body
	 * @return its fields
	 * @throws GatewayException.Invalid when it is anything else
	 */
	static JsonFields object(byte[] body) {
		JsonNode json;
		try {
			json = MAPPER.readTree(body);
		}
		catch (JacksonException ex) {
			// Jackson's words quote the body, which may hold secrets.
			String where = (ex.getLocation() != null)
					? " after line " + ex.getLocation().getLineNr() + ", column " + ex.getLocation().getColumnNr() : "";
			throw invalid(List.of(new GatewayException.FieldError("",
					"it is not JSON" + where + ", has a key twice, or is nested too deeply")));
		}
		if (!json.isObject()) {
			throw invalid(List.of(new GatewayException.FieldError("", "it is a JSON object")));
		}
		return JsonFields.of(json);
	}

	/**
	 * The failure of a body with wrong places.
	 * @param errors the places, at least one
	 * @return the failure
	 */
	static GatewayException invalid(List<GatewayException.FieldError> errors) {
		GatewayException.FieldError first = errors.getFirst();
		String detail = (errors.size() > 1) ? "The body is invalid in " + errors.size() + " places."
				: "The body is invalid" + ((first.pointer().isEmpty()) ? "" : " at " + first.pointer()) + ": "
						+ first.detail() + ".";
		return new GatewayException.Invalid(ErrorCode.INVALID_REQUEST, detail).errors(errors);
	}

}
