package io.patchbay;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
class GatewayWriteTests {

	private static final String WALLAROO = """
			{"backend":"wallaroo","name":"made here","type":"POSTGRES","details":{"host":"db","password":"s3cr3t-canary-made"},
			"workspace":"wallaroo~33"}""";

	private static final String AIRBYTE = """
			{"backend":"airbyte","name":"made here","source":{"id":"a1d94f72-6c03-4be8-8d2f-3e7b10c95a64"},
			"destination":{"id":"c7be2058-91fa-4d3e-b6a7-58f204d1e93b"},"schedule":{"cron":"0 */6 * * *"}}""";

	private static final String EXAMPLE = "/api/v1/connections/airbyte~5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21";

	private static final Map<String, String> CREATE = Map.of("wallaroo", "/connections/create", "airbyte",
			"/connections");

	private GatewayClient gateway;

	@BeforeEach
	void startAnew(@LocalServerPort int port) {
		this.gateway = GatewayClient.of(port);
		this.gateway.heal();
	}

	@Test
	void madeConnectionIsWhereItsLocationSays() {
		for (String body : List.of(WALLAROO, AIRBYTE)) {
			HttpResponse<String> made = post(body);
			assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
			assertThat(made.body()).doesNotContain("s3cr3t");
			HttpResponse<String> read = call("GET", header(made, "Location"), null);
			assertThat(read.statusCode()).isEqualTo(200);
			assertThat(GatewayClient.json(read).path("id")).isEqualTo(GatewayClient.json(made).path("id"));
			assertThat(state(read)).isEqualTo(state(made));
		}
	}

	@Test
	void maestroMakesNoConnections() {
		HttpResponse<String> refused = post("{\"backend\":\"maestro\",\"name\":\"x\"}");
		assertThat(refused.statusCode()).isEqualTo(501);
		assertThat(GatewayClient.json(refused).path("supportedBackends").valueStream().map(JsonNode::asString))
			.containsExactly("airbyte", "wallaroo");
		assertThat(post("{\"backend\":\"nowhere\",\"name\":\"x\"}").statusCode()).isEqualTo(404);
	}

	@Test
	void patchHonoursThePreconditionAndWritesOnlyWhatDiffers() {
		HttpResponse<String> read = call("GET", EXAMPLE, null);
		HttpResponse<String> changed = call("PATCH", EXAMPLE, "{\"name\":\"Renamed\",\"tablePrefix\":null}", "If-Match",
				header(read, "ETag"));
		assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
		assertThat(GatewayClient.json(changed).path("name").asString()).isEqualTo("Renamed");
		assertThat(state(changed)).isNotEqualTo(state(read)).isEqualTo(state(call("GET", EXAMPLE, null)));
		HttpResponse<String> late = call("PATCH", EXAMPLE, "{\"name\":\"Lost\"}", "If-Match", header(read, "ETag"));
		assertThat(late.statusCode()).isEqualTo(412);
		assertThat(call("PATCH", EXAMPLE, "{}").statusCode()).isEqualTo(200);
		assertThat(asked("airbyte", "PATCH", "/connections/")).isEqualTo(1);
	}

	@Test
	void patchOfAnotherPlatformNamesThoseThatCan() {
		HttpResponse<String> refused = call("PATCH", "/api/v1/connections/" + anyOf("maestro"), "{\"name\":\"x\"}");
		assertThat(refused.statusCode()).isEqualTo(501);
		assertThat(refused.body()).contains("\"supportedBackends\":[\"airbyte\"]");
	}

	@Test
	void deletedConnectionIsGone() {
		HttpResponse<String> made = post(WALLAROO);
		String place = header(made, "Location");
		assertThat(call("DELETE", place, null).statusCode()).isEqualTo(409);
		assertThat(call("DELETE", place + "?detach=true", null, "If-Match", "\"x\"").statusCode()).isEqualTo(412);
		HttpResponse<String> deleted = call("DELETE", place + "?detach=true", null, "If-Match", header(made, "ETag"));
		assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(204);
		assertThat(deleted.body()).isEmpty();
		assertThat(call("GET", place, null).statusCode()).isEqualTo(404);
		String maestro = "/api/v1/connections/" + anyOf("maestro");
		assertThat(call("DELETE", maestro, null).statusCode()).isEqualTo(204);
		assertThat(call("GET", maestro, null).statusCode()).isEqualTo(404);
		assertThat(call("DELETE", EXAMPLE, null).statusCode()).isEqualTo(204);
		assertThat(GatewayClient.json(call("GET", EXAMPLE, null)).path("status").asString()).isEqualTo("DELETED");
		assertThat(call("PATCH", EXAMPLE, "{\"name\":\"x\"}").statusCode()).isEqualTo(409);
	}

