package io.patchbay;

import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Puts into every place of an id what is no id, and looks at what the platforms got to
 * see of it.
 */
@GatewayTest
class GatewayIdTests {

	private static final List<String> HOSTILE = List.of("..", ".", "%2e%2e", "%2E", ".%2e", "%2f", "a%2Fb", "%5c",
			"..%5c..", "%00", "a%00", "%0d%0aX-Evil:%201", "%0a", "%7f", "%C2%85", "a;b=c", "%3Bb", "/x", "a//b",
			"../..", "%252e%252e", "%252f", "%25", "%ff", "%C0%AE%C0%AE", "%3F", "%23", "%20", "%C3%BC%E2%80%AE",
			"'\"%3C%3E", "*", "x".repeat(513), "x".repeat(20_000));

	/** What the gateway calls, with at most one segment of an id. */
	private static final String KNOWN = "airbyte /api/public/v1/(applications/token|connections|jobs|workspaces|sources|"
			+ "destinations|streams)(/[^/;]+)?|airbyte /api/v1/[a-z_]+/[a-z_]+|wallaroo /v1/api/[a-z]+/[a-z_]+|"
			+ "wallaroo /auth/realms/master/protocol/openid-connect/token|maestro /auth/[a-z-]+|maestro /connections|"
			+ "maestro /platform/(pipelines|pipeline/\\w+/pipeline_run(/\\w+)?|jobs/jdbc/\\w+|pipeline/\\w+)";

	private GatewayClient gateway;

	@BeforeEach
	void heal(@LocalServerPort int port) {
		this.gateway = GatewayClient.of(port);
		this.gateway.heal();
	}

	@ParameterizedTest
	@CsvSource({ "GET, /connections/%B~%I,", "PATCH, /connections/%B~%I, {}", "DELETE, /connections/%B~%I?detach=true,",
			"GET, /connections/%B~%I/workspaces,", "GET, /connections/%C/workspaces/%B~%I,",
			"PUT, /connections/%C/workspaces/%B~%I,", "DELETE, /connections/%C/workspaces/%B~%I,",
			"GET, /connections/%B~%I/state,", "GET, /connections/%B~%I/syncs,", "POST, /connections/%B~%I/syncs, {}",
			"GET, /syncs/%B~%I,", "GET, /syncs/%B~%I/events,", "GET, /syncs/%B~%I/logs,", "POST, /syncs/%B~%I/cancel,",
			"GET, /cleanup-plans/%I,", "POST, /cleanup-plans/%I/execute, '{\"confirm\":\"x\"}'", "GET, /backends/%I,",
			"GET, /connections/%I,", "GET, /syncs/%I~%I," })
	void idThatIsNoneIsAProblemAndReachesNoOtherPath(String method, String path, String body) {
		String[] backends = { "airbyte", "wallaroo", "maestro" };
		int turn = Math.floorMod(path.hashCode(), backends.length);
		for (String id : HOSTILE) {
			String backend = backends[turn++ % backends.length];
			String where = path.replace("%B", backend)
				.replace("%C", "wallaroo~c0000000-0000-4000-8000-000000000001")
				.replace("%I", id);
			HttpResponse<String> response = this.gateway.send(method, GatewayClient.API + encoded(where), body,
					"Content-Type", "application/json", "Accept", "*/*");
			// An attached workspace may be detached by an id that is not attached.
			boolean nothingToDo = method.equals("DELETE") && where.contains("/workspaces/");
			assertThat(response.statusCode()).as(where + response.body()).isBetween(nothingToDo ? 204 : 400, 501);
			assertThat(response.statusCode()).as(where + response.body()).isNotEqualTo(500);
			if (response.statusCode() != 204) {
				assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			}
			assertThat(response.headers().map()).doesNotContainKey("x-evil");
		}
		onlyKnownPathsWereCalled();
	}

	@ParameterizedTest
	@ValueSource(strings = { "..", ".", "../workspaces", "a/b", "", "\\u0000", "..\\\\..", "%2e%2e", "?x=1", "#" })
	void idInABodyReachesNoOtherPath(String id) {
		for (String body : List.of(
				"{'backend':'airbyte','source':{'id':'%s'},'destination':{'id':'c7be2058-91fa-4d3e-b6a7-58f204d1e93b'}}",
				"{'backend':'airbyte','source':{'id':'a1d94f72-6c03-4be8-8d2f-3e7b10c95a64'},'destination':{'id':'%s'}}",
				"{'backend':'wallaroo','name':'n','type':'HTTP','workspace':'wallaroo~%s'}", "{'backend':'%s'}")) {
			HttpResponse<String> response = this.gateway.send("POST", GatewayClient.API + "/connections",
					body.replace('\'', '"').replace("%s", id), "Content-Type", "application/json");
			assertThat(response.statusCode()).as(body + response.body()).isIn(400, 404, 409, 422);
			// No platform was asked for what servers resolve to another path.
			if (id.matches("\\.{0,2}")) {
				assertThat(GatewayClient.json(response).has("upstream")).as(response.body()).isFalse();
			}
		}
		for (String backend : List.of("wallaroo~c0000000-0000-4000-8000-000000000002",
				"maestro~1700000000000_ab12cd34_mysql-1.0.0")) {
			HttpResponse<String> response = this.gateway.send("POST",
					GatewayClient.API + "/connections/" + backend + "/syncs", "{\"target\":\"" + id + "\"}",
					"Content-Type", "application/json");
			assertThat(response.statusCode()).as(response.body()).isIn(400, 404, 409, 422);
		}
		onlyKnownPathsWereCalled();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "..", "%2e%2e", "%2f", "not-found%00", "not-found;a", "x%0d%0aX-Evil:%201", "%3Cscript%3E" })
	void codeThatIsNoneIsAProblem(String code) {
		HttpResponse<String> response = this.gateway.as("").get("/problems/" + code, "Accept", "text/html");
		assertThat(response.statusCode()).as(response.body()).isIn(400, 404);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(response.headers().map()).doesNotContainKey("x-evil");
	}

	private void onlyKnownPathsWereCalled() {
		JsonNode calls = this.gateway.read("/sandbox/requests").path("items");
		assertThat(calls.isArray()).isTrue();
		assertThat(calls.valueStream()
			.map((call) -> call.path("platform").stringValue() + " " + call.path("path").stringValue()))
			.allMatch((call) -> call.matches(KNOWN) && !call.matches(".*/\\.\\.?(/.*)?"));
	}

	private static String encoded(String path) {
		return path.replace("\"", "%22").replace("'", "%27");
	}

}
