package io.patchbay.sandbox.airbyte;

import java.util.List;

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
class AirbyteWriteTests {

	private static final String EXAMPLE = "/connections/" + AirbyteSeeds.EXAMPLE;

	private static final String SOURCE = AirbyteSeeds.actorId(ActorKind.SOURCE, 1);

	private static final String DESTINATION = AirbyteSeeds.actorId(ActorKind.DESTINATION, 1);

	private static final String ENDS = "'sourceId':'" + SOURCE + "','destinationId':'" + DESTINATION + "'";

	private final AirbyteClient airbyte;

	AirbyteWriteTests(@LocalServerPort int port) {
		this.airbyte = new AirbyteClient(port);
	}

	@BeforeEach
	void start() throws Exception {
		this.airbyte.start();
	}

	@Test
	void createsWithEverythingWhenNothingIsSaid() throws Exception {
		JsonNode created = this.airbyte.post(200, "/connections", "{" + ENDS + "}");
		assertThat(created.path("name").stringValue()).isEqualTo("Prod Postgres <> Warehouse");
		assertThat(created.at("/schedule/scheduleType").stringValue()).isEqualTo("manual");
		assertThat(created.at("/configurations/streams")).hasSize(7)
			.allSatisfy(
					(stream) -> assertThat(stream.path("syncMode").stringValue()).isEqualTo("full_refresh_overwrite"));
		assertThat(created.path("workspaceId").stringValue()).isEqualTo(AirbyteSeeds.ANALYTICS);
		assertThat(created.path("status").stringValue()).isEqualTo("active");
		assertThat(created.path("prefix").stringValue()).isEmpty();
		assertThat(created.path("tags")).isEmpty();
		assertThat(this.airbyte.get("/connections/" + created.path("connectionId").stringValue())).isEqualTo(created);
	}

	@Test
	void createsAsPyAirbyteDoes() throws Exception {
		JsonNode created = this.airbyte
			.post(200, "/connections", "{'configurations':{'streams':[{'name':'users'}]}," + ENDS + ",'name':'Mine',"
					+ "'namespaceDefinition':'destination','nonBreakingSchemaUpdatesBehavior':'ignore','prefix':''}");
		assertThat(created.at("/configurations/streams/0/namespace").stringValue()).isEqualTo("public");
		assertThat(created.path("name").stringValue()).isEqualTo("Mine");
	}

	@Test
	void refusesToCreateWithoutFittingEnds() throws Exception {
		this.airbyte.post(400, "/connections", "{}");
		this.airbyte.post(403, "/connections",
				"{" + ENDS.replace(SOURCE, "99999999-9999-4999-8999-999999999999") + "}");
		this.airbyte.post(500, "/connections",
				"{" + ENDS.replace(DESTINATION, AirbyteSeeds.actorId(ActorKind.DESTINATION, 4)) + "}");
		this.airbyte.delete(204, "/sources/" + SOURCE);
		JsonNode missing = this.airbyte.post(404, "/connections", "{" + ENDS + "}");
		assertThat(missing.at("/data/resourceType").stringValue()).isEqualTo("source");
	}

	@Test
	void failsWhenTheDiscoveryFails() throws Exception {
		this.airbyte.control("{'discoverFails':true}");
		JsonNode failed = this.airbyte.post(500, "/connections", "{" + ENDS + "}");
		assertThat(failed.path("title").stringValue()).isEqualTo("unexpected-problem");
		assertThat(failed.at("/data/message").stringValue()).startsWith("Something went wrong in the connector. logs:");
	}

	@Test
	void keepsWhatAPatchDoesNotMention() throws Exception {
		JsonNode before = this.airbyte.get(EXAMPLE);
		JsonNode after = this.airbyte.patch(200, EXAMPLE,
				"{'name':null,'prefix':'','nonsense':1,'sourceId':'x','configurations':{'streams':[]}}");
		assertThat(after.path("prefix").stringValue()).isEmpty();
		assertThat(after.path("name")).isEqualTo(before.path("name"));
		assertThat(after.path("sourceId")).isEqualTo(before.path("sourceId"));
		assertThat(after.path("configurations")).isEqualTo(before.path("configurations"));
	}

	@Test
	void replacesTheStreamsAndForgetsTheStateOfChangedOnes() throws Exception {
		JsonNode patched = this.airbyte.patch(200, EXAMPLE, "{'configurations':{'streams':[{'name':'users'}]}}");
		assertThat(patched.at("/configurations/streams")).hasSize(1);
		assertThat(patched.at("/configurations/streams/0/syncMode").stringValue()).isEqualTo("full_refresh_overwrite");
		assertThat(this.airbyte.config(200, "/state/get", "{'connectionId':'" + AirbyteSeeds.EXAMPLE + "'}")
			.path("streamState")).isEmpty();
	}

