package io.patchbay;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
class GatewayProblemTests {

	private static final String CONNECTIONS = GatewayClient.API + "/connections";

	private static final String WALLAROO = CONNECTIONS + "/wallaroo~c0000000-0000-4000-8000-000000000001";

	private GatewayClient client;

	@BeforeEach
	void heal(@LocalServerPort int port) {
		this.client = GatewayClient.of(port);
		this.client.heal();
	}

	@ParameterizedTest(name = "{0} {1} as {2} with {3} is {4} {5}")
	@CsvSource(delimiter = '|',
			textBlock = """
					GET    | /connections                                       | ''         | ''                  | 401 | unauthenticated
					GET    | /connections                                       | wrong      | ''                  | 401 | unauthenticated
					GET    | /connections                                       | former     | ''                  | 401 | unauthenticated
					GET    | /connections                                       | sandbox    | Authorization: Bearer x.y.z | 401 | unauthenticated
					GET    | /connections                                       | ''         | Authorization: Bearer x.y.z | 401 | unauthenticated
					GET    | /nowhere                                           | ''         | ''                  | 401 | unauthenticated
					GET    | /connections                                       | workspaces | ''                  | 403 | insufficient-scope
					GET    | /backends                                          | workspaces | ''                  | 403 | insufficient-scope
					GET    | /connections?backend=airbyte                       | maestro    | ''                  | 404 | not-found
					GET    | /connections?workspace=airbyte~1                   | maestro    | ''                  | 404 | not-found
					GET    | /connections/airbyte~5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21 | maestro | ''              | 404 | not-found
					GET    | /connections/airbyte~5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21/workspaces | maestro | ''   | 404 | not-found
					GET    | /workspaces?backend=airbyte                        | maestro    | ''                  | 404 | not-found
					GET    | /backends/airbyte                                  | maestro    | ''                  | 404 | not-found
					GET    | /backends/nobody                                   | sandbox    | ''                  | 404 | not-found
					GET    | /connections?backend=nobody                        | sandbox    | ''                  | 404 | not-found
					GET    | /connections/nobody~1                              | sandbox    | ''                  | 404 | not-found
					GET    | /connections/airbyte~00000000-0000-4000-8000-00000000dead | sandbox | ''               | 404 | not-found
					GET    | /connections/airbyte~no-uuid                       | sandbox    | ''                  | 404 | not-found
					GET    | /connections/wallaroo~00000000-0000-4000-8000-00000000dead | sandbox | ''              | 404 | not-found
					GET    | /connections/maestro~nothing-1.0.0                 | sandbox    | ''                  | 404 | not-found
					GET    | /nowhere                                           | sandbox    | ''                  | 404 | not-found
					DELETE | /connections                                       | sandbox    | ''                  | 405 | method-not-allowed
					PUT    | /backends/airbyte                                  | sandbox    | ''                  | 405 | method-not-allowed
					GET    | /connections                                       | sandbox    | Accept: text/csv    | 406 | not-acceptable
					GET    | /backends                                          | sandbox    | Accept: application/xml | 406 | not-acceptable
					GET    | /connections                                       | sandbox    | Accept: application/problem+json | 406 | not-acceptable
					GET    | /workspaces                                        | sandbox    | Accept: application/vnd.x+json | 406 | not-acceptable
					GET    | /backends/airbyte                                  | sandbox    | Accept: application/problem+json | 406 | not-acceptable
					GET    | /connections?limit=50&limit=-1                     | sandbox    | ''                  | 400 | invalid-request
					GET    | /connections?status=ACTIVE&status=ASLEEP           | sandbox    | ''                  | 400 | invalid-request
					GET    | /connections?q=                                    | sandbox    | ''                  | 400 | invalid-request
					GET    | /connections?status=%00                            | sandbox    | ''                  | 400 | invalid-request
					GET    | /connections?include=                              | sandbox    | ''                  | 400 | invalid-request
					GET    | /workspaces?backend=                               | sandbox    | ''                  | 400 | invalid-request
					GET    | /workspaces?backend=airbyte&backend=%20            | sandbox    | ''                  | 400 | invalid-request
					GET    | /connections/nonsense                              | sandbox    | ''                  | 400 | invalid-request
					GET    | /connections/~                                     | sandbox    | ''                  | 400 | invalid-request
					GET    | /connections/AIRBYTE~1                             | sandbox    | ''                  | 400 | invalid-request
					GET    | /connections/airbyte~a%2Fb                         | sandbox    | ''                  | 400 | invalid-request
					GET    | /connections/airbyte~%00                           | sandbox    | ''                  | 400 | invalid-request
					GET    | /connections?workspace=33                          | sandbox    | ''                  | 400 | invalid-request
					GET    | /connections?limit=0                               | sandbox    | ''                  | 400 | invalid-request
					GET    | /connections?limit=201                             | sandbox    | ''                  | 400 | invalid-request
					GET    | /connections?limit=many                            | sandbox    | ''                  | 400 | invalid-request
					GET    | /connections?limit=0x10                            | sandbox    | ''                  | 400 | invalid-request
					DELETE | /connections/airbyte~1?force=1                     | sandbox    | ''                  | 400 | invalid-request
					DELETE | /connections/airbyte~1?detach=TRUE                 | sandbox    | ''                  | 400 | invalid-request
					GET    | /workspaces?limit=-1                               | sandbox    | ''                  | 400 | invalid-request
					GET    | /connections?status=ASLEEP                         | sandbox    | ''                  | 400 | invalid-request
					GET    | /connections?include=everything                    | sandbox    | ''                  | 400 | invalid-request
					GET    | /connections?createdAfter=yesterday                | sandbox    | ''                  | 400 | invalid-request
					GET    | /connections?cursor=tampered                       | sandbox    | ''                  | 400 | invalid-cursor
					GET    | /workspaces?cursor=%25                             | sandbox    | ''                  | 400 | invalid-cursor
					GET    | /connections?backend=maestro&status=ACTIVE         | sandbox    | ''                  | 400 | unsupported-filter
					GET    | /connections/airbyte-off~1                         | operator   | ''                  | 503 | backend-disabled
					GET    | /connections?backend=airbyte-off                   | operator   | ''                  | 503 | backend-disabled
					""")
	void everyFailureIsAProblemOfTheContract(String method, String path, String key, String header, int status,
			String code) {
		HttpResponse<String> response = this.client.as(key)
			.send(method, GatewayClient.API + path, null, header.isEmpty() ? new String[0] : header.split(": ", 2));
		assertProblem(response, status, code);
		if (!path.contains("%")) {
			assertThat(GatewayClient.json(response).path("instance").stringValue())
				.isEqualTo(GatewayClient.API + path.replaceAll("\\?.*", ""));
		}
	}

