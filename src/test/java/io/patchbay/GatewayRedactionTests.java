package io.patchbay;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
@ExtendWith(OutputCaptureExtension.class)
class GatewayRedactionTests {

	private static final String CANARY = "s3cr3t-canary";

	private static final String CONNECTIONS = GatewayClient.API + "/connections";

	private static final String WALLAROO = CONNECTIONS + "/wallaroo~c0000000-0000-4000-8000-000000000001";

	private GatewayClient client;

	@BeforeEach
	void heal(@LocalServerPort int port) {
		this.client = GatewayClient.of(port);
		this.client.heal();
	}

	@ParameterizedTest
	@ValueSource(strings = { CONNECTIONS + "?limit=200", CONNECTIONS + "?limit=200&backend=wallaroo&q=orders", WALLAROO,
			WALLAROO + "/workspaces", GatewayClient.API + "/backends" })
	void secretsAreNeitherToldNorLogged(String path, CapturedOutput output) {
		HttpResponse<String> response = this.client.as("reader").get(path);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body() + response.headers()).doesNotContain(CANARY);
		assertThat(output).doesNotContain(CANARY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "malformed-json", "truncated", "wrong-content-type", "broken-item" })
	void brokenAnswersLeakNothing(String kind, CapturedOutput output) {
		this.client.breakPlatform("{'platform':'wallaroo','kind':'" + kind + "','path':'connections'}");
		HttpResponse<String> response = this.client.as("reader").get(CONNECTIONS + "?backend=wallaroo");
		assertThat(response.body()).doesNotContain(CANARY);
		assertThat(output).doesNotContain(CANARY);
	}

	@Test
	void harmlessSettingsAreShownAndOthersLeaveAFingerprint() {
		JsonNode details = this.client.as("reader").read(WALLAROO).path("details");
		assertThat(details.path("host").stringValue()).isEqualTo("orders-db.example");
		assertThat(details.path("port").intValue()).isEqualTo(5432);
		assertThat(details.at("/password/redacted").booleanValue()).isTrue();
		assertThat(details.at("/password/fingerprint").stringValue()).startsWith("hmac:");
		assertThat(details.at("/tunnel/private_key/redacted").booleanValue()).isTrue();
		assertThat(details).isEqualTo(this.client.as("reader").read(WALLAROO).path("details"));
	}

	@Test
	void callerWithTheScopeSeesSecrets(CapturedOutput output) {
		assertThat(this.client.read(WALLAROO).at("/details/password").stringValue()).startsWith(CANARY);
		assertThat(this.client.get(CONNECTIONS + "?limit=200").body()).contains(CANARY);
		assertThat(output).doesNotContain(CANARY);
	}

}
