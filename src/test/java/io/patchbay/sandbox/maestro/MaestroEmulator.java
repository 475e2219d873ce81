package io.patchbay.sandbox.maestro;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.patchbay.sandbox.SandboxJson;
import io.patchbay.sandbox.SandboxMvc;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A pretend Maestro for one test, with the few calls that every test makes.
 */
final class MaestroEmulator implements AutoCloseable {

	static final String CREDENTIALS = "{'username':'sandbox@patchbay.example','password':'sandbox-maestro-password'}";

	private static final String ROOT = "/sandbox/maestro";

	private final SandboxMvc sandbox = new SandboxMvc(MaestroEmulator.class.getPackage());

	private String token = signIn().at("/tokens/accessToken").stringValue();

	JsonNode signIn() {
		return json(signIn(CREDENTIALS));
	}

	MvcTestResult signIn(String body) {
		return callAs("", HttpMethod.POST, "/auth/sign-in", body);
	}

	void renewToken() {
		this.token = signIn().at("/tokens/accessToken").stringValue();
	}

	MvcTestResult call(HttpMethod method, String path, String body, String... headers) {
		return callAs(this.token, method, path, body, headers);
	}

	MvcTestResult callAs(String authorization, HttpMethod method, String path, String body, String... headers) {
		var request = this.sandbox.mvc()
			.method(method)
			.uri(URI.create(ROOT + path))
			.contentType(MediaType.APPLICATION_JSON)
			.content(body.replace('\'', '"'));
		if (!authorization.isEmpty()) {
			request = request.header("Authorization", authorization);
		}
		for (int i = 0; i < headers.length; i += 2) {
			request = request.header(headers[i], headers[i + 1]);
		}
		return request.exchange();
	}

	JsonNode get(String path) {
		MvcTestResult result = call(HttpMethod.GET, path, "");
		assertThat(result).hasStatus(200);
		return json(result);
	}

	JsonNode post(String path, String body) {
		MvcTestResult result = call(HttpMethod.POST, path, body);
		assertThat(result).hasStatus(200);
		return json(result);
	}

	JsonNode refused(int status, HttpMethod method, String path, String body, String... headers) {
		MvcTestResult result = call(method, path, body, headers);
		assertThat(result).hasStatus(status);
		return json(result);
	}

	void control(String patch) {
		assertThat(callAs("", HttpMethod.PATCH, "/_control", patch)).hasStatus(200);
	}

	void pass(Duration time) {
		this.sandbox.clock().advance(time);
	}

	SandboxMvc sandbox() {
		return this.sandbox;
	}

	static JsonNode json(MvcTestResult result) {
		return SandboxJson.read(new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
	}

	@Override
	public void close() {
		this.sandbox.close();
	}

}
