package io.patchbay.sandbox;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SandboxTest
class SandboxControllerTests {

	private final SandboxClient client;

	private final SandboxClock clock;

	SandboxControllerTests(@LocalServerPort int port, @Autowired SandboxClock clock) {
		this.client = new SandboxClient(port);
		this.clock = clock;
	}

	@BeforeEach
	void reset() throws Exception {
		assertThat(this.client.post("/sandbox/reset", "").statusCode()).isEqualTo(204);
	}

	@Test
	void movesAndResetsTheClock() throws Exception {
		HttpResponse<String> moved = this.client.post("/sandbox/clock", "{\"advance\":\"PT1H\"}");
		assertThat(SandboxClient.json(moved).path("offset").asString()).isEqualTo("PT1H");
		assertThat(Instant.parse(SandboxClient.json(moved).path("now").asString()))
			.isAfter(Instant.now().plus(Duration.ofMinutes(59)));
		assertThat(this.clock.offset()).isEqualTo(Duration.ofHours(1));
		assertThat(SandboxClient.json(this.client.delete("/sandbox/clock")).path("offset").asString())
			.isEqualTo("PT0S");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "7", "{\"advance\":5}", "{\"advance\":\"soon\"}",
			"{\"advance\":\"PT9999999999H\"}", "{\"advance\":\"PT999999999999999999999H\"}" })
	void refusesStepsThatMakeNoSense(String body) throws Exception {
		HttpResponse<String> response = this.client.post("/sandbox/clock", body);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(SandboxClient.json(response).path("message").asString()).isNotEmpty();
	}

	@Test
	void recordsWhatTheEmulatorsWereAsked() throws Exception {
		this.client.get("/sandbox/airbyte/v1/health?x=1");
		this.client.get("/sandbox/clock");
		HttpResponse<String> requests = this.client
			.get("/sandbox/requests?platform=airbyte&method=get&path=/v1/health");
		assertThat(SandboxClient.json(requests).path("count").asInt()).isEqualTo(1);
		JsonNode entry = SandboxClient.json(requests).at("/items/0");
		assertThat(entry.path("path").asString()).isEqualTo("/v1/health");
		assertThat(entry.path("query").asString()).isEqualTo("x=1");
		assertThat(entry.path("status").isInt()).isTrue();
		this.client.delete("/sandbox/requests");
		assertThat(SandboxClient.json(this.client.get("/sandbox/requests")).path("count").asInt()).isZero();
	}

	@Test
	void readsJsonWhateverItIsCalled() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.client.root() + "/sandbox/clock"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString("{\"advance\":\"PT1M\"}"))
			.build();
		this.client.http().send(request, HttpResponse.BodyHandlers.discarding());
		assertThat(this.clock.offset()).isEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void goesBackToTheStart() throws Exception {
		this.client.post("/sandbox/faults", "{\"platform\":\"*\",\"kind\":\"drop\",\"path\":\"nowhere\"}");
		this.client.post("/sandbox/clock", "{\"advance\":\"PT1H\"}");
		this.client.post("/sandbox/reset", "");
		assertThat(SandboxClient.json(this.client.get("/sandbox/faults")).path("items")).isEmpty();
		assertThat(this.clock.offset()).isZero();
	}

	@Test
	void describesItself() throws Exception {
		assertThat(this.client.get("/sandbox").body()).contains("commit-then-drop", "/sandbox/clock");
		assertThat(this.client.get("/sandbox/nonsense").statusCode()).isEqualTo(404);
		assertThat(this.client.send("PUT", "/sandbox/clock", "{}").statusCode()).isEqualTo(404);
	}

}
