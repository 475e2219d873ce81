package io.patchbay;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@CallerCredentialsTest
class GatewayCallerCredentialsTests {

	private static final String CONNECTIONS = GatewayClient.API + "/connections";

	@LocalServerPort
	private int port;

	@Autowired
	private UpstreamRecorder upstream;

	@Autowired
	private MeterRegistry meters;

	private GatewayClient gateway;

	private CallerClient caller;

	@BeforeEach
	void begin() {
		this.gateway = GatewayClient.of(this.port);
		this.caller = new CallerClient(this.gateway);
		this.gateway.heal();
		this.gateway.read(CONNECTIONS + "?backend=airbyte&backend=maestro&backend=wallaroo");
		this.upstream.clear();
	}

	@AfterEach
	void nothingOfTheGatewaysOwnCameThrough() {
		assertThat(this.upstream.calls()).noneMatch(UpstreamRecorder.Call::forwarded);
		String metrics = this.meters.getMeters().stream().map((meter) -> meter.getId().toString()).toList().toString();
		this.caller.tokens().forEach((token) -> assertThat(metrics).doesNotContain(token));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					airbyte  | GET    | /connections?backend=own-airbyte                                         |      | 200
					airbyte  | GET    | /connections?backend=own-airbyte&include=endpoints,lastSync              |      | 200
					airbyte  | GET    | /workspaces?backend=own-airbyte                                          |      | 200
					airbyte  | GET    | /connections/own-airbyte~c0000000-0000-4000-8000-000000000001            |      | 200
					airbyte  | GET    | /connections/own-airbyte~c0000000-0000-4000-8000-000000000001/catalog    |      | 200
					airbyte  | GET    | /connections/own-airbyte~c0000000-0000-4000-8000-000000000001/state      |      | 200
					airbyte  | GET    | /connections/own-airbyte~c0000000-0000-4000-8000-000000000001/syncs      |      | 200
					airbyte  | PATCH  | /connections/own-airbyte~c0000000-0000-4000-8000-000000000001 | {'name':'Renamed'} | 200
					airbyte  | POST   | /connections/own-airbyte~c0000000-0000-4000-8000-000000000001/syncs      | {}   | 202
					airbyte  | DELETE | /connections/own-airbyte~c0000000-0000-4000-8000-000000000001            |      | 204
					maestro  | GET    | /connections?backend=own-maestro                                         |      | 200
					maestro  | GET    | /workspaces?backend=own-maestro                                          |      | 200
					maestro  | GET    | /connections/own-maestro~1700000000000_ab12cd34_mysql-1.0.0/workspaces   |      | 200
					maestro  | POST   | /connections/own-maestro~1700000000000_ab12cd34_mysql-1.0.0/syncs        | {}   | 202
					maestro  | DELETE | /connections/own-maestro~1700000000000_ab12cd34_mysql-1.0.0              |      | 204
					wallaroo | GET    | /connections?backend=own-wallaroo                                        |      | 200
					wallaroo | GET    | /workspaces?backend=own-wallaroo                                         |      | 200
					wallaroo | POST   | /connections | {'backend':'own-wallaroo','name':'own','type':'HTTP','details':{'host':'h'}} | 201
					wallaroo | PUT    | /connections/own-wallaroo~c0000000-0000-4000-8000-000000000001/workspaces/own-wallaroo~33 | | 200
					""")
	void platformIsReadAndWrittenWithTheCallersToken(String platform, String method, String path, String body,
			int status) {
		String header = "Upstream-Authorization-own-" + platform;
		for (String[] refused : List.of(new String[0], new String[] { header, "wrong" })) {
			CallerClient.rejected(this.caller.send(method, path, body, refused), header);
		}
		assertThat(this.upstream.calls()).allSatisfy((call) -> assertThat(call.authorization()).containsOnly("wrong"));
		this.upstream.clear();
		String token = this.caller.signIn(platform);
		this.upstream.clear();
		HttpResponse<String> answer = this.caller.send(method, path, body, header, token);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.headers().map().toString() + answer.body()).doesNotContain(CallerClient.bare(token));
		assertThat(this.upstream.calls()).isNotEmpty().allSatisfy((call) -> {
			assertThat(call.path()).startsWith("/sandbox/" + platform + "/");
			assertThat(call.authorization()).containsExactly(token);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "airbyte", "maestro", "wallaroo" })
	void refusedTokenIsTriedOnceAndSaysNothingAboutThePlatform(String platform) {
		for (int i = 0; i < 12; i++) {
			this.upstream.clear();
			this.caller.send("GET", "/connections?backend=own-" + platform, null,
					"Upstream-Authorization-own-" + platform, "x");
			assertThat(this.upstream.calls("connections").size()).isLessThanOrEqualTo(1);
		}
		JsonNode health = this.gateway.read(GatewayClient.API + "/backends/own-" + platform).path("health");
		assertThat(health.path("status").stringValue()).isEqualTo("HEALTHY");
		assertThat(health.path("circuit").stringValue()).isEqualTo("CLOSED");
		assertThat(health.has("lastFailure")).isFalse();
		String token = this.caller.signIn(platform);
		assertThat(this.caller
			.send("GET", "/connections?backend=own-" + platform, null, "Upstream-Authorization-own-" + platform, token)
			.statusCode()).isEqualTo(200);
	}

	@Test
	void listTellsWhoIsMissingAndAsksThemAgain() {
		String token = this.caller.signIn("airbyte");
		JsonNode page = this.gateway.read(CONNECTIONS + "?limit=200", "Upstream-Authorization-own-airbyte", token,
				"Upstream-Authorization-own-maestro", "wrong");
		assertThat(page.path("complete").booleanValue()).isFalse();
		for (String backend : List.of("airbyte", "maestro", "wallaroo", "own-airbyte")) {
			assertThat(GatewayClient.outcome(page, backend).path("outcome").stringValue()).isEqualTo("OK");
		}
		for (String backend : List.of("own-maestro", "own-wallaroo")) {
			JsonNode outcome = GatewayClient.outcome(page, backend);
			assertThat(outcome.path("outcome").stringValue()).isEqualTo("UNAUTHORIZED");
			assertThat(outcome.path("code").stringValue()).isEqualTo("upstream-credentials-rejected");
		}
		assertThat(page.path("items").size()).isEqualTo(107 + 35);
		String next = CONNECTIONS + "?limit=200&cursor=" + page.path("next").stringValue();
		JsonNode rest = this.gateway.read(next, "Upstream-Authorization-own-maestro", this.caller.signIn("maestro"),
				"Upstream-Authorization-own-wallaroo", this.caller.signIn("wallaroo"));
		assertThat(rest.path("complete").booleanValue()).isTrue();
		assertThat(rest.path("items").size()).isEqualTo(37 + 35);
		assertThat(next).doesNotContain(CallerClient.bare(token));
	}

	@Test
	void tokenReachesItsBackendAlone() {
		String airbyte = this.caller.signIn("airbyte");
		String maestro = this.caller.signIn("maestro");
		String wallaroo = this.caller.signIn("wallaroo");
		this.upstream.clear();
		this.gateway.read(CONNECTIONS + "?limit=200&include=endpoints,lastSync", "Upstream-Authorization-own-airbyte",
				airbyte, "UPSTREAM-authorization-own-MAESTRO", maestro, "Upstream-Authorization-own-wallaroo", wallaroo,
				"Upstream-Authorization-airbyte", "for-nobody", "Upstream-Authorization-maestro", "for-nobody");
		assertThat(this.upstream.calls("/sandbox/airbyte/v1/")).isNotEmpty()
			.allSatisfy((call) -> assertThat(call.authorization()).containsExactly(airbyte));
		assertThat(this.upstream.calls("/sandbox/airbyte/api/public/")).isNotEmpty();
		for (String token : List.of(maestro, wallaroo)) {
			assertThat(this.upstream.calls()).anyMatch((call) -> call.authorization().equals(List.of(token)));
		}
		assertThat(this.upstream.calls()).allSatisfy((call) -> {
			assertThat(call.authorization()).doesNotContain("for-nobody");
			assertThat(call.authorization().contains(airbyte)).isEqualTo(call.path().contains("/sandbox/airbyte/v1/"));
			if (call.authorization().contains(maestro)) {
				assertThat(call.path()).startsWith("/sandbox/maestro/");
			}
			if (call.authorization().contains(wallaroo)) {
				assertThat(call.path()).startsWith("/sandbox/wallaroo/");
			}
		});
		this.upstream.clear();
		this.gateway.read(CONNECTIONS + "?backend=maestro&backend=wallaroo", "Upstream-Authorization-own-maestro",
				maestro, "Upstream-Authorization-own-wallaroo", wallaroo);
		assertThat(this.upstream.calls()).isNotEmpty()
			.noneMatch((call) -> call.authorization().contains(maestro) || call.authorization().contains(wallaroo));
	}

	@Test
	void malformedHeaderIsAnInvalidRequest() {
		HttpResponse<String> twice = this.gateway.get(CONNECTIONS, "Upstream-Authorization-own-airbyte", "c4n4ry-1",
				"Upstream-Authorization-own-airbyte", "c4n4ry-2");
		assertThat(twice.statusCode()).isEqualTo(400);
		JsonNode problem = GatewayClient.json(twice);
		assertThat(problem.path("code").stringValue()).isEqualTo("invalid-request");
		assertThat(problem.path("requestId").stringValue()).isNotEmpty();
		assertThat(twice.body()).containsIgnoringCase("Upstream-Authorization-own-airbyte").doesNotContain("c4n4ry");
		assertThat(this.gateway.as("").get(CONNECTIONS, "Upstream-Authorization-own-airbyte", "").statusCode())
			.isEqualTo(401);
		assertThat(this.upstream.calls()).isEmpty();
	}

	@Test
	void theCallOfReadmeWorksAsItIsSaid() throws Exception {
		String call = Readme.lines()
			.stream()
			.filter((line) -> Readme.isCall(line) && line.contains("airbyte-eu"))
			.findFirst()
			.orElseThrow();
		String token = this.caller.signIn("airbyte").replace("Bearer ", "");
		Readme.Answer answer = new Readme(this.port)
			.call(call.replace("airbyte-eu", "own-airbyte").replace("…", "sandbox"), Map.of("AIRBYTE_TOKEN", token));
		assertThat(answer.status()).as(answer.text()).isEqualTo(200);
		assertThat(answer.text()).contains("\"id\":\"own-airbyte~", "\"complete\":true");
	}

}
