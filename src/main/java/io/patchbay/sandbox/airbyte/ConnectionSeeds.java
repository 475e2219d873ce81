package io.patchbay.sandbox.airbyte;

import java.util.List;
import java.util.stream.IntStream;

import io.patchbay.sandbox.SandboxJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The connections beside the example: one line each.
 */
final class ConnectionSeeds {

	/** Shown with a status that no client knows when the switch is on. */
	static final String FUTURE = id(4);

	/**
	 * Name, source, destination, status, schedule, streams, state, tag. The name that
	 * promises an outcome keeps its promise.
	 */
	private static final String TABLE = """
			Stripe to Snowflake|2|1|active|cron 0 0 * * * ? UTC|charges,customers|stream|critical
			HubSpot to Snowflake|3|1|active|basic Every 24 HOURS|users,orders|not_set|
			Orders to BigQuery|1|2|active|cron 0 0 0 ? * SUN UTC|orders|global|nightly
			Users to Data Lake|1|3|active|manual|users|stream|
			Stripe to BigQuery|2|2|inactive|manual|charges|not_set|
			Replica to Data Lake|4|3|active|cron 0 0 9 ? * MON-FRI America/Toronto|users|legacy|
			Nightly export|4|1|active|cron 0 30 2 * * ? UTC|orders,users|stream|nightly
			Nightly export|4|2|active|cron 0 30 3 * * ? UTC|orders|global|nightly
			Broken import (always fails)|3|2|active|manual|users|not_set|
			Flaky import (retries once)|3|3|active|manual|users|stream|
			Chatty import (long logs)|2|3|active|manual|invoices|not_set|
			Endless import (never ends)|4|3|active|manual|orders|not_set|
			Old CRM export|3|1|inactive|basic Every 1 WEEKS|orders|legacy|
			Scratch delete-me|4|2|active|manual|users|not_set|
			Analytics 15|1|1|active|basic Every 30 MINUTES|users|not_set|
			Analytics 16|1|2|active|cron 0 15 4 * * ? UTC|users,orders|stream|
			Analytics 17|1|3|active|cron 0 0 12 1/1 * ? * UTC|orders|not_set|
			Analytics 18|2|1|inactive|manual|customers|not_set|
			Analytics 19|2|2|active|manual|invoices|stream|
			Analytics 20|2|3|active|manual|charges,invoices|not_set|
			Analytics 21|3|1|active|manual|users|not_set|
			Analytics 22|3|2|active|manual|orders|not_set|
			Analytics 23|4|3|active|manual|users,orders|global|
			Retired export|4|1|deprecated|manual|orders|not_set|
			Retired import|3|2|deprecated|manual|users|not_set|
			Google Ads to BigQuery|5|4|active|cron 0 0 5 * * ? UTC|users|stream|
			Google Ads to Snowflake|5|5|locked|cron 0 0 6 * * ? UTC|users|stream|
			Campaigns to BigQuery|6|4|active|cron 0 0 7 ? * 2-6 Europe/Berlin|orders,users|global|
			Campaigns to Snowflake|6|5|inactive|basic Every 6 HOURS|orders|not_set|
			Audience sync|6|4|active|manual|users|not_set|
			Audience sync|6|5|active|manual|users|stream|
			Marketing 32|5|4|active|manual|orders|not_set|
			Marketing 33|5|5|active|manual|users|not_set|
			Marketing 34|6|4|active|manual|orders|legacy|
			Marketing 35|6|5|active|manual|users|not_set|
			Marketing 36|5|4|active|cron 0 45 1 * * ? UTC|users,orders|stream|
			Finance ledger|7|6|active|manual|invoices|not_set|
			""";

	private ConnectionSeeds() {
	}

	static List<AirbyteConnection> connections() {
		List<String> lines = TABLE.lines().toList();
		return IntStream.range(0, lines.size())
			.mapToObj((index) -> connection(index + 1, lines.get(index).split("\\|", -1)))
			.toList();
	}

	static String id(int number) {
		return "c0000000-0000-4000-8000-%012d".formatted(number);
	}

