package io.patchbay;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Speaks to the whole program as no client library would.
 */
@GatewayTest
class GatewayServerTests {

	private static final String CAREFUL = "\r\nCache-Control: no-store\r\n";

	private static final String NO_PAGE = "\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n";

	@LocalServerPort
	private int port;

	// "|" stands for the end of a line, %K for a key, %T for TLS, {n:text} for n times
	// the text.
	@ParameterizedTest
	@CsvSource(delimiterString = "=>",
			textBlock = """
					POST /api/v1/connections HTTP/1.1|Host: a|%KContent-Length: 2|Content-Length: 3||{} => 400
					POST /api/v1/connections HTTP/1.1|Host: a|%KContent-Length: -2||{} => 400
					POST /api/v1/connections HTTP/1.1|Host: a|%KTransfer-Encoding: chunked, identity||{} => 400
					POST /api/v1/connections HTTP/1.1|Host: a|%KTransfer-Encoding: xchunked||{} => 501
					POST /api/v1/connections HTTP/1.1|Host: a|%KContent-Type: application/json|Transfer-Encoding: chunked||FFFFFFFFFFFFFFFF|{} => 400
					POST /api/v1/connections HTTP/1.1|Host: a|%KContent-Length: 2|Transfer-Encoding: chunked||0|| => 415
					TRACE / HTTP/1.1|Host: a|Connection: close|| => 405
					TRACE /api/v1/backends HTTP/1.1|Host: a|%KConnection: close|| => 405
					CONNECT evil.example:443 HTTP/1.1|Host: a|| => 501
					GET http://evil.example/api/v1/backends HTTP/1.1|Host: a|%K| => 400
					GET http://evil.example/api/v1/nowhere HTTP/1.1|Host: evil.example|%KConnection: close|| => 404
					GET /api/v1/backends HTTP/1.1|Host: a|%K folded: x|Connection: close|| => 401
					GET /api/v1/backends HTTP/1.1|Host: a|%KX-Null: a\u0000b|| => 400
					GET /api/v1/backends HTTP/1.1|Host: a|%K{150:X-H: 1|}| => 400
					GET /api/v1/backends HTTP/1.1|Host: a|%KX-H : 1|| => 400
					GET /api/v1/backends HTTP/1.1|Host: [::1|%K| => 400
					GET /api/v1/backends HTTP/1.1|%K| => 400
					GET /{40000:a} HTTP/1.1|Host: a|| => 400
					GET /api/v1/nowhere HTTP/1.0|%K| => 404
					GET /api/v1/connections?{2000:q=1&} HTTP/1.1|Host: a|%KConnection: close|| => 400
					GET /api/v1/connections?q=%zz HTTP/1.1|Host: a|%KConnection: close|| => 400
					GET /api/v1/connections?q=%ff HTTP/1.1|Host: a|%KConnection: close|| => 400
					DELETE /api/v1/connections/maestro~1?force=%zz HTTP/1.1|Host: a|%KConnection: close|| => 400
					GET /swagger-ui/..%2f..%2fapi HTTP/1.1|Host: a|| => 400
					GET /api/v1/%2e%2e/%2e%2e/actuator HTTP/1.1|Host: a|%K| => 400
					%T| => 400
					""")
	void whatIsRefusedIsACarefulProblem(String request, int status) throws Exception {
		String answer = exchange(request);
		assertThat(answer).startsWith("HTTP/1.1 " + status + " ")
			.contains("\r\nContent-Type: application/problem+json\r\n", "\"status\":" + status, "\r\nX-Request-Id: ")
			.contains(CAREFUL, NO_PAGE, "\r\nX-Content-Type-Options: nosniff\r\n", "\r\nX-Frame-Options: DENY\r\n",
					"\r\nReferrer-Policy: no-referrer\r\n");
		assertThat(answer.split("\r\nCache-Control: ")).hasSize(2);
		anonymous(answer);
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "=>", textBlock = """
			OPTIONS * HTTP/1.1|Host: a|Connection: close||
			PRI * HTTP/2.0||SM||
			GET /api/v1/backends HTTP/1.1|Host: a|%KUpgrade: h2c|Connection: Upgrade, close||
			GET /problems HTTP/1.1|Host: a|Connection: close||
			GET /v3/api-docs HTTP/1.1|Host: a|Connection: close||
			GET /actuator/health HTTP/1.1|Host: a|Connection: close||
			""")
	void nothingTellsWhatItRunsOn(String request) throws Exception {
		anonymous(exchange(request));
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "=>", textBlock = """
			GET /api/v1/nowhere => X-Request-Id: a b Evil
			GET /api/v1/nowhere => X-Request-Id: {65:Evil}
			GET /api/v1/nowhere => X-Request-Id: Evil%0d%0aX-Evil: 1
			GET /api/v1/backends => traceparent: 00-Evil-\u001b[2J-01
			GET /api/v1/backends => traceparent: {9000:Evil}
			GET /api/v1/connections?limit=1 => Prefer: wait=99999999999999999999, handling=\"Evil
			GET /api/v1/connections?limit=1 => Accept: Evil/;;q=x
			GET /api/v1/syncs/airbyte~9999999 => Prefer: {5000:wait=Evil,}
			GET /api/v1/syncs/airbyte~9999999/events => Last-Event-ID: 9-9-\u001b[2JEvil{5000:9}
			GET /api/v1/syncs/airbyte~9999999/events => Last-Event-ID: 99999999999999999999999999
			GET /api/v1/connections/maestro~1700000000000_ab12cd34_mysql-1.0.0 => If-None-Match: \"Evil, W/\"
			DELETE /api/v1/connections/maestro~1700000000000_ab12cd34_mysql-1.0.0 => If-Match: \"Evil
			POST /api/v1/syncs/airbyte~9999999/cancel => Idempotency-Key: Evil\u001b[2J
			POST /api/v1/syncs/airbyte~9999999/cancel => Idempotency-Key: {256:E}vil
			POST /api/v1/connections => Content-Type: Evil/json;;charset=\u001b
			POST /api/v1/connections => Content-Type: application/json;charset=Evil
			""")
	void hostileHeaderIsNeitherAFailureOfOursNorTakenOver(String call, String header) throws Exception {
		String answer = exchange(call + " HTTP/1.1|Host: a|%KConnection: close|Content-Length: 0|" + header + "||");
		assertThat(answer).matches("(?s)HTTP/1\\.1 [234]\\d\\d .*");
		assertThat(answer.substring(0, answer.indexOf("\r\n\r\n"))).doesNotContain("Evil", "\u001b");
		assertThat(answer).doesNotContain("\u001b");
		anonymous(answer);
	}

