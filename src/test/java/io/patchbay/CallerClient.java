package io.patchbay;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A caller of the gateway who signs in to the sandbox's platforms by itself.
 */
final class CallerClient {

	private static final String JSON = "application/json";

	private final List<String> tokens = new ArrayList<>();

	private final GatewayClient gateway;

	CallerClient(GatewayClient gateway) {
		this.gateway = gateway;
	}

	// All tokens so far, without their scheme.
	List<String> tokens() {
		return this.tokens.stream().map(CallerClient::bare).toList();
	}

	HttpResponse<String> send(String method, String path, String body, String... headers) {
		List<String> all = new ArrayList<>(List.of(headers));
		if (body != null) {
			all.addAll(List.of("Content-Type", JSON));
		}
		HttpResponse<String> response = this.gateway.send(method, GatewayClient.API + path,
				(body != null) ? body.replace('\'', '"') : null, all.toArray(String[]::new));
		assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
		return response;
	}

	static void rejected(HttpResponse<String> response, String header) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(403);
		JsonNode problem = GatewayClient.json(response);
		assertThat(problem.path("code").stringValue()).isEqualTo("upstream-credentials-rejected");
		assertThat(problem.path("detail").stringValue()).contains("'" + header + "'");
		assertThat(header).endsWith(problem.path("backend").stringValue());
		assertThat(problem.path("retryable").booleanValue()).isFalse();
	}

	String signIn(String platform) {
		HttpResponse<String> session = switch (platform) {
			case "airbyte" -> this.gateway.send("POST", "/sandbox/airbyte/v1/applications/token",
					"{\"client_id\":\"sandbox-client\",\"client_secret\":\"sandbox-secret\"}", "Content-Type", JSON);
			case "maestro" -> this.gateway.send("POST", "/sandbox/maestro/auth/sign-in",
					"{\"username\":\"sandbox@patchbay.example\",\"password\":\"sandbox-maestro-password\"}",
					"Content-Type", JSON);
			default -> this.gateway.send("POST", "/sandbox/wallaroo/auth/realms/master/protocol/openid-connect/token",
					"grant_type=password&client_id=sdk-client&username=sandbox%40patchbay.example"
							+ "&password=sandbox-wallaroo-password",
					"Content-Type", "application/x-www-form-urlencoded");
		};
		assertThat(session.statusCode()).as(session.body()).isEqualTo(200);
		JsonNode answer = GatewayClient.json(session);
		String token = platform.equals("maestro") ? answer.path("tokens").path("accessToken").stringValue()
				: "Bearer " + answer.path("access_token").stringValue();
		this.tokens.add(token);
		return token;
	}

	static String bare(String token) {
		return token.replaceFirst("^Bearer ", "");
	}

}
