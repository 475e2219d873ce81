package io.patchbay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes up values that a schema allows, with what is known where that makes sense, since
 * a request of random words would get no further than the first look-up.
 */
final class FuzzValues {

	private static final JsonNodeFactory JSON = JsonMapper.builder().build().getNodeFactory();

	/** Words that mean something to the code, by the name of the field. */
	private static final Map<String, List<String>> WORDS = Map.ofEntries(
			Map.entry("Prefer",
					List.of("handling=strict", "wait=0", "wait=1", "respond-async", "handling=lenient, wait=0")),
			Map.entry("Last-Event-ID", List.of("0", "1", "2", "99")),
			Map.entry("If-Match", List.of("*", "\"nothing\"", "\"a\", W/\"b\"")),
			Map.entry("If-None-Match", List.of("*", "\"nothing\"", "W/\"a\", \"b\"")),
			Map.entry("cron", List.of("0 */6 * * *", "0 0 12 * * ?", "15 3 1 * *", "0 0 8 ? * MON-FRI 2030")),
			Map.entry("timeZone", List.of("UTC", "Europe/Berlin")),
			Map.entry("olderThan", List.of("P60D", "PT1H", "P1Y2M")), Map.entry("q", List.of("a", "e", "test")),
			Map.entry("type", List.of("POSTGRES", "mysql", "HTTP")),
			Map.entry("syncMode", List.of("full_refresh_overwrite", "incremental_append")),
			Map.entry("tail", List.of("0", "1", "10")));

	private final FuzzDocument document;

	private final FuzzKnown known;

	private final Random random;

	FuzzValues(FuzzDocument document, FuzzKnown known, Random random) {
		this.document = document;
		this.known = known;
		this.random = random;
	}

	boolean chance(double probability) {
		return this.random.nextDouble() < probability;
	}

	<T> T one(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

	String known(String name, String otherwise) {
		String value = this.known.any(name, this.random);
		return (value != null) ? value : otherwise;
	}

	int number(int bound) {
		return this.random.nextInt(bound);
	}

	String key() {
		return "fuzz-" + Long.toHexString(this.random.nextLong());
	}

	/**
	 * A value that a schema allows.
	 * @param schema the schema
	 * @param name the name of the field
	 * @param owner the name of the object that the field belongs to
	 * @return the value
	 */
	JsonNode valid(JsonNode schema, String name, String owner) {
		JsonNode resolved = this.document.resolve(schema);
		if (resolved.has("oneOf")) {
			return valid(one(resolved.path("oneOf").valueStream().toList()), name, owner);
		}
		if (resolved.has("enum")) {
			return one(resolved.path("enum").valueStream().toList());
		}
		return switch (type(resolved)) {
			case "object" -> object(resolved, name);
			case "array" -> array(resolved, name, owner);
			case "string" -> JSON.stringNode(text(resolved, name, owner));
			case "integer" -> JSON.numberNode(integer(resolved, name));
			case "boolean" -> JSON.booleanNode(this.random.nextBoolean());
			case "null" -> JSON.nullNode();
			default -> one(List.<JsonNode>of(JSON.stringNode("x"), JSON.numberNode(7), JSON.booleanNode(true)));
		};
	}

	private String type(JsonNode schema) {
		JsonNode type = schema.path("type");
		return (type.isArray()) ? one(type.valueStream().toList()).stringValue() : type.asString("any");
	}

	private ObjectNode object(JsonNode schema, String name) {
		ObjectNode object = JSON.objectNode();
		List<String> required = schema.path("required").valueStream().map(JsonNode::stringValue).toList();
		schema.path("properties").properties().forEach((property) -> {
			if (required.contains(property.getKey()) || chance(0.4)) {
				object.set(property.getKey(), valid(property.getValue(), property.getKey(), name));
			}
		});
		if (schema.path("additionalProperties").isObject() && chance(0.7)) {
			object.set("host", JSON.stringNode("db.example"));
			object.set("port", JSON.numberNode(5432));
			object.set("token", JSON.stringNode("s" + number(1000)));
		}
		return object;
	}

	private ArrayNode array(JsonNode schema, String name, String owner) {
		List<JsonNode> items = new ArrayList<>();
		int size = number(3) + ((this.random.nextBoolean()) ? 1 : 0);
		for (int i = 0; i < size; i++) {
			JsonNode item = valid(schema.path("items"), name, owner);
			if (!schema.path("uniqueItems").asBoolean(false) || !items.contains(item)) {
				items.add(item);
			}
		}
		ArrayNode array = JSON.arrayNode();
		items.forEach(array::add);
		return array;
	}

	private long integer(JsonNode schema, String name) {
		if (WORDS.containsKey(name)) {
			return Long.parseLong(one(WORDS.get(name)));
		}
		long least = schema.path("minimum").asLong(0);
		long most = schema.path("maximum").asLong(1000);
		return one(List.of(least, most, schema.path("default").asLong(least),
				least + this.random.nextLong(most - least + 1)));
	}

	private String text(JsonNode schema, String name, String owner) {
		if (schema.path("format").asString("").equals("date-time")) {
			return one(List.of("2020-02-29T23:59:59Z", "2026-01-01T00:00:00.123456789Z", "2026-06-30T12:00:00+05:30",
					"2030-12-31T00:00:00Z"));
		}
		String found = known((name.equals("id")) ? owner : name + "s", null);
		if (found != null && chance(0.9)) {
			return found;
		}
		List<String> words = new ArrayList<>(WORDS.getOrDefault(name, List.of()));
		schema.path("examples").forEach((example) -> words.add(example.asString()));
		if (schema.has("example")) {
			words.add(schema.path("example").asString());
		}
		if (name.startsWith("If-")) {
			words.add(known("etag", "*"));
		}
		if (name.equals("Idempotency-Key")) {
			words.add(key());
			words.add(key());
			words.add(key());
		}
		if (name.equals("name")) {
			words.add(known("name", "nobody"));
			words.add(key());
			words.add("Ünïcödé \uD83D\uDE80 " + number(1000));
		}
		return (words.isEmpty()) ? key() : one(words);
	}

}