	@ParameterizedTest
	@CsvSource({ "/", "/swagger-ui.html" })
	void redirectNeverLeadsToTheHostThatACallerClaims(String path) throws Exception {
		String answer = exchange("GET " + path + " HTTP/1.1|Host: evil.example|X-Forwarded-Host: evil.example|"
				+ "X-Forwarded-Proto: https|Forwarded: host=evil.example|Connection: close||");
		assertThat(answer).startsWith("HTTP/1.1 302 ").contains("\r\nLocation: /swagger-ui").doesNotContain("evil");
	}

	@Test
	void strictTransportIsForHttpsAlone() throws Exception {
		assertThat(exchange("GET /problems HTTP/1.1|Host: a|Connection: close||"))
			.doesNotContain("Strict-Transport-Security");
	}

	@Test
	void slowRequestIsNotWaitedForLong(@Autowired TomcatServerProperties settings) {
		assertThat(settings.getConnectionTimeout()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
	}

	private static void anonymous(String answer) {
		assertThat(answer).doesNotContainIgnoringCase("\r\nServer:")
			.doesNotContainIgnoringCase("X-Powered-By")
			.doesNotContainIgnoringCase("tomcat")
			.doesNotContainIgnoringCase("<html")
			.doesNotContainIgnoringCase("Set-Cookie")
			.doesNotContain("Exception", "\tat ");
	}

	private String exchange(String template) throws IOException {
		String request = template.replace("%K", "X-Api-Key: sandbox|").replace("%T", "\u0016\u0003\u0001\u0000\u00a5");
		int from = request.indexOf('{');
		int to = request.indexOf('}', from);
		if (to > from + 1) {
			String[] parts = request.substring(from + 1, to).split(":", 2);
			request = request.substring(0, from) + parts[1].repeat(Integer.parseInt(parts[0]))
					+ request.substring(to + 1);
		}
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(30_000);
			OutputStream out = socket.getOutputStream();
			out.write(request.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
			out.flush();
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
