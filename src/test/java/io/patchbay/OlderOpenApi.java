package io.patchbay;

import java.util.List;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a document of OpenAPI 3.1 in the words of 3.0, which is what the tool knows that
 * compares documents: it would see no types in the other.
 */
final class OlderOpenApi {

	private OlderOpenApi() {
	}

	static OpenAPI read(JsonNode document) {
		JsonNode older = document.deepCopy();
		((ObjectNode) older).put("openapi", "3.0.3");
		translate(older);
		return new OpenAPIV3Parser().readContents(older.toString()).getOpenAPI();
	}

	private static void translate(JsonNode node) {
		if (node instanceof ObjectNode object) {
			translate(object);
		}
		node.forEach(OlderOpenApi::translate);
	}

	private static void translate(ObjectNode node) {
		if (node.path("$ref").isString()) {
			node.retain("$ref");
		}
		node.remove(List.of("example", "examples"));
		JsonNode types = node.path("type");
		if (types.isArray()) {
			node.put("nullable", types.valueStream().anyMatch(OlderOpenApi::isNull));
			node.set("type", types.valueStream().filter((type) -> !isNull(type)).findFirst().orElseThrow());
		}
		JsonNode choices = node.path("oneOf");
		if (choices.valueStream().anyMatch((choice) -> isNull(choice.path("type")))) {
			node.remove("oneOf");
			node.put("nullable", true);
			choices.valueStream().filter((choice) -> !isNull(choice.path("type"))).forEach(node.putArray("allOf")::add);
		}
	}

	private static boolean isNull(JsonNode type) {
		return "null".equals(type.asString(""));
	}

}
