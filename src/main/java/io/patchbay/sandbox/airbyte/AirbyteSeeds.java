package io.patchbay.sandbox.airbyte;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.patchbay.sandbox.SandboxJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What there is at the start. The first workspace holds nothing that the oldest official
 * clients cannot read; the newer enum values live in the second.
 */
final class AirbyteSeeds {

	static final String ANALYTICS = "3b86d0f4-e25a-47c9-a0d8-914c6e7f52b3";

	static final String MARKETING = "7c1e5a92-4d08-4b6f-9a3c-2f5e8d7b6041";

	/** The workspace that the sandbox client may not see. */
	static final String FINANCE = "e9f04b17-83ad-4c52-b6e1-0d7a5c3f2b98";

	static final String ORGANIZATION = "0f4c2d8e-6b1a-4e93-8d57-c3a9b0e1f264";

	static final String EXAMPLE = "5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21";

	static final long CREATED = 1767225600L;

	private static final Map<String, String> WORKSPACE_OF = Map.of("A", ANALYTICS, "M", MARKETING, "F", FINANCE);

	/** Kind, number, workspace, type, name, and whether the configuration nests. */
	private static final String ACTORS = """
			S 1 A postgres Prod Postgres
			S 2 A stripe Stripe Payments
			S 3 A hubspot HubSpot CRM
			S 4 A postgres Reporting Replica
			S 5 M google-ads Google Ads
			S 6 M postgres Campaign Store
			S 7 F stripe Finance Stripe
			D 1 A snowflake Warehouse
			D 2 A bigquery Analytics BigQuery
			D 3 A s3 Data Lake
			D 4 M bigquery Marketing BigQuery
			D 5 M snowflake Marketing Snowflake
			D 6 F snowflake Finance Warehouse
			""";

	private AirbyteSeeds() {
	}

	static List<ObjectNode> workspaces() {
		return List.of(workspace(ANALYTICS, "Analytics"), workspace(MARKETING, "Marketing"),
				workspace(FINANCE, "Finance"));
	}

	static ObjectNode workspace(String id, String name) {
		return SandboxJson.read("""
				{"workspaceId":"%s","name":"","dataResidency":"us",
				 "notifications":{"failure":{"email":{"enabled":true},"webhook":{"enabled":false}},
				 "success":{"email":{"enabled":false},"webhook":{"enabled":false}},"connectionUpdate":{},
				 "connectionUpdateActionRequired":{},"syncDisabled":{},"syncDisabledWarning":{}}}
				""".formatted(id)).asObject().put("name", name);
	}

	static List<ObjectNode> tags() {
		return List.of(tag(1, "critical", "FF5E5B"), tag(2, "nightly", "75DCFF"));
	}

	private static ObjectNode tag(int number, String name, String color) {
		return SandboxJson.object()
			.put("tagId", "d0000000-0000-4000-8000-%012d".formatted(number))
			.put("workspaceId", ANALYTICS)
			.put("name", name)
			.put("color", color);
	}

	static List<Actor> actors() {
		return ACTORS.lines().map(AirbyteSeeds::actor).toList();
	}

	private static Actor actor(String line) {
		String[] columns = line.split(" ", 5);
		ActorKind kind = ("S".equals(columns[0])) ? ActorKind.SOURCE : ActorKind.DESTINATION;
		int number = Integer.parseInt(columns[1]);
		ObjectNode json = SandboxJson.object()
			.put(kind.idField(), actorId(kind, number))
			.put("name", columns[4])
			.put(kind.typeField(), columns[3])
			.put("definitionId", Definitions.id(kind, columns[3]))
			.put("workspaceId", WORKSPACE_OF.getOrDefault(columns[2], ANALYTICS));
		json.set("configuration", configuration(columns[3], number));
		return new Actor(kind, json.put("createdAt", CREATED), false);
	}

	private static ObjectNode configuration(String type, int number) {
		String secret = "s3cr3t-canary-" + type + "-" + number;
		return switch (type) {
			case "postgres",
					"snowflake" ->
				SandboxJson.object()
					.put("host", (number == 1) ? "db.example.com" : type + number + ".example.com")
					.put("password", secret);
			case "bigquery" -> SandboxJson.object()
				.put("project_id", "example-" + number)
				.put("dataset_id", "raw")
				.put("credentials_json", secret);
			case "google-ads" -> SandboxJson.object()
				.put("customer_id", "123-456-7890")
				.set("credentials",
						SandboxJson.object()
							.put("client_id", "ads")
							.put("client_secret", secret)
							.put("refresh_token", secret));
			default -> SandboxJson.object().put("account_id", type + "-" + number).put("api_key", secret);
		};
	}

	static String actorId(ActorKind kind, int number) {
		if (number == 1) {
			return (kind == ActorKind.SOURCE) ? "a1d94f72-6c03-4be8-8d2f-3e7b10c95a64"
					: "c7be2058-91fa-4d3e-b6a7-58f204d1e93b";
		}
		return ((kind == ActorKind.SOURCE) ? "a" : "b") + "0000000-0000-4000-8000-%012d".formatted(number);
	}

	static ObjectNode exampleConnection() {
		return (ObjectNode) SandboxJson.read("""
				{"connectionId":"5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21","name":"Postgres to Snowflake",
				 "sourceId":"a1d94f72-6c03-4be8-8d2f-3e7b10c95a64",
				 "destinationId":"c7be2058-91fa-4d3e-b6a7-58f204d1e93b",
				 "workspaceId":"3b86d0f4-e25a-47c9-a0d8-914c6e7f52b3","status":"active",
				 "schedule":{"scheduleType":"cron","cronExpression":"0 0 */6 * * ? UTC"},
				 "nonBreakingSchemaUpdatesBehavior":"ignore","namespaceDefinition":"destination","prefix":"raw_",
				 "configurations":{"streams":[
				  {"name":"users","namespace":"public","syncMode":"incremental_deduped_history",
				   "cursorField":["updated_at"],"primaryKey":[["id"]],"mappers":[],"selectedFields":[]},
				  {"name":"orders","namespace":"public","syncMode":"full_refresh_overwrite",
				   "cursorField":[],"primaryKey":[],"mappers":[],"selectedFields":[]}]},
				 "createdAt":1767225600,"tags":[]}
				""");
	}

	static List<AirbyteConnection> connections() {
		List<AirbyteConnection> connections = new ArrayList<>();
		connections.add(new AirbyteConnection(exampleConnection(), ConnectionSeeds.exampleState()));
		connections.addAll(ConnectionSeeds.connections());
		return connections;
	}

	static ArrayNode tagsOf(@Nullable String name) {
		ArrayNode tags = SandboxJson.object().putArray("tags");
		tags().stream().filter((tag) -> tag.path("name").asString().equals(name)).forEach(tags::add);
		return tags;
	}

}
