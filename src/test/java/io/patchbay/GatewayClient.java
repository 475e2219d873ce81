package io.patchbay;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A caller of the gateway who can also break and heal the sandbox's platforms.
 */
final class GatewayClient {

	static final String API = "/api/v1";

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String root;

	private final String key;

	private GatewayClient(String root, String key) {
		this.root = root;
		this.key = key;
	}

	static GatewayClient of(int port) {
		return new GatewayClient("http://127.0.0.1:" + port, "sandbox");
	}

	GatewayClient as(String other) {
		return new GatewayClient(this.root, other);
	}

	HttpResponse<String> get(String path, String... headers) {
		return send("GET", path, null, headers);
	}

	HttpResponse<String> send(String method, String path, String body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.root + path))
			.timeout(Duration.ofSeconds(30))
			.method(method,
					(body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		if (!this.key.isEmpty()) {
			request.header("X-Api-Key", this.key);
		}
		try {
			return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (java.io.IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	JsonNode read(String path, String... headers) {
		HttpResponse<String> response = get(path, headers);
		if (response.statusCode() != 200) {
			throw new AssertionError(path + " answered " + response.statusCode() + ": " + response.body());
		}
		return json(response);
	}

	/**
	 * Follows a list to its end.
	 * @param path the first page, with a query
	 * @return the ids of all items, in their order
	 */
	List<String> walk(String path) {
		List<String> ids = new ArrayList<>();
		JsonNode page = read(path);
		ids.addAll(ids(page));
		while (page.has("next")) {
			page = read(path + "&cursor=" + page.path("next").stringValue());
			ids.addAll(ids(page));
		}
		return ids;
	}

	void breakPlatform(String fault) {
		HttpResponse<String> response = send("POST", "/sandbox/faults", fault.replace('\'', '"'), "Content-Type",
				"application/json");
		if (response.statusCode() != 201) {
			throw new AssertionError(response.body());
		}
	}

	void advance(String duration) {
		HttpResponse<String> response = send("POST", "/sandbox/clock", "{\"advance\":\"" + duration + "\"}",
				"Content-Type", "application/json");
		if (response.statusCode() != 200) {
			throw new AssertionError(response.body());
		}
	}

	void heal() {
		send("POST", "/sandbox/reset", "");
	}

	static List<String> ids(JsonNode page) {
		return page.path("items").valueStream().map((item) -> item.path("id").stringValue()).toList();
	}

	static JsonNode outcome(JsonNode page, String backend) {
		return page.path("backends")
			.valueStream()
			.filter((entry) -> backend.equals(entry.path("backend").stringValue()))
			.findFirst()
			.orElseThrow(() -> new AssertionError(page.path("backends").toString()));
	}

	static JsonNode json(HttpResponse<String> response) {
		return MAPPER.readTree(response.body());
	}

}
