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

	/** Longer than any key; values are limited by the size of the body. */
	private static final int MAX_NAME_LENGTH = 1000;

	/** Far more digits than anybody counts to, few enough to reckon with. */
	private static final int MAX_NUMBER_LENGTH = 100;

	private static final JsonFactory STRICT = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNestingDepth(MAX_DEPTH)
			.maxNameLength(MAX_NAME_LENGTH)
			.maxNumberLength(MAX_NUMBER_LENGTH)
			.build())
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private static final JsonMapper MAPPER = JsonMapper.builder(STRICT)
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
		JsonNode root;
		try {
			root = MAPPER.readTree(body);
		}
		// An exponent that no number can have is not always told as a failure of JSON.
		catch (JacksonException | NumberFormatException ex) {
			// Jackson's words quote the body, which may hold secrets.
			String where = (ex instanceof JacksonException json && json.getLocation() != null)
					? " after line " + json.getLocation().getLineNr() + ", column " + json.getLocation().getColumnNr()
					: "";
			throw invalid(List.of(new GatewayException.FieldError("", "it is not JSON" + where
					+ ", has a key twice, is nested too deeply, or has too long a number or key")));
		}
		if (!root.isObject()) {
			throw invalid(List.of(new GatewayException.FieldError("", "it is a JSON object")));
		}
		return JsonFields.of(root);
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