	static ObjectNode exampleState() {
		return (ObjectNode) SandboxJson.read("""
				{"stateType":"stream","connectionId":"5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21","streamState":[
				 {"streamDescriptor":{"name":"users","namespace":"public"},
				  "streamState":{"updated_at":"2026-01-05T10:00:00Z"}}]}
				""");
	}

	private static AirbyteConnection connection(int number, String[] columns) {
		Actor source = actor(ActorKind.SOURCE, Integer.parseInt(columns[1]));
		ObjectNode json = SandboxJson.object()
			.put("connectionId", id(number))
			.put("name", columns[0])
			.put("sourceId", source.id())
			.put("destinationId", AirbyteSeeds.actorId(ActorKind.DESTINATION, Integer.parseInt(columns[2])))
			.put("workspaceId", source.workspaceId())
			.put("status", columns[3]);
		json.set("schedule", schedule(columns[4]));
		json.put("nonBreakingSchemaUpdatesBehavior", "ignore")
			.put("namespaceDefinition", "destination")
			.put("prefix", "");
		ArrayNode streams = json.putObject("configurations").putArray("streams");
		List<ObjectNode> catalog = SourceCatalog.streams(source.type());
		for (String name : columns[5].split(",")) {
			catalog.stream()
				.filter((stream) -> name.equals(stream.path("name").stringValue()))
				.findFirst()
				.ifPresent((stream) -> streams.add(selected(stream)));
		}
		json.put("createdAt", AirbyteSeeds.CREATED + 3600L * number);
		json.set("tags", AirbyteSeeds.tagsOf(columns[7]));
		return new AirbyteConnection(json, state(id(number), columns[6], streams));
	}

	private static Actor actor(ActorKind kind, int number) {
		return AirbyteSeeds.actors()
			.stream()
			.filter((actor) -> actor.kind() == kind && actor.id().equals(AirbyteSeeds.actorId(kind, number)))
			.findFirst()
			.orElseThrow();
	}

	private static ObjectNode schedule(String text) {
		String[] parts = text.split(" ", 2);
		ObjectNode schedule = SandboxJson.object().put("scheduleType", parts[0]);
		if (parts.length > 1) {
			schedule.put(("cron".equals(parts[0])) ? "cronExpression" : "basicTiming", parts[1]);
		}
		return schedule;
	}

	private static ObjectNode selected(JsonNode stream) {
		ObjectNode selected = SandboxJson.object().put("name", stream.path("name").stringValue());
		if (stream.has("namespace")) {
			selected.put("namespace", stream.path("namespace").stringValue());
		}
		selected.put("syncMode", SyncMode.INCREMENTAL_DEDUPED_HISTORY.label());
		selected.set("cursorField", stream.path("defaultCursorField"));
		selected.set("primaryKey", stream.path("sourceDefinedPrimaryKey"));
		selected.putArray("mappers");
		selected.putArray("selectedFields");
		return selected;
	}

	private static @Nullable ObjectNode state(String connectionId, String type, ArrayNode streams) {
		ObjectNode state = SandboxJson.object().put("stateType", type).put("connectionId", connectionId);
		switch (type) {
			case "stream" -> fill(state.putArray("streamState"), streams);
			case "global" -> {
				ObjectNode global = state.putObject("globalState");
				global.putObject("shared_state").put("lsn", 1);
				fill(global.putArray("streamStates"), streams);
			}
			case "legacy" -> state.putObject("state").put("cursor", "2026-01-05T10:00:00Z");
			default -> {
				return null;
			}
		}
		return state;
	}

	private static void fill(ArrayNode target, ArrayNode streams) {
		for (JsonNode stream : streams) {
			ObjectNode entry = target.addObject();
			ObjectNode descriptor = entry.putObject("streamDescriptor").put("name", stream.path("name").stringValue());
			if (stream.has("namespace")) {
				descriptor.put("namespace", stream.path("namespace").stringValue());
			}
			entry.putObject("streamState").put("updated_at", "2026-01-05T10:00:00Z");
		}
	}

}
