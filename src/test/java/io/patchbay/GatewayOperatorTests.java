package io.patchbay;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an operator sees of a gateway whose store and whose backend were never there: its
 * health, and its log in a format for machines.
 */
class GatewayOperatorTests {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final String CONNECTION = "/api/v1/connections/gone~00000000-0000-4000-8000-000000000001";

	private static GatewayProcess gateway;

	private static GatewayClient client;

	@BeforeAll
	static void start() throws IOException {
		int nobody = TestPorts.free();
		gateway = GatewayProcess.start("operator",
				List.of("--spring.config.additional-location=classpath:/gateway-tests.yaml", "--patchbay.store=redis",
						"--spring.data.redis.port=" + nobody, "--patchbay.backends.gone.platform=wallaroo",
						"--patchbay.backends.gone.base-url=http://127.0.0.1:" + nobody,
						"--patchbay.backends.gone.auth.token=c4n4ry-token", "--logging.structured.format.console=ecs",
						"--logging.level.patchbay.access=info"));
		client = GatewayClient.of(gateway.port()).as("operator");
		await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> status("liveness") == 200);
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	@Test
	void replicaThatNeverReachedItsStoreIsAliveAndNotReady() {
		assertThat(status("liveness")).isEqualTo(200);
		assertThat(status("readiness")).isEqualTo(503);
		assertThat(client.get("/api/v1/backends").statusCode()).isEqualTo(200);
	}

	@Test
	void requestHasOneLineWithItsFieldsAndNeitherSecretsNorQueries() throws IOException {
		// The first finds that Redis is away, which is told once.
		client.get("/api/v1/backends");
		HttpResponse<String> failed = client.get("/api/v1/connections?limit=0&q=c4n4ry-query", "X-Request-Id", "op-400",
				"Authorization-Of-Somebody", "c4n4ry-header");
		assertThat(failed.statusCode()).isEqualTo(400);
		assertThat(client.get(CONNECTION, "X-Request-Id", "op-503").statusCode()).isEqualTo(503);
		assertThat(client.get("/api/v1/backends", "X-Request-Id", "op-200").statusCode()).isEqualTo(200);
		assertThat(client.as("c4n4ry-key").get("/api/v1/backends", "X-Request-Id", "op-401").statusCode())
			.isEqualTo(401);
		JsonNode unavailable = lineOf("op-503");
		assertThat(unavailable.path("log").path("level").stringValue()).isEqualTo("WARN");
		assertThat(unavailable.path("client").stringValue()).isEqualTo("operator");
		assertThat(unavailable.path("backend").stringValue()).isEqualTo("gone");
		assertThat(unavailable.path("code").stringValue()).isEqualTo("upstream-unavailable");
		assertThat(unavailable.path("method").stringValue()).isEqualTo("GET");
		assertThat(unavailable.path("path").stringValue()).isEqualTo(CONNECTION);
		assertThat(unavailable.path("route").stringValue()).endsWith("/connections/{id}");
		assertThat(unavailable.path("status").intValue()).isEqualTo(503);
		assertThat(unavailable.path("durationMs").isNumber()).isTrue();
		assertThat(unavailable.path("message").stringValue())
			.startsWith("GET " + CONNECTION + " answered as 503 upstream-unavailable of backend gone in ");
		assertThat(lineOf("op-200").path("log").path("level").stringValue()).isEqualTo("INFO");
		assertThat(lineOf("op-400").path("code").stringValue()).isEqualTo("invalid-request");
		assertThat(lineOf("op-401").path("code").stringValue()).isEqualTo("unauthenticated");
		assertThat(String.join("\n", gateway.log())).doesNotContain("c4n4ry");
	}

	private static JsonNode lineOf(String request) throws IOException {
		await().until(() -> gateway.log().stream().anyMatch((line) -> line.contains(request)));
		List<JsonNode> lines = gateway.log()
			.stream()
			.map(MAPPER::readTree)
			.filter((line) -> line.path("requestId").stringValue("").equals(request))
			.toList();
		assertThat(lines).hasSize(1);
		return lines.getFirst();
	}

	private static int status(String probe) {
		return client.as("").get("/actuator/health/" + probe).statusCode();
	}

}
