package io.patchbay.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A plain HTTP client for the sandbox, which never follows a redirect.
 */
public final class SandboxClient {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private final String root;

	private String authorization = "";

	public SandboxClient(int port) {
		this.root = "http://127.0.0.1:" + port;
	}

	public String root() {
		return this.root;
	}

	public void authorization(String value) {
		this.authorization = value;
	}

	public HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return send("GET", path, null);
	}

	public HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
		return send("POST", path, body);
	}

	public HttpResponse<String> patch(String path, String body) throws IOException, InterruptedException {
		return send("PATCH", path, body);
	}

	public HttpResponse<String> delete(String path) throws IOException, InterruptedException {
		return send("DELETE", path, null);
	}

	public HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
		return this.http.send(request(method, path, body), HttpResponse.BodyHandlers.ofString());
	}

	public HttpRequest request(String method, String path, String body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.root + path))
			.timeout(Duration.ofSeconds(30))
			.method(method,
					(body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody());
		if (!this.authorization.isEmpty()) {
			request.header("Authorization", this.authorization);
		}
		if (body != null) {
			request.header("Content-Type", "application/json");
		}
		return request.build();
	}

	public HttpClient http() {
		return this.http;
	}

	public static JsonNode json(HttpResponse<String> response) {
		return MAPPER.readTree(response.body());
	}

}