	@ParameterizedTest
	@CsvSource({ "/nowhere, sandbox, 404, not-found", "/problems/nonsense, '', 404, not-found",
			"/actuator/info, '', 401, unauthenticated", "/actuator/info, reader, 403, insufficient-scope",
			"/api/v2/connections, sandbox, 404, not-found" })
	void pathsBesideTheApiAnswerProblemsToo(String path, String key, int status, String code) {
		assertProblem(this.client.as(key).get(path), status, code);
	}

	@Test
	void changedCursorIsRefused() {
		String cursor = this.client.read(CONNECTIONS + "?limit=3").path("next").stringValue();
		for (int place : List.of(0, cursor.length() / 2, cursor.length() - 1)) {
			char other = (cursor.charAt(place) != 'A') ? 'A' : 'B';
			String changed = cursor.substring(0, place) + other + cursor.substring(place + 1);
			assertProblem(this.client.get(CONNECTIONS + "?limit=3&cursor=" + changed), 400, "invalid-cursor");
		}
		assertProblem(this.client.get(CONNECTIONS + "?limit=3&cursor=" + cursor.substring(4)), 400, "invalid-cursor");
	}

	@Test
	void cursorOfAnotherQuestionIsRefused() {
		String cursor = this.client.read(CONNECTIONS + "?limit=3").path("next").stringValue();
		assertProblem(this.client.get(CONNECTIONS + "?q=a&cursor=" + cursor), 400, "cursor-filter-mismatch");
		assertProblem(this.client.get(CONNECTIONS + "?backend=maestro&cursor=" + cursor), 400,
				"cursor-filter-mismatch");
		assertProblem(this.client.get(GatewayClient.API + "/workspaces?cursor=" + cursor), 400,
				"cursor-filter-mismatch");
	}

	@Test
	void refusalsTellWhatToDo() {
		HttpResponse<String> nobody = this.client.as("").get(CONNECTIONS);
		assertThat(nobody.headers().firstValue("WWW-Authenticate").orElseThrow()).contains("X-Api-Key");
		JsonNode scope = GatewayClient.json(this.client.as("workspaces").get(CONNECTIONS));
		assertThat(scope.path("requiredScope").stringValue()).isEqualTo("connections:read");
		assertThat(this.client.send("DELETE", CONNECTIONS, null).headers().firstValue("Allow").orElseThrow())
			.contains("GET");
		assertThat(this.client.as("operator").get(CONNECTIONS + "/airbyte-off~1").headers().firstValue("Retry-After"))
			.isPresent();
		JsonNode limit = GatewayClient.json(this.client.get(CONNECTIONS + "?limit=0"));
		assertThat(limit.at("/errors/0/pointer").stringValue()).isEqualTo("limit");
	}

	@Test
	void connectionThatIsElsewhereIsNotAttached() {
		HttpResponse<String> response = this.client.get(WALLAROO + "/workspaces/wallaroo~34");
		assertProblem(response, 404, "not-attached");
		assertThat(GatewayClient.json(response).at("/workspaces/0").stringValue()).isEqualTo("wallaroo~33");
		assertProblem(this.client.get(WALLAROO + "/workspaces/airbyte~33"), 404, "not-attached");
	}

	private static void assertProblem(HttpResponse<String> response, int status, String code) {
		assertThat(response.statusCode()).describedAs(response.body()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		JsonNode problem = GatewayClient.json(response);
		assertThat(problem.path("code").stringValue()).describedAs(response.body()).isEqualTo(code);
		assertThat(problem.path("type").stringValue()).isEqualTo("/problems/" + code);
		assertThat(problem.path("status").intValue()).isEqualTo(status);
		assertThat(problem.path("title").stringValue()).isNotBlank();
		assertThat(problem.path("detail").stringValue()).isNotBlank().doesNotContain("java.", "Exception");
		assertThat(problem.path("retryable").isBoolean()).isTrue();
		assertThat(response.headers().allValues("X-Request-Id"))
			.isEqualTo(new ArrayList<>(List.of(problem.path("requestId").stringValue())));
	}

}
