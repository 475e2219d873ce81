package io.patchbay;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a caller finds at a gateway with the profile {@code sandbox}, in whatever way it
 * was started. It sees HTTP alone.
 */
interface BlackBox {

	/**
	 * The gateway.
	 * @return a caller that has the sandbox's key
	 */
	GatewayClient gateway();

	@Test
	default void itIsReadyAndAlive() {
		GatewayClient anybody = gateway().as("");
		for (String probe : List.of("/actuator/health/readiness", "/actuator/health/liveness")) {
			assertThat(anybody.get(probe).body()).isEqualTo("{\"status\":\"UP\"}");
		}
	}

	@Test
	default void documentAndItsPageAreThere() {
		GatewayClient anybody = gateway().as("");
		assertThat(anybody.get("/v3/api-docs").body()).contains("\"openapi\":\"3.", "/api/v1/connections");
		assertThat(anybody.get("/swagger-ui/index.html").body()).contains("swagger-ui");
		assertThat(anybody.get("/").statusCode()).isEqualTo(302);
	}

	@Test
	default void callersNeedAKey() {
		HttpResponse<String> refused = gateway().as("").get("/api/v1/backends");
		assertThat(refused.statusCode()).isEqualTo(401);
		JsonNode problem = GatewayClient.json(refused);
		assertThat(gateway().as("").get(path(problem.path("type").stringValue())).statusCode()).isEqualTo(200);
	}

	private static String path(String type) {
		return java.net.URI.create(type).getPath();
	}

	@Test
	default void listSpansAllPlatforms() {
		JsonNode page = gateway().read("/api/v1/connections?limit=200");
		assertThat(page.path("complete").booleanValue()).isTrue();
		for (String backend : List.of("airbyte", "maestro", "wallaroo")) {
			assertThat(GatewayClient.outcome(page, backend).path("outcome").stringValue()).isEqualTo("OK");
		}
		List<String> ids = gateway().walk("/api/v1/connections?limit=100");
		assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(100);
	}

	@Test
	default void writeIsDoneOnce() {
		String body = "{\"backend\":\"wallaroo\",\"name\":\"black-box\",\"type\":\"HTTP\",\"details\":{\"password\":\"hunter2\"}}";
		List<HttpResponse<String>> answers = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			answers.add(gateway().send("POST", "/api/v1/connections", body, "Content-Type", "application/json",
					"Idempotency-Key", "black-box-" + this.getClass().getSimpleName()));
		}
		assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(201, 201);
		assertThat(answers.get(1).body()).isEqualTo(answers.get(0).body()).doesNotContain("hunter2");
		assertThat(answers.get(1).headers().firstValue("Idempotency-Replayed")).contains("true");
		String id = GatewayClient.json(answers.get(0)).path("id").stringValue();
		assertThat(gateway().get("/api/v1/connections/" + id).statusCode()).isEqualTo(200);
	}

	@Test
	default void syncRunsAndIsWatchedToItsEnd() {
		String connection = "airbyte~c0000000-0000-4000-8000-000000000001";
		JsonNode run = GatewayClient.json(gateway().send("POST", "/api/v1/connections/" + connection + "/syncs",
				"{\"onConflict\":\"ATTACH\"}", "Content-Type", "application/json"));
		String id = run.path("id").stringValue();
		assertThat(
				gateway().send("POST", "/sandbox/clock", "{\"advance\":\"PT1H\"}", "Content-Type", "application/json")
					.statusCode())
			.isEqualTo(200);
		assertThat(gateway().get("/api/v1/syncs/" + id + "/events").body()).contains("event:done");
		await().atMost(Duration.ofSeconds(10))
			.until(() -> gateway().read("/api/v1/syncs/" + id).path("terminal").booleanValue());
	}

	@Test
	default void cleanupIsPlannedAndWantsToBeConfirmed() {
		HttpResponse<String> made = post("/api/v1/cleanup-plans", "{\"backend\":\"maestro\"}");
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		JsonNode plan = GatewayClient.json(made);
		String path = "/api/v1/cleanup-plans/" + plan.path("id").stringValue();
		assertThat(gateway().read(path).path("candidateCount")).isEqualTo(plan.path("candidateCount"));
		HttpResponse<String> refused = post(path + "/execute", "{\"confirm\":\"delete everything\"}");
		assertThat(refused.statusCode()).isBetween(409, 422);
	}

	private HttpResponse<String> post(String path, String body) {
		return gateway().send("POST", path, body, "Content-Type", "application/json");
	}

}
