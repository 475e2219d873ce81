package io.patchbay;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every operation that the platforms' own clients have, done through the one API: which
 * call replaces it, and which calls the platform really got. The table is written to
 * {@code target/seed-operations.md}.
 */
@GatewayTest
class SeedOperationsTests {

	private static final String JSON = "application/json";

	private static final String PATCH = "application/merge-patch+json";

	private static final String ANALYTICS = "3b86d0f4-e25a-47c9-a0d8-914c6e7f52b3";

	private final List<String> table = new ArrayList<>(
			List.of("| platform | operation | unified call | answer | upstream calls |", "|---|---|---|---|---|"));

	@LocalServerPort
	private int port;

	private GatewayClient gateway;

	@BeforeEach
	void connect() {
		this.gateway = GatewayClient.of(this.port);
		this.gateway.heal();
	}

	@AfterEach
	void heal() {
		this.gateway.heal();
	}

	@Test
	void everyOperationHasAUnifiedCall() throws IOException {
		maestro();
		wallaroo();
		airbyte();
		airbyteSyncs();
		Files.createDirectories(Path.of("target"));
		Files.write(Path.of("target/seed-operations.md"), this.table);
		assertThat(this.table).hasSizeGreaterThan(35);
	}

	private void maestro() {
		JsonNode page = row("maestro", "list", "GET", "/connections?backend=maestro&limit=200", null, 200,
				"GET /connections");
		String id = page.path("items").path(5).path("id").stringValue();
		row("maestro", "delete", "DELETE", "/connections/" + id, null, 204, "DELETE /connections/");
		JsonNode plan = row("maestro", "delete inactive: plan", "POST", "/cleanup-plans",
				"{'backend':'maestro','olderThan':'P60D'}", 201, "GET /connections");
		assertThat(plan.path("candidateCount").asInt()).isPositive();
		assertThat(recorded("maestro", "DELETE")).isEmpty();
		JsonNode report = row("maestro", "delete inactive: execute", "POST",
				"/cleanup-plans/" + plan.path("id").stringValue() + "/execute",
				"{'confirm':'" + plan.path("confirm").stringValue() + "'}", 200, "DELETE /connections/");
		assertThat(report.path("deleted").asInt()).isEqualTo(plan.path("candidateCount").asInt());
	}

	private void wallaroo() {
		JsonNode made = row("wallaroo", "create", "POST", "/connections",
				"{'backend':'wallaroo','name':'seed-operations','type':'HTTP','details':{'host':'example.com'}}", 201,
				"POST /v1/api/connections/create");
		String id = made.path("id").stringValue();
		String place = "/connections/" + id + "/workspaces/wallaroo~33";
		row("wallaroo", "add to workspace", "PUT", place, null, 201, "POST /v1/api/connections/add_to_workspace");
		JsonNode listed = row("wallaroo", "list in workspace", "GET", "/connections?workspace=wallaroo~33&limit=200",
				null, 200, "POST /v1/api/connections/list");
		assertThat(GatewayClient.ids(listed)).contains(id);
		JsonNode named = row("wallaroo", "get by name", "GET", "/connections?backend=wallaroo&name=seed-operations",
				null, 200, "POST /v1/api/connections/get");
		assertThat(GatewayClient.ids(named)).containsExactly(id);
		row("wallaroo", "get by id", "GET", "/connections/" + id, null, 200, "POST /v1/api/connections/get_by_id");
		row("wallaroo", "remove from workspace", "DELETE", place, null, 204,
				"POST /v1/api/connections/remove_from_workspace");
		row("wallaroo", "delete", "DELETE", "/connections/" + id, null, 204, "POST /v1/api/connections/delete");
		row("wallaroo", "get by id, gone", "GET", "/connections/" + id, null, 404,
				"POST /v1/api/connections/get_by_id");
	}

	private void airbyte() {
		String source = actor("sources", "{'sourceType':'postgres'}", "sourceId");
		String destination = actor("destinations", "{'destinationType':'snowflake'}", "destinationId");
		JsonNode made = row("airbyte", "deploy connection", "POST", "/connections",
				"{'backend':'airbyte','name':'Seed operations','source':{'id':'" + source + "'},'destination':{'id':'"
						+ destination + "'}}",
				201, "POST /connections");
		String call = "/connections/" + made.path("id").stringValue();
		String stream = made.path("streams").path(0).path("name").stringValue();
		row("airbyte", "check workspace", "GET", call + "/workspaces/airbyte~" + ANALYTICS, null, 200,
				"GET /connections/");
		patch("rename", call, "{'name':'Renamed'}", "name", "Renamed");
		patch("set table prefix", call, "{'tablePrefix':'seed_'}", "tablePrefix", "seed_");
		patch("select streams", call, "{'streams':[{'name':'" + stream + "'}]}", "name", "Renamed");
		patch("disable", call, "{'enabled':false}", "status", "INACTIVE");
		patch("enable", call, "{'enabled':true}", "status", "ACTIVE");
		for (String cron : List.of("0 0 * * *", "0 */6 * * *", "0 0 * * 0")) {
			JsonNode scheduled = patch("schedule " + cron, call,
					"{'schedule':{'type':'CRON','cron':'" + cron + "','timeZone':'UTC'}}", "name", "Renamed");
			assertThat(scheduled.path("schedule").path("type").stringValue()).isEqualTo("CRON");
		}
		JsonNode manual = patch("schedule manually", call, "{'schedule':null}", "name", "Renamed");
		assertThat(manual.path("schedule").path("type").stringValue()).isEqualTo("MANUAL");
		row("airbyte", "delete with source and destination", "DELETE", call + "?cascade=source,destination", null, 204,
				"DELETE /connections/", "DELETE /sources/", "DELETE /destinations/");
	}

