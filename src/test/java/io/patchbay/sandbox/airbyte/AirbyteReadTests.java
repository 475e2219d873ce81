package io.patchbay.sandbox.airbyte;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.patchbay.sandbox.SandboxClient;
import io.patchbay.sandbox.SandboxJson;
import io.patchbay.sandbox.SandboxTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SandboxTest
class AirbyteReadTests {

	private static final String UNKNOWN = "99999999-9999-4999-8999-999999999999";

	private final AirbyteClient airbyte;

	AirbyteReadTests(@LocalServerPort int port) {
		this.airbyte = new AirbyteClient(port);
	}

	@BeforeEach
	void start() throws Exception {
		this.airbyte.start();
	}

	@Test
	void showsTheReferenceConnectionExactly() throws Exception {
		assertThat(this.airbyte.get("/connections/" + AirbyteSeeds.EXAMPLE)).isEqualTo(SandboxJson.read("""
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
				"""));
	}

	@Test
	void readsUntilAnEmptyPage() throws Exception {
		Set<String> ids = new HashSet<>();
		int offset = 0;
		JsonNode page = this.airbyte.get("/connections?limit=10");
		assertThat(page.path("previous").stringValue()).isEmpty();
		while (!page.path("next").stringValue().isEmpty()) {
			assertThat(page.path("data")).isNotEmpty();
			page.path("data").forEach((connection) -> ids.add(connection.path("connectionId").stringValue()));
			offset += 10;
			assertThat(page.path("next").stringValue()).isEqualTo(this.airbyte.raw().root()
					+ "/sandbox/airbyte/v1/connections?includeDeleted=false&limit=10&offset=" + offset);
			page = this.airbyte.get("/connections?limit=10&offset=" + offset);
		}
		assertThat(page.path("data")).isEmpty();
		assertThat(page.path("previous").stringValue()).endsWith("limit=10&offset=" + (offset - 10));
		assertThat(ids).hasSize(35).contains(AirbyteSeeds.EXAMPLE);
	}

	@Test
	void repeatsTheLimitInThePreviousLinkOfAPageWithItems() throws Exception {
		JsonNode page = this.airbyte.get("/connections?limit=10&offset=5&workspaceIds=" + AirbyteSeeds.ANALYTICS);
		assertThat(page.path("previous").stringValue())
			.endsWith("?includeDeleted=false&workspaceIds=" + AirbyteSeeds.ANALYTICS + "&limit=10&limit=10&offset=0");
	}

	@Test
	void narrowsListsToWorkspaces() throws Exception {
		assertThat(workspaces("?limit=100&workspaceIds=" + AirbyteSeeds.MARKETING))
			.containsOnly(AirbyteSeeds.MARKETING);
		String both = AirbyteSeeds.MARKETING + "," + AirbyteSeeds.ANALYTICS;
		assertThat(workspaces("?limit=100&workspaceIds=" + both)).hasSize(35);
		assertThat(workspaces("?limit=100&workspaceIds=" + both.replace(",", "&workspaceIds="))).hasSize(35);
		assertThat(workspaces("?limit=100&includeDeleted=true")).hasSize(37);
		JsonNode refused = this.airbyte.get(403, "/connections?workspaceIds=" + both + "," + AirbyteSeeds.FINANCE);
		assertThat(refused.path("title").stringValue()).isEqualTo("forbidden");
	}

	private List<String> workspaces(String query) throws Exception {
		List<String> ids = new ArrayList<>();
		this.airbyte.get("/connections" + query)
			.path("data")
			.forEach((connection) -> ids.add(connection.path("workspaceId").stringValue()));
		return ids;
	}

