package io.patchbay.training;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls over HTTP, as any client would, and accepts no other answer than the one that it
 * expects.
 */
final class TrainingCaller {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String root;

	private final String key;

	TrainingCaller(String root, String key) {
		this.root = root;
		this.key = key;
	}

	TrainingCaller as(String other) {
		return new TrainingCaller(this.root, other);
	}

	HttpResponse<String> get(String path, int status, String... headers) throws IOException, InterruptedException {
		return send("GET", path, null, status, headers);
	}

	JsonNode json(String path, String... headers) throws IOException, InterruptedException {
		return json(get(path, 200, headers));
	}

	static JsonNode json(HttpResponse<String> response) {
		return JSON.readTree(response.body());
	}

	HttpResponse<String> send(String method, String path, @Nullable String body, int status, String... headers)
			throws IOException, InterruptedException {
		BodyPublisher content = (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody();
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.root + path))
			.timeout(PATIENCE)
			.header("X-Api-Key", this.key)
			.method(method, content);
		if (body != null) {
			request.header("Content-Type",
					method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
		}
		if (headers.length > 0) {
			request.headers(headers);
		}
		HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
		if (response.statusCode() != status) {
			throw new IllegalStateException(method + " " + path + " answered " + response.statusCode() + " instead of "
					+ status + ": " + response.body());
		}
		return response;
	}

}