	@Test
	void connectionIsAttachedOnceAndDetached() {
		HttpResponse<String> made = post(WALLAROO.replace(",\n\"workspace\":\"wallaroo~33\"", ""));
		String workspace = header(made, "Location") + "/workspaces/wallaroo~33";
		assertThat(call("DELETE", workspace, null).statusCode()).isEqualTo(204);
		assertThat(call("PUT", workspace, null).statusCode()).isEqualTo(201);
		HttpResponse<String> again = call("PUT", workspace, null);
		assertThat(again.statusCode()).isEqualTo(200);
		assertThat(again.body()).contains("\"id\":\"wallaroo~33\"");
		assertThat(asked("wallaroo", "POST", "/add_to_workspace")).isEqualTo(1);
		assertThat(call("DELETE", workspace, null).statusCode()).isEqualTo(204);
		assertThat(call("GET", workspace, null).statusCode()).isEqualTo(404);
		String elsewhere = header(made, "Location") + "/workspaces/airbyte~33";
		assertThat(call("PUT", elsewhere, null).statusCode()).isEqualTo(409);
		assertThat(call("DELETE", elsewhere, null).statusCode()).isEqualTo(204);
	}

	@Test
	void fixedWorkspaceStaysAsItIs() {
		String here = EXAMPLE + "/workspaces/airbyte~3b86d0f4-e25a-47c9-a0d8-914c6e7f52b3";
		assertThat(call("PUT", here, null).statusCode()).isEqualTo(200);
		assertThat(call("DELETE", here, null).statusCode()).isEqualTo(501);
		HttpResponse<String> elsewhere = call("PUT",
				EXAMPLE + "/workspaces/airbyte~7c1e5a92-4d08-4b6f-9a3c-2f5e8d7b6041", null);
		assertThat(elsewhere.statusCode()).isEqualTo(409);
		assertThat(elsewhere.body()).contains("workspace-mismatch", "airbyte~3b86d0f4-e25a-47c9-a0d8-914c6e7f52b3");
	}

	@Test
	void sameKeyIsAnsweredTheSame() {
		HttpResponse<String> first = post(WALLAROO, "Idempotency-Key", "k1");
		HttpResponse<String> second = post(WALLAROO, "Idempotency-Key", "k1");
		assertThat(second.statusCode()).isEqualTo(201);
		assertThat(second.body()).isEqualTo(first.body());
		for (String header : List.of("Location", "ETag", "Content-Type")) {
			assertThat(header(second, header)).isEqualTo(header(first, header));
		}
		assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
		assertThat(header(second, "Idempotency-Replayed")).isEqualTo("true");
		HttpResponse<String> other = post(AIRBYTE, "Idempotency-Key", "k1");
		assertThat(other.statusCode()).isEqualTo(422);
		assertThat(other.body()).contains("idempotency-key-reused");
		HttpResponse<String> taken = post(WALLAROO, "Idempotency-Key", "k2");
		assertThat(taken.statusCode()).isEqualTo(409);
		HttpResponse<String> still = post(WALLAROO, "Idempotency-Key", "k2");
		assertThat(still.statusCode()).isEqualTo(409);
		assertThat(header(still, "Content-Type")).isEqualTo("application/problem+json");
		assertThat(still.body()).isEqualTo(taken.body());
	}

