package io.patchbay;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Makes every call of the API document as its examples stand there: what Swagger UI fills
 * in works in the sandbox when it is sent as it is, and every link of a problem leads to
 * its page.
 */
@GatewayTest
class OpenApiSandboxTests {

	private final List<String> sent = new ArrayList<>();

	private GatewayClient gateway;

	private JsonNode document;

	@BeforeEach
	void read(@LocalServerPort int port) {
		this.gateway = GatewayClient.of(port);
		this.document = GatewayClient.json(this.gateway.get("/v3/api-docs"));
	}

	@AfterEach
	void heal() {
		this.gateway.heal();
	}

	@Test
	void everyExampleWorksAsItIs() {
		this.document.path("paths")
			.properties()
			.forEach((path) -> path.getValue()
				.properties()
				.forEach((operation) -> call(operation.getKey(), path.getKey(), operation.getValue())));
		assertThat(this.sent).hasSizeGreaterThan(30).allMatch((line) -> line.matches("2\\d\\d .*"));
	}

	@Test
	void everyTypeOfAProblemLeadsToItsPage() {
		JsonNode problems = this.document.path("components").path("examples");
		assertThat(problems.size()).isGreaterThan(30);
		for (JsonNode problem : problems) {
			String type = problem.path("value").path("type").stringValue();
			HttpResponse<String> page = this.gateway.get(type, "Accept", "text/html");
			assertThat(page.statusCode()).as(type).isEqualTo(200);
			assertThat(page.body()).contains("<code>" + problem.path("value").path("code").stringValue() + "</code>");
			assertThat(GatewayClient.json(this.gateway.get(type)).path("code").stringValue())
				.isEqualTo(problem.path("value").path("code").stringValue());
		}
	}

	private void call(String method, String path, JsonNode operation) {
		JsonNode contents = operation.path("requestBody").path("content");
		if (contents.isEmpty()) {
			send(method, path, operation, null, null);
		}
		contents.properties()
			.forEach((content) -> bodies(content.getValue())
				.forEach((body) -> send(method, path, operation, body, content.getKey())));
	}

	private static List<String> bodies(JsonNode content) {
		List<String> bodies = new ArrayList<>();
		if (content.has("example")) {
			bodies.add(content.path("example").toString());
		}
		content.path("examples").forEach((example) -> bodies.add(example.path("value").toString()));
		return bodies;
	}

	private void send(String method, String path, JsonNode operation, String body, String type) {
		this.gateway.heal();
		Map<String, String> made = Map.of("planId", (path.contains("{planId}")) ? plan() : "");
		String target = path;
		for (JsonNode parameter : operation.path("parameters")) {
			String name = parameter.path("name").stringValue();
			target = target.replace("{" + name + "}", made.getOrDefault(name, parameter.path("example").asString("-")));
		}
		HttpResponse<String> response = this.gateway.send(method.toUpperCase(Locale.ROOT), target, body,
				(type != null) ? new String[] { "Content-Type", type } : new String[0]);
		this.sent.add(response.statusCode() + " " + method + " " + target
				+ ((response.statusCode() < 300) ? "" : " " + body + " " + response.body()));
	}

	// A plan's id is made up anew each time, so that no example of it would work.
	private String plan() {
		JsonNode example = this.document
			.at("/paths/~1api~1v1~1cleanup-plans/post/requestBody/content/application~1json/example");
		return GatewayClient
			.json(this.gateway.send("POST", GatewayClient.API + "/cleanup-plans", example.toString(), "Content-Type",
					"application/json"))
			.path("id")
			.stringValue();
	}

}