	@Test
	void keepsTheStateOfStreamsThatKeepTheirMode() throws Exception {
		this.airbyte.patch(200, EXAMPLE,
				"{'configurations':{'streams':[{'name':'users','syncMode':'INCREMENTAL_DEDUPED_HISTORY'}]}}");
		assertThat(this.airbyte.config(200, "/state/get", "{'connectionId':'" + AirbyteSeeds.EXAMPLE + "'}")
			.path("streamState")).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{'name':'nothing'}|No streams found with name [nothing] and namespace [null].
					{'name':'customers'}|Multiple streams found with name [customers]
					{'name':'users'},{'name':'users','namespace':'x'}|Duplicate stream found in configuration for stream name [users]
					{'name':'settings','syncMode':'incremental_append'}|Cannot set sync mode to incremental_append for stream settings
					{'name':'users','syncMode':'full_refresh_update'}|Cannot set sync mode to full_refresh_update for stream users
					{'name':'products','syncMode':'incremental_append'}|No default cursor field found for stream: products
					{'name':'users','syncMode':'incremental_append','cursorField':['x']}|Invalid cursor field for stream: users
					{'name':'users','primaryKey':[['email']]}|Primary key for stream: users is already pre-defined
					{'name':'events','syncMode':'incremental_deduped_history'}|A primary key is needed for stream: events
					{'name':'users','selectedFields':[]}|No fields selected for stream users
					""")
	void refusesStreamsThatDoNotFit(String streams, String message) throws Exception {
		JsonNode refused = this.airbyte.patch(400, EXAMPLE, "{'configurations':{'streams':[" + streams + "]}}");
		assertThat(refused.path("title").stringValue()).isEqualTo("bad-request");
		assertThat(refused.at("/data/message").stringValue()).startsWith(message);
	}

	@Test
	void refusesToPatchALockedConnection() throws Exception {
		JsonNode refused = this.airbyte.patch(409, "/connections/" + ConnectionSeeds.id(27), "{'name':'x'}");
		assertThat(refused.path("type").stringValue()).isEqualTo("error:connection/locked");
		assertThat(refused.at("/data/connectionId").stringValue()).isEqualTo(ConnectionSeeds.id(27));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'status':'ACTIVE','namespaceDefinition':'Source'}", "{'status':'inactive'}" })
	void matchesEnumsInAnyCase(String body) throws Exception {
		this.airbyte.patch(200, EXAMPLE, body);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'status':'sleepy'}", "{'schedule':{}}", "{'schedule':{'scheduleType':'basic'}}",
			"{'configurations':{'streams':[{}]}}", "{'configurations':{'streams':[{'name':'users','syncMode':'x'}]}}" })
	void refusesValuesThatDoNotExist(String body) throws Exception {
		assertThat(this.airbyte.patch(400, EXAMPLE, body).path("message").stringValue()).isEqualTo("Bad Request");
	}

	@Test
	void deletesSoftlyAndAgain() throws Exception {
		this.airbyte.delete(204, EXAMPLE);
		this.airbyte.delete(204, EXAMPLE);
		assertThat(this.airbyte.get(EXAMPLE).path("status").stringValue()).isEqualTo("deprecated");
		assertThat(this.airbyte.get("/connections?limit=100").path("data")).hasSize(34);
		assertThat(this.airbyte.get("/connections?limit=100&includeDeleted=true").path("data")).hasSize(37);
	}

	@Test
	void killsTheRunningSyncOfADeletedConnection() throws Exception {
		JsonNode job = this.airbyte.post(200, "/jobs",
				"{'connectionId':'" + AirbyteSeeds.EXAMPLE + "','jobType':'sync'}");
		this.airbyte.delete(204, EXAMPLE);
		assertThat(this.airbyte.get("/jobs/" + job.path("jobId")).path("status").stringValue()).isEqualTo("cancelled");
	}

	@Test
	void deletesEveryConnectionOfADeletedSource() throws Exception {
		this.airbyte.delete(204, "/sources/" + SOURCE);
		assertThat(this.airbyte.get(EXAMPLE).path("status").stringValue()).isEqualTo("deprecated");
		assertThat(this.airbyte.get(404, "/sources/" + SOURCE).path("title").stringValue())
			.isEqualTo("resource-not-found");
		assertThat(this.airbyte.get("/connections?limit=100").path("data")).hasSize(29);
	}

	@Test
	void mergesConfigurationsAndKeepsMaskedSecrets() throws Exception {
		JsonNode patched = this.airbyte.patch(200, "/sources/" + SOURCE,
				"{'name':'Renamed','configuration':{'password':'**********','tunnel':{'method':'none'}}}");
		assertThat(patched.path("name").stringValue()).isEqualTo("Renamed");
		assertThat(patched.at("/configuration/host").stringValue()).isEqualTo("db.example.com");
		assertThat(patched.at("/configuration/tunnel/method").stringValue()).isEqualTo("none");
		assertThat(patched.at("/configuration/password").stringValue()).isEqualTo(Actor.MASK);
	}

	@Test
	void createsSourcesAndDestinations() throws Exception {
		String body = "{'name':'New','workspaceId':'" + AirbyteSeeds.ANALYTICS + "','configuration':%s}";
		JsonNode created = this.airbyte.post(200, "/sources", body.formatted("{'sourceType':'faker','count':5}"));
		assertThat(created.path("sourceType").stringValue()).isEqualTo("faker");
		this.airbyte.delete(204, "/sources/" + created.path("sourceId").stringValue());
		this.airbyte.post(422, "/destinations", body.formatted("{}"));
		assertThat(this.airbyte.post(400, "/destinations", body.formatted("{'destinationType':'x'}"))
			.path("title")
			.stringValue()).isEqualTo("value-not-found");
	}

	@Test
	void createsPatchesAndDeletesWorkspaces() throws Exception {
		JsonNode created = this.airbyte.post(200, "/workspaces", "{'name':'New'}");
		String path = "/workspaces/" + created.path("workspaceId").stringValue();
		assertThat(this.airbyte.patch(200, path, "{'name':'Newer'}").path("name").stringValue()).isEqualTo("Newer");
		this.airbyte.delete(204, path);
		this.airbyte.get(403, path);
	}

	@Test
	void writesStateUnlessASyncRuns() throws Exception {
		String body = "{'connectionId':'%1$s','connectionState':{'stateType':'stream','connectionId':'%1$s',"
			.formatted(AirbyteSeeds.EXAMPLE)
				+ "'streamState':[{'streamDescriptor':{'name':'orders'},'streamState':{'id':7}}]}}";
		JsonNode written = this.airbyte.config(200, "/state/create_or_update_safe", body);
		assertThat(written.at("/streamState/0/streamState/id").intValue()).isEqualTo(7);
		assertThat(written.path("streamState")).hasSize(1);
		this.airbyte.config(403, "/state/create_or_update", body);
		this.airbyte.post(200, "/jobs", "{'connectionId':'" + AirbyteSeeds.EXAMPLE + "','jobType':'sync'}");
		assertThat(this.airbyte.config(423, "/state/create_or_update_safe", body).path("message").stringValue())
			.isEqualTo("State cannot be updated while a sync is running for this connection.");
	}

	@Test
	void showsTheWholeCatalogInTheConfigApi() throws Exception {
		JsonNode connection = this.airbyte.config(200, "/web_backend/connections/get",
				"{'connectionId':'" + AirbyteSeeds.EXAMPLE + "','withRefreshedCatalog':false}");
		assertThat(connection.at("/scheduleData/cron/cronExpression").stringValue()).isEqualTo("0 0 */6 * * ?");
		assertThat(connection.at("/scheduleData/cron/cronTimeZone").stringValue()).isEqualTo("UTC");
		assertThat(connection.at("/syncCatalog/streams")).hasSize(7);
		assertThat(connection.at("/syncCatalog/streams/0/config/destinationSyncMode").stringValue())
			.isEqualTo("append_dedup");
		assertThat(connection.at("/syncCatalog/streams/2/config/selected").booleanValue()).isFalse();
		assertThat(connection.at("/source/sourceName").stringValue()).isEqualTo("Postgres");
		assertThat(connection.path("latestSyncJobStatus").stringValue()).isEqualTo("succeeded");
		assertThat(connection.toString()).doesNotContain("s3cr3t-canary");
	}

	@Test
	void changesConnectionsThroughTheConfigApi() throws Exception {
		JsonNode changed = this.airbyte.config(200, "/web_backend/connections/update", "{'connectionId':'"
				+ AirbyteSeeds.EXAMPLE + "','name':'Mine','scheduleType':'cron',"
				+ "'scheduleData':{'cron':{'cronExpression':'0 0 9 ? * MON-FRI','cronTimeZone':'Europe/Berlin'}}}");
		assertThat(changed.path("name").stringValue()).isEqualTo("Mine");
		assertThat(this.airbyte.get(EXAMPLE).at("/schedule/cronExpression").stringValue())
			.isEqualTo("0 0 9 ? * MON-FRI Europe/Berlin");
		assertThat(this.airbyte.config(200, "/connections/list", "{'workspaceId':'" + AirbyteSeeds.MARKETING + "'}")
			.path("connections")).hasSize(11);
		this.airbyte.config(204, "/connections/delete", "{'connectionId':'" + AirbyteSeeds.EXAMPLE + "'}");
	}

	@Test
	void checksConnectionsAndKnowsItsOrganization() throws Exception {
		String body = "{'sourceId':'" + SOURCE + "'}";
		assertThat(this.airbyte.config(200, "/sources/check_connection", body).path("status").stringValue())
			.isEqualTo("succeeded");
		this.airbyte.control("{'checkFails':true}");
		assertThat(this.airbyte.config(200, "/sources/check_connection", body).path("status").stringValue())
			.isEqualTo("failed");
		JsonNode info = this.airbyte.config(200, "/workspaces/get_organization_info",
				"{'workspaceId':'" + AirbyteSeeds.ANALYTICS + "'}");
		assertThat(info.path("organizationId").stringValue()).isEqualTo(AirbyteSeeds.ORGANIZATION);
		assertThat(this.airbyte.get("/organizations").path("data")).hasSize(1);
		for (String path : List.of("/regions?organizationId=" + AirbyteSeeds.ORGANIZATION,
				"/connector_definitions?type=source", "/tags")) {
			assertThat(this.airbyte.get(path).path("data")).isNotEmpty();
		}
	}

}
