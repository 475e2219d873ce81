package io.patchbay.sandbox.airbyte;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.patchbay.sandbox.SandboxJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The connectors there are.
 */
final class Definitions {

	private static final String POSTGRES = "decd338e-5647-4c0b-adf4-da0e75f5a750";

	private static final List<String> SOURCES = List.of("postgres", "stripe", "hubspot", "google-ads", "mysql",
			"faker");

	private static final List<String> DESTINATIONS = List.of("snowflake", "bigquery", "s3", "postgres", "duckdb");

	private Definitions() {
	}

	static List<String> types(ActorKind kind) {
		return (kind == ActorKind.SOURCE) ? SOURCES : DESTINATIONS;
	}

	static String id(ActorKind kind, String type) {
		int index = types(kind).indexOf(type);
		if (kind == ActorKind.SOURCE && index == 0) {
			return POSTGRES;
		}
		return ((kind == ActorKind.SOURCE) ? "e" : "f") + "0000000-0000-4000-8000-%012d".formatted(index);
	}

	static @Nullable String type(ActorKind kind, String definitionId) {
		return types(kind).stream().filter((type) -> id(kind, type).equals(definitionId)).findFirst().orElse(null);
	}

	static Stream<ObjectNode> list(ActorKind kind) {
		return types(kind).stream()
			.map((type) -> (ObjectNode) SandboxJson.tree(Map.of("id", id(kind, type), "connectorDefinitionType",
					kind.label(), "name", type, "version", "1.0.0")));
	}

}
