package io.patchbay.sandbox.wallaroo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

import io.patchbay.sandbox.SandboxJson;
import io.patchbay.sandbox.SandboxMvc;
import tools.jackson.databind.JsonNode;

import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A pretend Wallaroo for one test, with the few calls that every test makes.
 */
final class WallarooEmulator implements AutoCloseable {

	private static final String ROOT = "/sandbox/wallaroo";

	private final SandboxMvc sandbox = new SandboxMvc(WallarooEmulator.class.getPackage());

	private final String token = longLivedToken();

	MvcTestResult tokenCall(String form, String... basic) {
		var request = this.sandbox.mvc()
			.post()
			.uri(ROOT + "/auth/realms/master/protocol/openid-connect/token")
			.contentType(MediaType.APPLICATION_FORM_URLENCODED);
		for (String pair : form.split("&")) {
			request = request.param(pair.split("=")[0], pair.split("=")[1]);
		}
		for (String header : basic) {
			request = request.header("Authorization", header);
		}
		return request.exchange();
	}

	// tests move time further than a token usually lives
	private String longLivedToken() {
		control("{'sdkClientLifetime':'P1D'}");
		String form = "client_id=sdk-client&grant_type=password&username=sandbox@patchbay.example"
				+ "&password=sandbox-wallaroo-password";
		String access = token(form).path("access_token").stringValue();
		control("{'sdkClientLifetime':'PT1M'}");
		return access;
	}

	JsonNode token(String form, String... basic) {
		return json(tokenCall(form, basic));
	}

	MvcTestResult call(String operation, String body) {
		return callAs("Bearer " + this.token, operation, body);
	}

	MvcTestResult callAs(String authorization, String operation, String body) {
		return this.sandbox.mvc()
			.post()
			.uri(ROOT + "/v1/api/" + operation)
			.header("Authorization", authorization)
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.exchange();
	}

	MvcTestResult get(String operation) {
		return this.sandbox.mvc()
			.get()
			.uri(ROOT + "/v1/api/" + operation)
			.header("Authorization", "Bearer " + this.token)
			.exchange();
	}

	/**
	 * Calls and expects success.
	 * @param operation the path below the API root
	 * @param body the JSON body, single quotes allowed
	 * @return the answer
	 */
	JsonNode ask(String operation, String body) {
		MvcTestResult result = call(operation, body.replace('\'', '"'));
		assertThat(result).hasStatus(200);
		return json(result);
	}

	/**
	 * Calls and expects a failure in the platform's form.
	 * @param status the expected status
	 * @param operation the path below the API root
	 * @param body the JSON body, single quotes allowed
	 * @return the message, in lower case
	 */
	String refused(int status, String operation, String body) {
		MvcTestResult result = call(operation, body.replace('\'', '"'));
		assertThat(result).hasStatus(status);
		assertThat(json(result).path("code").intValue()).isEqualTo(status);
		return json(result).path("msg").stringValue().toLowerCase(Locale.ROOT);
	}

	void control(String patch) {
		assertThat(this.sandbox.mvc().patch().uri(ROOT + "/_control").content(patch.replace('\'', '"'))).hasStatus(200);
	}

	MvcTestResult controlCall(String patch) {
		return this.sandbox.mvc().patch().uri(ROOT + "/_control").content(patch).exchange();
	}

	JsonNode seed(int count) {
		return json(
				this.sandbox.mvc().post().uri(ROOT + "/_control/seed").content("{\"count\":" + count + "}").exchange());
	}

	String accessToken() {
		return this.token;
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
