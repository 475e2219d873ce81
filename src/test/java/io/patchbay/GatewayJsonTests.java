package io.patchbay;

import java.net.http.HttpResponse;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends JSON that is made to hurt a parser to everything that takes a body.
 */
@GatewayTest
class GatewayJsonTests {

	private static final String CONNECTIONS = "/connections";

	private GatewayClient gateway;

	@BeforeEach
	void heal(@LocalServerPort int port) {
		this.gateway = GatewayClient.of(port);
		this.gateway.heal();
	}

	static Stream<Arguments> bodies() {
		String[][] operations = { { "POST", "/connections" },
				{ "PATCH", "/connections/airbyte~5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21" },
				{ "POST", "/connections/airbyte~c0000000-0000-4000-8000-000000000001/syncs" },
				{ "POST", "/cleanup-plans" }, { "POST", "/cleanup-plans/none/execute" } };
		String[][] bodies = { { "deep", "{\"details\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}" },
				{ "deep objects", "{\"details\":" + "{\"a\":".repeat(65) + "1" + "}".repeat(65) + "}" },
				{ "long number", "{\"details\":{\"a\":" + "9".repeat(101) + "}}" },
				{ "very long number", "{\"arguments\":{\"a\":1" + "0".repeat(500_000) + "}}" },
				{ "long fraction", "{\"details\":{\"a\":0." + "1".repeat(200_000) + "}}" },
				{ "long name", "{\"" + "n".repeat(1001) + "\":1}" },
				{ "key twice", "{\"backend\":\"wallaroo\",\"backend\":\"airbyte\"}" },
				{ "key twice inside", "{\"details\":{\"a\":1,\"\\u0061\":2}}" }, { "half a pair", "{\"\\ud800\":1}" },
				{ "unknown, with a line break", "{\"a\\r\\nX-Evil: 1\":1}" }, { "broken UTF-8", "{\"name\":\"\u00ff" },
				{ "not a number", "{\"details\":NaN}" }, { "behind the end", "{}{}" }, { "comment", "/* */{}" },
				{ "empty", "" }, { "blank", "   " }, { "nothing", "null" }, { "list", "[]" },
				{ "zero byte", "{\"name\":\"\u0000\"}" } };
		return Stream.of(operations)
			.flatMap((operation) -> Stream.of(bodies)
				.filter((body) -> !(operation[1].endsWith("/syncs") && body[1].isBlank()))
				.map((body) -> Arguments.argumentSet(operation[0] + " " + operation[1] + ": " + body[0], operation[0],
						operation[1], body[1])));
	}

	@ParameterizedTest
	@MethodSource("bodies")
	void hostileBodyIsInvalidAndNotQuoted(String method, String path, String body) {
		HttpResponse<String> response = send(method, path, body);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
		JsonNode problem = GatewayClient.json(response);
		assertThat(problem.path("code").stringValue()).isEqualTo("invalid-request");
		assertThat(response.body()).hasSizeLessThan(4000).doesNotContain("tools.jackson", "Exception", "99999");
		assertThat(response.headers().map()).doesNotContainKey("x-evil");
	}

	@ParameterizedTest
	@FieldSource("VALUES")
	void hostileValueIsTakenOrRefusedAndNeverAFailureOfOurs(String value) {
		for (String body : new String[] {
				"{\"backend\":\"wallaroo\",\"name\":\"n\",\"type\":\"HTTP\",\"details\":{\"a\":" + value + "}}",
				"{\"backend\":\"wallaroo\",\"name\":" + value + ",\"type\":\"HTTP\"}",
				"{\"backend\":" + value + ",\"name\":\"n\"}", "{\"backend\":\"airbyte\",\"source\":{\"id\":" + value
						+ "},\"destination\":{\"id\":" + value + "}}" }) {
			HttpResponse<String> response = send("POST", CONNECTIONS, body);
			assertThat(response.statusCode()).as(body + response.body()).isIn(201, 400, 404, 409, 422);
		}
		HttpResponse<String> plan = send("POST", "/cleanup-plans",
				"{\"backend\":\"maestro\",\"basis\":\"UPDATED_AT\",\"olderThan\":" + value + "}");
		assertThat(plan.statusCode()).as(plan.body()).isEqualTo(400);
	}

	static final String[] VALUES = { "1e999999999", "-1E-999999999", "1e99999999999", "\"\\ud800\"", "\"\\udc00x\"",
			"{\"\\ud800\":\"x\"}", "[\"\\ud800\"]", "\"\\u0000\\u001b[2J\\r\\n\"", "\"../../..\"", "\"..\"",
			"\"P99999999999999999999D\"", "\"P999999999Y\"", "\"PT9223372036854775807S\"", "[[[[]]]]", "{}",
			"\"\\u202e\\u2028\"" };

	private HttpResponse<String> send(String method, String path, String body) {
		return this.gateway.send(method, GatewayClient.API + path, body, "Content-Type", "application/json");
	}

}