	@Test
	void manyAtOnceMakeOneWrite() throws InterruptedException {
		List<Future<HttpResponse<String>>> calls;
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			calls = threads.invokeAll(Collections.nCopies(200, () -> post(WALLAROO, "Idempotency-Key", "many")));
		}
		Map<Integer, List<HttpResponse<String>>> answers = calls.stream()
			.map(Future::resultNow)
			.collect(Collectors.groupingBy(HttpResponse::statusCode));
		assertThat(answers).containsKey(201);
		assertThat(answers.keySet()).isSubsetOf(201, 409);
		assertThat(answers.getOrDefault(409, List.of())).allSatisfy((busy) -> {
			assertThat(busy.body()).contains("idempotency-in-progress");
			assertThat(header(busy, "Retry-After")).isEqualTo("1");
		});
		assertThat(answers.get(201)).extracting(HttpResponse::body).containsOnly(answers.get(201).getFirst().body());
		assertThat(asked("wallaroo", "POST", "/connections/create")).isEqualTo(1);
	}

	@Test
	void lostAnswerIsFoundAgainWithTheSameKey() {
		for (String body : List.of(WALLAROO, AIRBYTE)) {
			String platform = body.contains("wallaroo") ? "wallaroo" : "airbyte";
			this.gateway
				.breakPlatform("{\"platform\":\"" + platform + "\",\"kind\":\"commit-then-drop\",\"method\":\"POST\","
						+ "\"path\":\"" + CREATE.get(platform) + "$\",\"times\":1}");
			HttpResponse<String> lost = post(body, "Idempotency-Key", "lost-" + platform);
			assertThat(lost.statusCode()).as(lost.body()).isEqualTo(504);
			assertThat(lost.body()).contains("upstream-outcome-unknown");
			assertThat(asked(platform, "POST", CREATE.get(platform))).isEqualTo(1);
			HttpResponse<String> found = post(body, "Idempotency-Key", "lost-" + platform);
			assertThat(found.statusCode()).as(found.body()).isEqualTo(201);
			assertThat(header(found, "Idempotency-Outcome")).isEqualTo("reconciled");
			assertThat(asked(platform, "POST", CREATE.get(platform))).isEqualTo(1);
			HttpResponse<String> again = post(body, "Idempotency-Key", "lost-" + platform);
			assertThat(again.body()).isEqualTo(found.body());
			assertThat(header(again, "Idempotency-Replayed")).isEqualTo("true");
			assertThat(named(platform, "made%20here")).containsExactly(GatewayClient.json(found).path("id").asString());
		}
	}

	@Test
	void callThatNeverArrivedIsDoneAgain() {
		this.gateway.breakPlatform(
				"{\"platform\":\"wallaroo\",\"kind\":\"drop\",\"path\":\"/connections/create$\",\"times\":1}");
		assertThat(post(WALLAROO, "Idempotency-Key", "dropped").statusCode()).isEqualTo(504);
		HttpResponse<String> done = post(WALLAROO, "Idempotency-Key", "dropped");
		assertThat(done.statusCode()).as(done.body()).isEqualTo(201);
		assertThat(done.headers().firstValue("Idempotency-Outcome")).isEmpty();
		this.gateway.breakPlatform(
				"{\"platform\":\"airbyte\",\"kind\":\"rate-limit\",\"method\":\"POST\",\"path\":\"/connections$\"}");
		assertThat(post(AIRBYTE, "Idempotency-Key", "limited").statusCode()).isEqualTo(429);
		this.gateway.send("DELETE", "/sandbox/faults", null);
		assertThat(post(AIRBYTE, "Idempotency-Key", "limited").statusCode()).isEqualTo(201);
	}

	private HttpResponse<String> call(String method, String path, String body, String... headers) {
		List<String> all = new ArrayList<>(List.of(headers));
		all.addAll(List.of("Content-Type", "application/json"));
		return this.gateway.send(method, path, body, all.toArray(String[]::new));
	}

	private int asked(String platform, String method, String path) {
		return this.gateway.read("/sandbox/requests?platform=" + platform + "&method=" + method + "&path=" + path)
			.path("count")
			.intValue();
	}

	private HttpResponse<String> post(String body, String... headers) {
		return call("POST", "/api/v1/connections", body, headers);
	}

	private String anyOf(String backend) {
		return GatewayClient.ids(this.gateway.read("/api/v1/connections?limit=1&backend=" + backend)).getFirst();
	}

	private List<String> named(String backend, String name) {
		return GatewayClient
			.ids(this.gateway.read("/api/v1/connections?limit=200&backend=" + backend + "&name=" + name));
	}

	private static String state(HttpResponse<String> response) {
		return header(response, "ETag").split("\\.")[0];
	}

	private static String header(HttpResponse<String> response, String name) {
		return response.headers()
			.firstValue(name)
			.orElseThrow(() -> new AssertionError(name + " is not in " + response.headers() + response.body()));
	}

}
