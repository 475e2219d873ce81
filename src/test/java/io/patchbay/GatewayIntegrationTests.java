package io.patchbay;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
class GatewayIntegrationTests {

	private static final String CONNECTIONS = GatewayClient.API + "/connections";

	private static final String AIRBYTE = CONNECTIONS + "/airbyte~5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21";

	private static final String WALLAROO = CONNECTIONS + "/wallaroo~c0000000-0000-4000-8000-000000000001";

	private GatewayClient client;

	@BeforeEach
	void heal(@LocalServerPort int port) {
		this.client = GatewayClient.of(port);
		this.client.heal();
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 7, 50, 200 })
	void walkMeetsEachSeededConnectionOnce(int limit) {
		List<String> ids = this.client.walk(CONNECTIONS + "?limit=" + limit);
		assertThat(ids).doesNotHaveDuplicates();
		Map<String, Long> perBackend = ids.stream()
			.collect(Collectors.groupingBy((id) -> id.substring(0, id.indexOf('~')), Collectors.counting()));
		assertThat(perBackend).isEqualTo(Map.of("airbyte", 35L, "maestro", 37L, "wallaroo", 35L));
	}

	@Test
	void onePageShowsAllPlatforms() {
		JsonNode page = this.client.read(CONNECTIONS + "?limit=200");
		assertThat(page.path("complete").booleanValue()).isTrue();
		assertThat(page.has("next")).isFalse();
		assertThat(page.path("backends").valueStream().map((entry) -> entry.path("outcome").stringValue()))
			.containsExactly("OK", "OK", "OK");
	}

	@Test
	void limitMayChangeOnTheWay() {
		JsonNode first = this.client.read(CONNECTIONS + "?limit=5");
		JsonNode rest = this.client.read(CONNECTIONS + "?limit=200&cursor=" + first.path("next").stringValue());
		assertThat(rest.path("items").size()).isEqualTo(35 + 37 + 35 - 5);
		assertThat(GatewayClient.ids(rest)).doesNotContainAnyElementsOf(GatewayClient.ids(first));
	}

	@Test
	void hangingPlatformHidesNoneOfTheOthersAndIsDeliveredOnceHealed() {
		this.client.breakPlatform("{'platform':'wallaroo','kind':'hang'}");
		long start = System.nanoTime();
		JsonNode page = this.client.read(CONNECTIONS + "?limit=200");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
		assertThat(page.path("complete").booleanValue()).isFalse();
		assertThat(page.path("items").size()).isEqualTo(35 + 37);
		JsonNode outcome = GatewayClient.outcome(page, "wallaroo");
		assertThat(outcome.path("outcome").stringValue()).isEqualTo("TIMEOUT");
		assertThat(outcome.path("code").stringValue()).isEqualTo("upstream-timeout");
		HttpResponse<String> strict = this.client.get(CONNECTIONS, "Prefer", "handling=strict");
		assertThat(strict.statusCode()).isEqualTo(504);
		assertThat(GatewayClient.json(strict).path("code").stringValue()).isEqualTo("upstream-timeout");
		assertThat(GatewayClient.json(strict).path("backend").stringValue()).isEqualTo("wallaroo");
		this.client.heal();
		JsonNode rest = this.client.read(CONNECTIONS + "?limit=200&cursor=" + page.path("next").stringValue());
		assertThat(rest.path("complete").booleanValue()).isTrue();
		assertThat(rest.has("next")).isFalse();
		assertThat(GatewayClient.ids(rest)).hasSize(35).allMatch((id) -> id.startsWith("wallaroo~"));
	}

	@Test
	void strictListSaysSoWhenAllIsWell() {
		HttpResponse<String> strict = this.client.get(CONNECTIONS, "Prefer", "respond-async, handling=strict");
		assertThat(strict.statusCode()).isEqualTo(200);
		assertThat(strict.headers().firstValue("Preference-Applied")).hasValue("handling=strict");
	}

	@Test
	void switchedOffBackendIsListedAndFailsStrictListsAlone() {
		GatewayClient operator = this.client.as("operator");
		JsonNode page = operator.read(CONNECTIONS + "?limit=200");
		assertThat(page.path("complete").booleanValue()).isFalse();
		assertThat(page.has("next")).isFalse();
		assertThat(GatewayClient.outcome(page, "airbyte-off").path("outcome").stringValue()).isEqualTo("DISABLED");
		HttpResponse<String> strict = operator.get(CONNECTIONS, "Prefer", "handling=strict");
		assertThat(strict.statusCode()).isEqualTo(503);
		assertThat(GatewayClient.json(strict).path("code").stringValue()).isEqualTo("backend-disabled");
		JsonNode backend = operator.read(GatewayClient.API + "/backends/airbyte-off");
		assertThat(backend.path("enabled").booleanValue()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s", "W/%s", "*", "\"other\", %s", "\"other\",W/%s" })
	void unchangedConnectionIsNotSentAgain(String condition) {
		HttpResponse<String> first = this.client.get(AIRBYTE);
		String tag = first.headers().firstValue("ETag").orElseThrow();
		assertThat(tag).matches("\"[\\w-]+\\.[\\w-]+\"");
		HttpResponse<String> second = this.client.get(AIRBYTE, "If-None-Match", condition.formatted(tag));
		assertThat(second.statusCode()).isEqualTo(304);
		assertThat(second.body()).isEmpty();
		assertThat(second.headers().firstValue("ETag")).hasValue(tag);
		assertThat(this.client.get(AIRBYTE, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
	}

	@Test
	void includesEndpointsAndLastSync() {
		JsonNode plain = this.client.read(AIRBYTE);
		assertThat(plain.at("/source/name").isMissingNode()).isTrue();
		assertThat(plain.has("lastSync")).isFalse();
		JsonNode full = this.client.read(AIRBYTE + "?include=endpoints,lastSync");
		assertThat(full.at("/source/name").isString()).isTrue();
		assertThat(full.at("/destination/type").isString()).isTrue();
		assertThat(full.at("/lastSync/status").isString()).isTrue();
		JsonNode page = this.client.read(CONNECTIONS + "?backend=airbyte&limit=3&include=endpoints&include=lastSync");
		assertThat(page.at("/items/0/source/type").isString()).isTrue();
	}

	@Test
	void backendsTellHealthAndCapabilities() {
		this.client.read(CONNECTIONS);
		JsonNode backends = this.client.read(GatewayClient.API + "/backends").path("items");
		assertThat(backends.valueStream().map((item) -> item.path("id").stringValue())).containsExactly("airbyte",
				"maestro", "wallaroo");
		for (JsonNode backend : backends) {
			assertThat(backend.at("/health/status").stringValue()).isIn("HEALTHY", "DEGRADED");
			assertThat(backend.at("/health/circuit").stringValue()).isEqualTo("CLOSED");
			assertThat(backend.at("/health/lastSuccess").isString()).isTrue();
			assertThat(backend.path("capabilities").path("connections.list").path("support").stringValue())
				.isEqualTo("native");
		}
	}

	@Test
	void workspacesArePagedOverAllBackends() {
		List<String> all = this.client.walk(GatewayClient.API + "/workspaces?limit=200");
		assertThat(all).contains("airbyte~3b86d0f4-e25a-47c9-a0d8-914c6e7f52b3",
				"maestro~ac3e0000-0000-4000-8000-000000000001", "wallaroo~33");
		assertThat(this.client.walk(GatewayClient.API + "/workspaces?limit=1")).isEqualTo(all);
		assertThat(this.client.walk(GatewayClient.API + "/workspaces?limit=2&backend=wallaroo")).hasSize(5);
	}

	@Test
	void tellsWhereConnectionsAreAttached() {
		assertThat(GatewayClient.ids(this.client.read(WALLAROO + "/workspaces"))).containsExactly("wallaroo~33");
		assertThat(this.client.read(WALLAROO + "/workspaces/wallaroo~33").path("name").stringValue())
			.isEqualTo("analytics");
		assertThat(GatewayClient.ids(this.client.read(AIRBYTE + "/workspaces")))
			.containsExactly("airbyte~3b86d0f4-e25a-47c9-a0d8-914c6e7f52b3");
		assertThat(GatewayClient
			.ids(this.client.read(CONNECTIONS + "/maestro~1700000000000_ab12cd34_mysql-1.0.0/workspaces")))
			.containsExactly("maestro~ac3e0000-0000-4000-8000-000000000001");
	}

	@Test
	void answersCarryRequestIdAndTimings() {
		HttpResponse<String> own = this.client.get(CONNECTIONS, "X-Request-Id", "caller-1.a");
		assertThat(own.headers().allValues("X-Request-Id")).containsExactly("caller-1.a");
		assertThat(own.headers().firstValue("Server-Timing").orElseThrow())
			.matches("airbyte;dur=[\\d.]+, maestro;dur=[\\d.]+, wallaroo;dur=[\\d.]+");
		HttpResponse<String> strange = this.client.get(CONNECTIONS, "X-Request-Id", "no <good>");
		assertThat(strange.headers().firstValue("X-Request-Id").orElseThrow()).matches("[a-z0-9]{6,}");
		assertThat(this.client.get(AIRBYTE).headers().firstValue("Server-Timing").orElseThrow())
			.startsWith("airbyte;dur=");
	}

	@Test
	void headAndOptionsTellWhatGetWould() {
		HttpResponse<String> head = this.client.send("HEAD", AIRBYTE, null);
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
		assertThat(head.headers().firstValue("ETag")).isEqualTo(this.client.get(AIRBYTE).headers().firstValue("ETag"));
		HttpResponse<String> options = this.client.send("OPTIONS", CONNECTIONS, null);
		assertThat(options.statusCode()).isEqualTo(200);
		assertThat(options.headers().firstValue("Allow").orElseThrow()).contains("GET", "HEAD", "OPTIONS");
	}

	@Test
	void tokensThatExpireOnTheWayAreRenewed() {
		List<String> ids = new java.util.ArrayList<>();
		JsonNode page = this.client.read(CONNECTIONS + "?limit=20");
		ids.addAll(GatewayClient.ids(page));
		while (page.has("next")) {
			this.client.send("POST", "/sandbox/clock", "{\"advance\":\"PT2H\"}", "Content-Type", "application/json");
			page = this.client.read(CONNECTIONS + "?limit=20&cursor=" + page.path("next").stringValue());
			assertThat(page.path("complete").booleanValue()).isTrue();
			ids.addAll(GatewayClient.ids(page));
		}
		assertThat(new HashSet<>(ids)).hasSize(107);
	}

}
