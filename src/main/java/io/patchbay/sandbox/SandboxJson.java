package io.patchbay.sandbox;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * JSON in and out of the emulators, independent of how the gateway configures its own.
 */
public final class SandboxJson {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private SandboxJson() {
	}

	/**
	 * An empty object to fill.
	 * @return a new object
	 */
	public static ObjectNode object() {
		return MAPPER.createObjectNode();
	}

	/**
	 * Turns a value, map or record into a tree.
	 * @param value the value
	 * @return its tree
	 */
	public static JsonNode tree(Object value) {
		return MAPPER.valueToTree(value);
	}

	/**
	 * Reads JSON that is known to be good, such as a seed.
	 * @param json the text
	 * @return its tree
	 * @throws JacksonException when it is no JSON
	 */
	public static JsonNode read(String json) {
		return MAPPER.readTree(json);
	}

	/**
	 * Reads what a caller sent.
	 * @param body the bytes, possibly none
	 * @return the tree, or null when they are no JSON
	 */
	public static @Nullable JsonNode parse(byte @Nullable [] body) {
		if (body == null || body.length == 0) {
			return null;
		}
		try {
			JsonNode node = MAPPER.readTree(body);
			return (node.isMissingNode()) ? null : node;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	/**
	 * Writes a value as UTF-8.
	 * @param value the value
	 * @return its bytes
	 */
	public static byte[] bytes(Object value) {
		return MAPPER.writeValueAsBytes(value);
	}

	/**
	 * An answer with a JSON body, whatever the caller said it accepts.
	 * @param status the status code
	 * @param value the body
	 * @return the answer
	 */
	public static ResponseEntity<byte[]> answer(int status, Object value) {
		return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(bytes(value));
	}

	/**
	 * An answer with status 200 and a JSON body.
	 * @param value the body
	 * @return the answer
	 */
	public static ResponseEntity<byte[]> ok(Object value) {
		return answer(200, value);
	}

}