	@Test
	void narrowsListsToTags() throws Exception {
		JsonNode tag = this.airbyte.get("/tags").at("/data/1");
		JsonNode page = this.airbyte.get("/connections?tagIds=" + tag.path("tagId").stringValue());
		assertThat(page.path("data")).hasSize(3)
			.allSatisfy((connection) -> assertThat(connection.at("/tags/0/name").stringValue()).isEqualTo("nightly"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "limit=0", "limit=101", "limit=-1", "offset=-1" })
	void refusesPagesOutOfBounds(String query) throws Exception {
		for (String list : List.of("/connections", "/sources", "/destinations", "/workspaces")) {
			JsonNode body = this.airbyte.get(400, list + "?" + query);
			assertThat(body.propertyNames()).containsExactly("errorId");
		}
	}

	@Test
	void refusesParametersOfTheWrongType() throws Exception {
		JsonNode body = this.airbyte.get(400, "/connections?limit=x");
		assertThat(body.path("message").stringValue()).isEqualTo("Bad Request");
		assertThat(body.at("/_links/self/href").stringValue()).isEqualTo("/v1/connections");
		assertThat(body.at("/_embedded/errors")).hasSize(1);
		this.airbyte.get(400, "/connections?workspaceIds=x");
		this.airbyte.get(400, "/connections/x");
	}

	@ParameterizedTest
	@CsvSource({ "connections,connection", "sources,source", "destinations,destination", "workspaces,workspace" })
	void forbidsUnknownIdsUnlessTheCallerIsAnAdmin(String list, String type) throws Exception {
		JsonNode forbidden = this.airbyte.get(403, "/" + list + "/" + UNKNOWN);
		assertThat(forbidden.propertyNames()).containsExactlyInAnyOrder("status", "type", "title", "detail",
				"documentationUrl", "data");
		assertThat(forbidden.path("documentationUrl").isNull()).isTrue();
		this.airbyte.control("{'adminMode':true}");
		JsonNode missing = this.airbyte.get(404, "/" + list + "/" + UNKNOWN);
		assertThat(missing.path("title").stringValue()).isEqualTo("resource-not-found");
		assertThat(missing.at("/data/resourceType").stringValue()).isEqualTo(type);
		assertThat(missing.at("/data/resourceId").stringValue()).isEqualTo(UNKNOWN);
	}

	@Test
	void hidesTheThirdWorkspace() throws Exception {
		assertThat(this.airbyte.get("/workspaces").path("data")).hasSize(2);
		this.airbyte.get(403, "/workspaces/" + AirbyteSeeds.FINANCE);
		this.airbyte.get(403, "/workspaces/" + AirbyteSeeds.FINANCE.toUpperCase(Locale.ROOT));
		this.airbyte.get(403, "/connections/" + ConnectionSeeds.id(37));
		assertThat(this.airbyte.get("/workspaces/" + AirbyteSeeds.ANALYTICS).path("name").stringValue())
			.isEqualTo("Analytics");
	}

	@Test
	void stillShowsDeletedConnections() throws Exception {
		assertThat(this.airbyte.get("/connections/" + ConnectionSeeds.id(24)).path("status").stringValue())
			.isEqualTo("deprecated");
	}

	@Test
	void masksSecrets() throws Exception {
		JsonNode source = this.airbyte.get("/sources/a1d94f72-6c03-4be8-8d2f-3e7b10c95a64");
		assertThat(source).isEqualTo(SandboxJson.read("""
				{"sourceId":"a1d94f72-6c03-4be8-8d2f-3e7b10c95a64","name":"Prod Postgres","sourceType":"postgres",
				 "definitionId":"decd338e-5647-4c0b-adf4-da0e75f5a750",
				 "workspaceId":"3b86d0f4-e25a-47c9-a0d8-914c6e7f52b3",
				 "configuration":{"host":"db.example.com","password":"**********"},"createdAt":1767225600}
				"""));
		for (String path : List.of("/sources", "/destinations", "/connections",
				"/sources/" + AirbyteSeeds.actorId(ActorKind.SOURCE, 5) + "?includeSecretCoordinates=true")) {
			assertThat(this.airbyte.get(path).toString()).doesNotContain("s3cr3t-canary");
		}
	}

	@Test
	void listsTheStreamsOfASource() throws Exception {
		String query = "/streams?sourceId=" + AirbyteSeeds.actorId(ActorKind.SOURCE, 1);
		JsonNode users = this.airbyte.get(query + "&destinationId=" + AirbyteSeeds.actorId(ActorKind.DESTINATION, 1))
			.path(0);
		assertThat(users.path("streamName").stringValue()).isEqualTo("users");
		assertThat(users.path("streamnamespace").stringValue()).isEqualTo("public");
		assertThat(users.path("syncModes")).hasSize(4);
		assertThat(users.path("propertyFields").toString()).contains("[\"address\"],[\"address\",\"city\"]");
		assertThat(this.airbyte.get(query).path(0).has("syncModes")).isFalse();
	}

	@Test
	void hasEveryKindOfState() throws Exception {
		assertThat(state(AirbyteSeeds.EXAMPLE).at("/streamState/0/streamState/updated_at").stringValue())
			.isEqualTo("2026-01-05T10:00:00Z");
		assertThat(state(ConnectionSeeds.id(3)).at("/globalState/shared_state/lsn").intValue()).isEqualTo(1);
		assertThat(state(ConnectionSeeds.id(6)).path("stateType").stringValue()).isEqualTo("legacy");
		assertThat(state(ConnectionSeeds.id(2)).propertyNames()).containsExactly("stateType", "connectionId");
		this.airbyte.config(403, "/state/get", "{'connectionId':'" + UNKNOWN + "'}");
		this.airbyte.control("{'adminMode':true}");
		assertThat(this.airbyte.config(404, "/state/get", "{'connectionId':'" + UNKNOWN + "'}").path("message"))
			.hasToString("\"Could not find configuration for STANDARD_SYNC: " + UNKNOWN + ".\"");
	}

	private JsonNode state(String connectionId) throws Exception {
		return this.airbyte.config(200, "/state/get", "{'connectionId':'" + connectionId + "'}");
	}

	@Test
	void servesBothPublicRoots() throws Exception {
		HttpResponse<String> response = this.airbyte.raw().get("/sandbox/airbyte/api/public/v1/connections?limit=1");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(SandboxClient.json(response).path("next").stringValue()).contains("/sandbox/airbyte/v1/");
	}

	@Test
	void answersWhatItDoesNotHave() throws Exception {
		assertThat(this.airbyte.get(404, "/nonsense")).isEqualTo(
				SandboxJson.read("{\"message\":\"The current request is not defined by this API.\",\"code\":404}"));
		JsonNode put = SandboxClient.json(this.airbyte.raw().send("PUT", "/sandbox/airbyte/v1/connections", "{}"));
		assertThat(put.path("message").stringValue()).isEqualTo("Method Not Allowed");
		assertThat(this.airbyte.raw().get("/sandbox/airbyte/v1/").statusCode()).isEqualTo(302);
		assertThat(this.airbyte.raw().get("/sandbox/airbyte/v1/health").body()).isEqualTo("Successful operation");
		assertThat(this.airbyte.raw().get("/sandbox/airbyte/api/v1/health").body()).isEqualTo("{\"available\":true}");
	}

	@Test
	void canShowAStatusOfTheFuture() throws Exception {
		String path = "/connections/" + ConnectionSeeds.FUTURE;
		assertThat(this.airbyte.get(path).path("status").stringValue()).isEqualTo("active");
		this.airbyte.control("{'futureStatus':true}");
		assertThat(this.airbyte.get(path).path("status").stringValue()).isEqualTo("paused_by_policy");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{\"nonsense\":0}", "{\"adminMode\":1}", "{\"tokenLifetimeSeconds\":1.5}",
			"{\"discoverDelayMs\":-1}", "{\"jobOutcome\":\"x\"}", "{\"outcomes\":{\"x\":1}}",
			"{\"jobDuration\":\"soon\"}" })
	void refusesSwitchesThatMakeNoSense(String body) throws Exception {
		HttpResponse<String> response = this.airbyte.raw().patch("/sandbox/airbyte/_control", body);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(SandboxClient.json(response).path("message").stringValue()).isNotEmpty();
	}

	@Test
	void generatesConnectionsForLongWalks() throws Exception {
		assertThat(this.airbyte.raw().post("/sandbox/airbyte/_control/seed", "{\"count\":100000}").statusCode())
			.isEqualTo(201);
		JsonNode last = this.airbyte.get("/connections?limit=100&offset=100000");
		assertThat(last.path("data")).hasSize(35);
		String id = last.at("/data/34/connectionId").stringValue();
		assertThat(this.airbyte.get("/connections/" + id).path("name").stringValue()).isEqualTo("Generated 100000");
		assertThat(this.airbyte.raw().post("/sandbox/airbyte/_control/seed", "{\"count\":0}").statusCode())
			.isEqualTo(400);
	}

}
