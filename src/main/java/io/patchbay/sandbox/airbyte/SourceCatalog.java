package io.patchbay.sandbox.airbyte;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.patchbay.sandbox.SandboxJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a source has to offer: the streams that a discovery would find.
 */
final class SourceCatalog {

	private static final Map<String, String> STREAMS = Map.of("postgres",
			"""
					[{"name":"users","namespace":"public","cursor":"updated_at","key":"id",
					  "fields":{"id":"integer","email":"string","address":{"city":"string","street":"string"},"updated_at":"string"}},
					 {"name":"orders","namespace":"public","cursor":"updated_at","key":"id",
					  "fields":{"id":"integer","user_id":"integer","amount":"number","updated_at":"string"}},
					 {"name":"products","namespace":"public","key":"sku",
					  "fields":{"sku":"string","title":"string","price":"number","changed_at":"string"}},
					 {"name":"events","namespace":"public","cursor":"created_at",
					  "fields":{"event_id":"string","kind":"string","created_at":"string"}},
					 {"name":"customers","namespace":"public","key":"id","fields":{"id":"integer","name":"string"}},
					 {"name":"customers","namespace":"sales","key":"id","fields":{"id":"integer","region":"string"}},
					 {"name":"settings","namespace":"public","snapshot":true,"fields":{"key":"string","value":"string"}}]
					""",
			"stripe", """
					[{"name":"charges","cursor":"created","key":"id","own":true,
					  "fields":{"id":"string","amount":"integer","created":"integer"}},
					 {"name":"customers","cursor":"created","key":"id","own":true,
					  "fields":{"id":"string","email":"string","created":"integer"}},
					 {"name":"invoices","cursor":"created","key":"id","own":true,
					  "fields":{"id":"string","total":"integer","created":"integer"}}]
					""");

	private static final String OTHER = """
			[{"name":"users","cursor":"updated_at","key":"id",
			  "fields":{"id":"integer","email":"string","updated_at":"string"}},
			 {"name":"orders","cursor":"updated_at","key":"id",
			  "fields":{"id":"integer","amount":"number","updated_at":"string"}}]
			""";

	private SourceCatalog() {
	}

	/**
	 * Discovers a source.
	 * @param sourceType the type of the source
	 * @return its streams as the Config API shows them
	 */
	static List<ObjectNode> streams(String sourceType) {
		List<ObjectNode> streams = new ArrayList<>();
		SandboxJson.read(STREAMS.getOrDefault(sourceType, OTHER)).forEach((seed) -> streams.add(stream(seed)));
		return streams;
	}

	private static ObjectNode stream(JsonNode seed) {
		ObjectNode stream = SandboxJson.object().put("name", seed.path("name").stringValue());
		if (seed.has("namespace")) {
			stream.put("namespace", seed.path("namespace").stringValue());
		}
		stream.set("jsonSchema", schema(seed.path("fields")));
		stream.putArray("supportedSyncModes").add("full_refresh");
		if (!seed.has("snapshot")) {
			stream.withArray("supportedSyncModes").add("incremental");
		}
		stream.put("sourceDefinedCursor", seed.has("own"));
		ArrayNode cursor = stream.putArray("defaultCursorField");
		if (seed.has("cursor")) {
			cursor.add(seed.path("cursor").stringValue());
		}
		ArrayNode key = stream.putArray("sourceDefinedPrimaryKey");
		if (seed.has("key")) {
			key.addArray().add(seed.path("key").stringValue());
		}
		return stream;
	}

	private static ObjectNode schema(JsonNode fields) {
		ObjectNode schema = SandboxJson.object().put("type", "object");
		ObjectNode properties = schema.putObject("properties");
		for (Map.Entry<String, JsonNode> field : fields.properties()) {
			JsonNode type = field.getValue();
			properties.set(field.getKey(),
					(type.isObject()) ? schema(type) : SandboxJson.object().put("type", type.stringValue()));
		}
		return schema;
	}

	/**
	 * The paths of all fields of a stream, parents before their children.
	 * @param schema the stream's JSON schema
	 * @return the paths
	 */
	static List<List<String>> fields(JsonNode schema) {
		List<List<String>> paths = new ArrayList<>();
		collect(schema, List.of(), paths);
		return paths;
	}

	private static void collect(JsonNode schema, List<String> parent, List<List<String>> paths) {
		for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
			List<String> path = new ArrayList<>(parent);
			path.add(field.getKey());
			paths.add(path);
			collect(field.getValue(), path, paths);
		}
	}

	static boolean same(JsonNode stream, JsonNode other) {
		return text(stream, "name").equals(text(other, "name"))
				&& text(stream, "namespace").equals(text(other, "namespace"));
	}

	private static String text(JsonNode node, String field) {
		@Nullable String value = node.path(field).asStringOpt().orElse(null);
		return (value != null) ? value : "";
	}

}
