package io.patchbay.example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An example for those who call the gateway: how to test that against its sandbox. It
 * uses nothing of Patchbay but the image.
 */
@Testcontainers
@EnabledIf(value = "io.patchbay.GatewayImage#exists", disabledReason = "there is no image of the gateway, see .ci/run")
class CallerExampleTests {

	@Container
	private static final GenericContainer<?> PATCHBAY = new GenericContainer<>("patchbay/patchbay:0.1.0")
		.withCommand("--spring.profiles.active=sandbox")
		.withExposedPorts(8080)
		.waitingFor(Wait.forHttp("/actuator/health/readiness").withStartupTimeout(Duration.ofMinutes(2)));

	private final HttpClient http = HttpClient.newHttpClient();

	// What you would test: code of yours that lists connections.
	private HttpResponse<String> connections() throws IOException, InterruptedException {
		return send(request("/api/v1/connections?limit=5").header("X-Api-Key", "sandbox"));
	}

	@Test
	void platformThatFailsHidesNoOther() throws Exception {
		assertThat(connections().body()).contains("\"complete\":true");
		send(request("/sandbox/faults").header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"platform\":\"maestro\",\"kind\":\"drop\"}")));
		assertThat(connections().body()).contains("\"complete\":false").contains("\"outcome\":\"UNAVAILABLE\"");
		send(request("/sandbox/faults").DELETE());
	}

	private static HttpRequest.Builder request(String path) {
		return HttpRequest
			.newBuilder(URI.create("http://" + PATCHBAY.getHost() + ":" + PATCHBAY.getMappedPort(8080) + path));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

}
