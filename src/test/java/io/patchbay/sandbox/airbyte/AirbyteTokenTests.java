package io.patchbay.sandbox.airbyte;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.patchbay.sandbox.SandboxClient;
import io.patchbay.sandbox.SandboxTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SandboxTest
class AirbyteTokenTests {

	private static final String GOOD = "{'client_id':'sandbox-client','client_secret':'sandbox-secret'}";

	private static final String TOKEN = AirbyteClient.PUBLIC + "/applications/token";

	private final AirbyteClient airbyte;

	AirbyteTokenTests(@LocalServerPort int port) {
		this.airbyte = new AirbyteClient(port);
	}

	@BeforeEach
	void start() throws Exception {
		this.airbyte.start();
		this.airbyte.raw().authorization("");
	}

	@Test
	void issuesTokensForJson() throws Exception {
		JsonNode token = this.airbyte.post(200, "/applications/token", GOOD);
		assertThat(token.propertyNames()).containsExactlyInAnyOrder("access_token", "token_type", "expires_in");
		assertThat(token.path("token_type").stringValue()).isEqualTo("Bearer");
		assertThat(token.path("expires_in").intValue()).isEqualTo(900);
		opensBothApis(token.path("access_token").stringValue());
	}

	@Test
	void issuesTokensForForms() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.airbyte.raw().root() + TOKEN))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers
				.ofString("grant_type=client_credentials&client_id=sandbox-client&client_secret=sandbox-secret"))
			.build();
		HttpResponse<String> response = this.airbyte.raw().http().send(request, HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(200);
		opensBothApis(SandboxClient.json(response).path("access_token").stringValue());
	}

	@Test
	void issuesTokensFromTheConfigApi() throws Exception {
		JsonNode token = this.airbyte.config(200, "/applications/token", GOOD);
		assertThat(token.propertyNames()).containsExactly("access_token");
		opensBothApis(token.path("access_token").stringValue());
	}

	private void opensBothApis(String token) throws Exception {
		this.airbyte.raw().authorization("Bearer " + token);
		this.airbyte.get("/connections");
		this.airbyte.config(200, "/state/get", "{'connectionId':'" + AirbyteSeeds.EXAMPLE + "'}");
	}

	@Test
	void refusesABadPair() throws Exception {
		for (String body : new String[] { GOOD.replace("sandbox-secret", "x"), GOOD.replace("sandbox-client", "x") }) {
			assertThat(this.airbyte.post(401, "/applications/token", body).propertyNames()).containsExactly("errorId");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]", "{'client_id':'sandbox-client'}" })
	void refusesMissingFields(String body) throws Exception {
		this.airbyte.post(400, "/applications/token", body);
	}

	@Test
	void expiresTokensByTheSandboxClock() throws Exception {
		String token = this.airbyte.start();
		this.airbyte.advance("PT14M58S");
		this.airbyte.get("/connections");
		this.airbyte.advance("PT2S");
		assertThat(this.airbyte.get(401, "/connections").path("message").stringValue()).isEqualTo("Jwt is expired");
		assertThat(this.airbyte.start()).isNotEqualTo(token);
	}

	@Test
	void honoursTheLifetimeAndTheMinutesBug() throws Exception {
		this.airbyte.control("{'tokenLifetimeSeconds':180,'minutesBug':true}");
		assertThat(this.airbyte.post(200, "/applications/token", GOOD).path("expires_in").intValue()).isEqualTo(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Bearer nonsense", "nonsense", "Basic YTpi" })
	void refusesAnythingElse(String authorization) throws Exception {
		this.airbyte.raw().authorization(authorization);
		this.airbyte.get(401, "/connections");
		this.airbyte.config(401, "/state/get", "{}");
		assertThat(this.airbyte.raw().get(AirbyteClient.PUBLIC + "/health").statusCode()).isEqualTo(200);
	}

}
