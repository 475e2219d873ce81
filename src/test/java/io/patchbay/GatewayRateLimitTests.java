package io.patchbay;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which answers tell the client's rate.
 */
@GatewayTest
class GatewayRateLimitTests {

	private GatewayClient gateway;

	@BeforeEach
	void begin(@LocalServerPort int port) {
		this.gateway = GatewayClient.of(port);
		this.gateway.heal();
	}

	@ParameterizedTest(name = "{0} {1} as {2} is {4}")
	@CsvSource(delimiter = '|', textBlock = """
			GET    | /api/v1/backends                   | sandbox    | */*               | 200
			GET    | /%61pi/v1/backends                 | sandbox    | */*               | 200
			GET    | /api/v1/backends                   | workspaces | */*               | 403
			GET    | /api/v1/connections/nobody~1       | sandbox    | */*               | 404
			GET    | /api/v1/nowhere                    | sandbox    | */*               | 404
			DELETE | /api/v1/connections                | sandbox    | */*               | 405
			GET    | /api/v1/backends                   | sandbox    | text/csv          | 406
			GET    | /api/v1/connections?limit=0        | sandbox    | */*               | 400
			""")
	void answersOfTheApiTellTheRate(String method, String path, String key, String accept, int status) {
		HttpResponse<String> answer = this.gateway.as(key).send(method, path, null, "Accept", accept);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertTold(answer);
	}

	@Test
	void streamsTellTheRate() {
		String ended = GatewayClient
			.ids(this.gateway
				.read("/api/v1/connections/airbyte~c0000000-0000-4000-8000-000000000001/syncs?status=SUCCEEDED"))
			.getFirst();
		HttpResponse<String> answer = this.gateway.get("/api/v1/syncs/" + ended + "/events");
		assertThat(answer.body()).contains("event:done");
		assertTold(answer);
	}

	private static void assertTold(HttpResponse<String> answer) {
		assertThat(answer.headers().allValues("RateLimit-Policy")).containsExactly("\"default\";q=600000;w=60");
		assertThat(answer.headers().allValues("RateLimit")).singleElement()
			.asString()
			.matches("\"default\";r=5999\\d\\d;t=1");
	}

	@ParameterizedTest(name = "{0} as {1} is {2}")
	@CsvSource({ "/api/v1/backends,wrong,401", "/api/v1/backends,'',401", "/problems,sandbox,200",
			"/actuator/health,sandbox,200", "/v3/api-docs,sandbox,200", "/nowhere,sandbox,404" })
	void othersDoNot(String path, String key, int status) {
		HttpResponse<String> answer = this.gateway.as(key).get(path);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.headers().map()).doesNotContainKeys("RateLimit", "ratelimit", "RateLimit-Policy",
				"ratelimit-policy");
	}

}