	private void airbyteSyncs() {
		String connection = "/connections/airbyte~5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21";
		JsonNode run = row("airbyte", "run sync, not waiting", "POST", connection + "/syncs", "{}", 202, "POST /jobs");
		String sync = "/syncs/" + run.path("id").stringValue();
		row("airbyte", "job status", "GET", sync, null, 200, "GET /jobs/");
		JsonNode cancelled = row("airbyte", "cancel", "POST", sync + "/cancel", "", 200, "DELETE /jobs/");
		assertThat(cancelled.path("status").stringValue()).isEqualTo("CANCELLED");
		hurry();
		row("airbyte", "run sync, waiting", "POST", connection + "/syncs", "{}", 200, "POST /jobs", "GET /jobs/");
		for (String order : List.of("asc", "desc")) {
			JsonNode page = row("airbyte", "previous runs, " + order, "GET",
					connection + "/syncs?limit=2&order=" + order, null, 200, "GET /jobs");
			row("airbyte", "previous runs, " + order + ", further on", "GET",
					connection + "/syncs?limit=2&order=" + order + "&cursor=" + page.path("next").stringValue(), null,
					200, "GET /jobs");
		}
		JsonNode latest = row("airbyte", "latest result", "GET", connection + "/syncs?limit=1", null, 200, "GET /jobs");
		assertThat(latest.path("items").path(0).path("status").stringValue()).isEqualTo("SUCCEEDED");
		String ended = "/syncs/" + GatewayClient.ids(latest).getFirst();
		JsonNode result = row("airbyte", "one result by id", "GET", ended, null, 200, "GET /jobs/");
		assertThat(result.path("records").asLong()).isPositive();
		assertThat(result.path("bytes").asLong()).isPositive();
		text("airbyte", "full log text", ended + "/logs?tail=3", "POST /jobs/get");
		row("airbyte", "state", "GET", connection + "/state", null, 200, "POST /state/get");
		row("airbyte", "catalog", "GET", connection + "/catalog", null, 200, "POST /web_backend/connections/get");
	}

	// A run of the sandbox takes some seconds, which nobody has to wait for.
	private void hurry() {
		Thread.ofVirtual().start(() -> {
			await().until(() -> !recorded("airbyte", "POST /jobs").isEmpty());
			this.gateway.advance("PT1M");
		});
	}

	private void text(String platform, String operation, String call, String upstream) {
		this.gateway.send("DELETE", "/sandbox/requests", null);
		HttpResponse<String> response = this.gateway.get(GatewayClient.API + call);
		assertThat(response.statusCode()).as(operation + ": " + response.body()).isEqualTo(200);
		assertThat(response.body().lines()).hasSize(3);
		List<String> made = recorded(platform, "");
		assertThat(made).as(operation).anyMatch((actual) -> actual.startsWith(upstream));
		this.table.add("| " + platform + " | " + operation + " | `GET " + call + "` | 200 | " + summary(made) + " |");
	}

	private JsonNode patch(String operation, String call, String body, String field, String value) {
		JsonNode patched = row("airbyte", operation, "PATCH", call, body, 200, "PATCH /connections/");
		assertThat(patched.path(field).stringValue()).isEqualTo(value);
		return patched;
	}

	private JsonNode row(String platform, String operation, String method, String call, String body, int status,
			String... upstream) {
		this.gateway.send("DELETE", "/sandbox/requests", null);
		HttpResponse<String> response = (body != null)
				? this.gateway.send(method, GatewayClient.API + call, body.replace('\'', '"'), "Content-Type",
						method.equals("PATCH") ? PATCH : JSON, "Prefer",
						operation.endsWith(", waiting") ? "wait=25" : "respond-async")
				: this.gateway.send(method, GatewayClient.API + call, null);
		assertThat(response.statusCode()).as(operation + ": " + response.body()).isEqualTo(status);
		List<String> made = recorded(platform, "");
		for (String expected : upstream) {
			assertThat(made).as(operation).anyMatch((actual) -> actual.startsWith(expected));
		}
		this.table.add("| " + platform + " | " + operation + " | `" + method + " " + call + "` | " + status + " | "
				+ summary(made) + " |");
		return response.body().isEmpty() ? null : GatewayClient.json(response);
	}

	private List<String> recorded(String platform, String method) {
		return this.gateway.read("/sandbox/requests?platform=" + platform)
			.path("items")
			.valueStream()
			.map((item) -> item.path("method").stringValue() + " "
					+ item.path("path").stringValue().replaceFirst("^/(api/(public/)?)?v1(?!/api)", ""))
			.filter((item) -> item.startsWith(method))
			.toList();
	}

	private static String summary(List<String> made) {
		List<String> distinct = made.stream().distinct().toList();
		return "`" + String.join("`, `", distinct.subList(0, Math.min(6, distinct.size()))) + "`"
				+ ((distinct.size() > 6) ? " and " + (made.size() - 6) + " more" : "");
	}

	// Airbyte's sources and destinations are not Patchbay's business: the platform's own
	// API makes them.
	private String actor(String kind, String configuration, String id) {
		JsonNode token = GatewayClient.json(this.gateway.send("POST", "/sandbox/airbyte/v1/applications/token",
				"{\"client_id\":\"sandbox-client\",\"client_secret\":\"sandbox-secret\"}", "Content-Type", JSON));
		HttpResponse<String> made = this.gateway.send("POST", "/sandbox/airbyte/v1/" + kind,
				("{'name':'Seed operations','workspaceId':'" + ANALYTICS + "','configuration':" + configuration + "}")
					.replace('\'', '"'),
				"Content-Type", JSON, "Authorization", "Bearer " + token.path("access_token").stringValue());
		assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
		return GatewayClient.json(made).path(id).stringValue();
	}

}
