package io.patchbay;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
class GatewayFaultTests {

	private static final String CONNECTIONS = GatewayClient.API + "/connections?limit=200";

	private GatewayClient client;

	@BeforeEach
	void heal(@LocalServerPort int port) {
		this.client = GatewayClient.of(port);
		this.client.heal();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			'kind':'status','status':500           | UNAVAILABLE      | upstream-error            | 502
			'kind':'status','status':503           | UNAVAILABLE      | upstream-unavailable      | 503
			'kind':'status','status':504           | TIMEOUT          | upstream-timeout          | 504
			'kind':'html-502'                      | UNAVAILABLE      | upstream-unavailable      | 503
			'kind':'drop'                          | UNAVAILABLE      | upstream-unavailable      | 503
			'kind':'commit-then-drop'              | UNAVAILABLE      | upstream-unavailable      | 503
			'kind':'redirect'                      | UNAVAILABLE      | upstream-error            | 502
			'kind':'unauthorized'                  | UNAUTHORIZED     | upstream-auth-failed      | 502
			'kind':'status','status':403           | UNAUTHORIZED     | upstream-forbidden        | 403
			'kind':'rate-limit','headers':{'Retry-After':'17'} | RATE_LIMITED | upstream-rate-limited | 429
			'kind':'malformed-json'                | INVALID_RESPONSE | upstream-invalid-response | 502
			'kind':'wrong-content-type'            | INVALID_RESPONSE | upstream-invalid-response | 502
			'kind':'empty-body'                    | INVALID_RESPONSE | upstream-invalid-response | 502
			'kind':'huge-body'                     | INVALID_RESPONSE | upstream-invalid-response | 502
			'kind':'truncated'                     | UNAVAILABLE      | upstream-unavailable      | 503
			'kind':'slow-drip'                     | TIMEOUT          | upstream-timeout          | 504
			""")
	void faultOfOnePlatformHasItsOutcomeAndHidesNoOther(String fault, String outcome, String code, int strict) {
		this.client.breakPlatform("{'platform':'maestro','path':'^/connections'," + fault + "}");
		JsonNode page = this.client.read(CONNECTIONS);
		JsonNode maestro = GatewayClient.outcome(page, "maestro");
		assertThat(maestro.path("outcome").stringValue()).isEqualTo(outcome);
		assertThat(maestro.path("code").stringValue()).isEqualTo(code);
		assertThat(page.path("complete").booleanValue()).isFalse();
		assertThat(page.has("next")).isTrue();
		assertThat(page.path("items").size() - maestro.path("count").intValue()).isEqualTo(35 + 35);
		HttpResponse<String> alone = this.client.get(CONNECTIONS + "&backend=maestro", "Prefer", "handling=strict");
		assertThat(alone.statusCode()).isEqualTo(strict);
		assertThat(GatewayClient.json(alone).path("code").stringValue()).isEqualTo(code);
		if (outcome.equals("RATE_LIMITED")) {
			assertThat(maestro.path("retryAfter").intValue()).isEqualTo(17);
			assertThat(alone.headers().firstValue("Retry-After")).hasValue("17");
		}
		this.client.heal();
		JsonNode rest = this.client.read(CONNECTIONS + "&cursor=" + page.path("next").stringValue());
		assertThat(rest.path("complete").booleanValue()).isTrue();
		assertThat(rest.path("items").size() + maestro.path("count").intValue()).isEqualTo(37);
	}

	@ParameterizedTest
	@CsvSource({ "airbyte, /api/public/v1/connections, 34", "maestro, ^/connections, 36",
			"wallaroo, connections/list, 34" })
	void brokenItemIsSetAsideAndCounted(String platform, String path, int left) {
		// Signs in again where the reset has forgotten the token: the fault strikes once.
		this.client.read(CONNECTIONS);
		this.client
			.breakPlatform("{'platform':'" + platform + "','path':'" + path + "','kind':'broken-item','times':1}");
		JsonNode page = this.client.read(CONNECTIONS + "&backend=" + platform);
		JsonNode outcome = GatewayClient.outcome(page, platform);
		assertThat(outcome.path("outcome").stringValue()).isEqualTo("OK");
		assertThat(outcome.path("invalidItems").intValue()).isEqualTo(1);
		assertThat(outcome.path("count").intValue()).isEqualTo(left);
		assertThat(page.path("complete").booleanValue()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "airbyte, unauthorized", "wallaroo, unauthorized", "maestro, unauthorized", "airbyte, drop",
			"wallaroo, drop", "maestro, html-502" })
	void faultThatPassesIsNotNoticed(String platform, String kind) {
		this.client
			.breakPlatform("{'platform':'" + platform + "','path':'connections','kind':'" + kind + "','times':1}");
		JsonNode page = this.client.read(CONNECTIONS);
		assertThat(page.path("complete").booleanValue()).isTrue();
		assertThat(page.path("items").size()).isEqualTo(107);
	}

	@Test
	void allPlatformsFailingIsAProblemOfTheDominantCause() {
		this.client.breakPlatform("{'platform':'*','path':'connections','kind':'status','status':503}");
		HttpResponse<String> response = this.client.get(CONNECTIONS);
		assertThat(response.statusCode()).isEqualTo(503);
		JsonNode problem = GatewayClient.json(response);
		assertThat(problem.path("code").stringValue()).isEqualTo("upstream-unavailable");
		assertThat(problem.path("backends").size()).isEqualTo(3);
		assertThat(response.headers().firstValue("Retry-After")).isPresent();
	}

}
