package io.patchbay.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * The sandbox behind the gateway, whose platforms can be broken and whose clock can be
 * moved.
 */
final class Sandbox {

	static final String URL = System.getenv().getOrDefault("PATCHBAY_URL", "http://localhost:8080");

	private final HttpClient http = HttpClient.newHttpClient();

	void reset() throws IOException, InterruptedException {
		send("POST", "/sandbox/reset", "");
	}

	void breakPlatform(String fault) throws IOException, InterruptedException {
		send("POST", "/sandbox/faults", fault);
	}

	void heal() throws IOException, InterruptedException {
		send("DELETE", "/sandbox/faults", "");
	}

	void later() throws IOException, InterruptedException {
		send("POST", "/sandbox/clock", "{\"advance\":\"PT30S\"}");
	}

	private void send(String method, String path, String body) throws IOException, InterruptedException {
		HttpResponse<String> response = this.http.send(HttpRequest.newBuilder(URI.create(URL + path))
			.header("Content-Type", "application/json")
			.method(method, HttpRequest.BodyPublishers.ofString(body))
			.build(), HttpResponse.BodyHandlers.ofString());
		if (response.statusCode() >= 300) {
			throw new AssertionError(response.statusCode() + ": " + response.body());
		}
	}

}
