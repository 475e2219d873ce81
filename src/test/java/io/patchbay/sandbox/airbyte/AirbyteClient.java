package io.patchbay.sandbox.airbyte;

import java.net.http.HttpResponse;

import io.patchbay.sandbox.SandboxClient;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A signed-in caller of the emulator. Single quotes in bodies stand for double ones.
 */
final class AirbyteClient {

	static final String PUBLIC = "/sandbox/airbyte/v1";

	static final String CONFIG = "/sandbox/airbyte/api/v1";

	private final SandboxClient client;

	AirbyteClient(int port) {
		this.client = new SandboxClient(port);
	}

	SandboxClient raw() {
		return this.client;
	}

	/**
	 * Brings the whole sandbox back to its start and signs in.
	 * @return the token
	 * @throws Exception when the sandbox does not answer
	 */
	String start() throws Exception {
		assertThat(this.client.post("/sandbox/reset", "").statusCode()).isEqualTo(204);
		HttpResponse<String> response = this.client.post(PUBLIC + "/applications/token",
				quoted("{'client_id':'sandbox-client','client_secret':'sandbox-secret'}"));
		String token = SandboxClient.json(response).path("access_token").stringValue();
		this.client.authorization("Bearer " + token);
		return token;
	}

	void control(String changes) throws Exception {
		assertThat(this.client.patch("/sandbox/airbyte/_control", quoted(changes)).statusCode()).isEqualTo(200);
	}

	void advance(String duration) throws Exception {
		assertThat(this.client.post("/sandbox/clock", quoted("{'advance':'" + duration + "'}")).statusCode())
			.isEqualTo(200);
	}

	JsonNode get(String path) throws Exception {
		return expect(200, "GET", PUBLIC + path, null);
	}

	JsonNode get(int status, String path) throws Exception {
		return expect(status, "GET", PUBLIC + path, null);
	}

	JsonNode post(int status, String path, String body) throws Exception {
		return expect(status, "POST", PUBLIC + path, body);
	}

	JsonNode patch(int status, String path, String body) throws Exception {
		return expect(status, "PATCH", PUBLIC + path, body);
	}

	JsonNode delete(int status, String path) throws Exception {
		return expect(status, "DELETE", PUBLIC + path, null);
	}

	JsonNode config(int status, String path, String body) throws Exception {
		return expect(status, "POST", CONFIG + path, body);
	}

	private JsonNode expect(int status, String method, String path, String body) throws Exception {
		HttpResponse<String> response = this.client.send(method, path, (body != null) ? quoted(body) : null);
		assertThat(response.statusCode()).as("%s %s: %s", method, path, response.body()).isEqualTo(status);
		if (status == 204) {
			assertThat(response.body()).isEmpty();
		}
		return (response.body().isEmpty()) ? null : SandboxClient.json(response);
	}

	static String quoted(String body) {
		return body.replace('\'', '"');
	}

}
