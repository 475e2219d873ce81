package io.patchbay.web;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.patchbay.security.WithSecurity;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MDC;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Speaks to the real server without a client in between, which would not send most of
 * this.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=health,info,env",
				"server.tomcat.connection-timeout=1s" })
@WithSecurity
@Import(ServerTests.Extras.class)
class ServerTests {

	private static final String KEY = "X-Api-Key: " + WithSecurity.KEY + "\r\n";

	private static final String READER = "X-Api-Key: " + WithSecurity.READER_KEY + "\r\n";

	private static final Pattern REQUEST_ID = Pattern.compile("(?i)\r\nX-Request-Id: (\\S+)\r\n");

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "GET /%2f HTTP/1.1, 400", "GET /api/v1/connections/a%2Fb HTTP/1.1, 400", "GET /%00 HTTP/1.1, 400",
			"GET /a[b HTTP/1.1, 400", "GET /%zz HTTP/1.1, 400", "GET /%5c HTTP/1.1, 400", "GET /a;b=c HTTP/1.1, 400",
			"GET //a HTTP/1.1, 400", "GET /../../etc HTTP/1.1, 400", "GET /a HTTP/9.9, 505", "G@T /a HTTP/1.1, 400",
			"TRACE /api/v1/connections HTTP/1.1, 405", "PROPFIND /problems HTTP/1.1, 400" })
	void requestLineThatNobodyTakesIsAProblem(String line, int status) throws Exception {
		problem(exchange(line + "\r\nHost: localhost\r\n" + KEY + "Connection: close\r\n\r\n"), status);
	}

	@Test
	void requestLineWithoutAVersionIsAProblem() throws Exception {
		// The HTTP of 1991 has no status line and no headers, and Tomcat may stick to it.
		for (String line : new String[] { "GARBAGE", "GET  HTTP/1.1", "", "\u0000" }) {
			assertThat(exchange(line + "\r\nHost: localhost\r\n\r\n"))
				.contains("{\"type\":\"/problems/invalid-request\"")
				.doesNotContainIgnoringCase("tomcat")
				.doesNotContainIgnoringCase("<html");
		}
	}

	@ParameterizedTest
	@CsvSource({ "Host: a b, 400", "X: y, 400", "'Host: a\r\nHost: b', 400", "'Host: a\r\nBroken header', 400",
			"'Host: a\r\nContent-Length: nine', 400", "'Host: a\r\nTransfer-Encoding: unheard-of', 501",
			"'Host: a\r\nExpect: everything', 417" })
	void headersThatNobodyTakesAreAProblem(String headers, int status) throws Exception {
		problem(exchange("GET /api/v1/connections HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n"), status);
	}

	@Test
	void headersThatAreTooLargeAreAProblem() throws Exception {
		String answer = exchange(
				"GET /problems HTTP/1.1\r\nHost: localhost\r\nX-Large: " + "x".repeat(40_000) + "\r\n\r\n");
		assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*")
			.contains("application/problem+json", "\"code\":\"invalid-request\"");
	}

	@Test
	void chunksThatAreNoneAreAProblem() throws Exception {
		problem(exchange("POST /test/body HTTP/1.1\r\nHost: localhost\r\n" + KEY
				+ "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nnonsense\r\n"),
				400);
	}

	@Test
	void requestIdIsTakenOverOrReplaced() throws Exception {
		assertThat(requestId(get("/problems", "X-Request-Id: Ab9._-\r\n"))).isEqualTo("Ab9._-");
		assertThat(requestId(get("/problems", "X-Request-Id: " + "a".repeat(65) + "\r\n"))).hasSizeBetween(8, 20);
		assertThat(requestId(get("/problems", "X-Request-Id: a<b\r\n"))).matches("[a-z0-9]+");
		Set<String> ids = new HashSet<>();
		for (int i = 0; i < 50; i++) {
			ids.add(requestId(get("/problems", "")));
		}
		assertThat(ids).hasSize(50);
	}

	@Test
	void requestIdIsLoggedUnderItsName() throws Exception {
		assertThat(get("/test/mdc", KEY + "X-Request-Id: logged\r\n")).endsWith("\r\n\r\nlogged");
	}

	@ParameterizedTest
	@CsvSource({ "/problems, 200", "/problems/not-found, 200", "/v3/api-docs, 200", "/v3/api-docs.yaml, 200",
			"/swagger-ui.html, 302", "/swagger-ui/index.html, 200", "/swagger-ui/swagger-initializer.js, 200",
			"/actuator/health, 200", "/actuator/health/liveness, 200", "/, 302", "/api/v1/connections, 401",
			"/nothing, 401", "/actuator, 401", "/actuator/info, 401", "/error, 401", "/problems/a/b, 401" })
	void openWithoutCredentials(String path, int status) throws Exception {
		String answer = get(path, "");
		assertThat(answer).startsWith("HTTP/1.1 " + status + " ")
			.contains("X-Request-Id: ")
			.doesNotContainIgnoringCase("set-cookie")
			.doesNotContainIgnoringCase("\r\nserver:");
		if (status == 401) {
			problem(answer, 401);
			assertThat(answer)
				.contains("WWW-Authenticate: ApiKey realm=\"patchbay\"", "\"code\":\"unauthenticated\"",
						"\"instance\":\"" + path + "\"")
				.doesNotContain("Bearer ");
		}
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/info, 403, 200", "/actuator/env, 403, 200", "/actuator, 403, 200",
			"/actuator/nothing, 403, 404", "/nothing, 404, 404", "/error, 404, 404" })
	void actuatorIsForOperators(String path, int withScopes, int withAll) throws Exception {
		assertThat(get(path, READER)).startsWith("HTTP/1.1 " + withScopes + " ");
		assertThat(get(path, KEY)).startsWith("HTTP/1.1 " + withAll + " ");
		if (withScopes == 403) {
			assertThat(get(path, READER)).contains("\"code\":\"insufficient-scope\"", "\"requiredScope\":\"*\"");
		}
	}

	@Test
	void badCredentialsAreRefusedEvenWhereNoneAreNeeded() throws Exception {
		for (String header : new String[] { "X-Api-Key: unknown\r\n", "X-Api-Key:\r\n",
				"X-Api-Key: " + WithSecurity.EXPIRED_KEY + "\r\n", KEY + KEY, KEY + "Authorization: Bearer abc\r\n",
				"Authorization: Bearer abc\r\n" }) {
			problem(get("/problems", header), 401);
		}
	}

	@Test
	void headersKeepBrowsersCareful() throws Exception {
		assertThat(get("/api/v1/nothing", KEY)).contains("Cache-Control: no-store\r\n",
				"X-Content-Type-Options: nosniff\r\n", "X-Frame-Options: DENY\r\n", "frame-ancestors 'none'");
		assertThat(get("/swagger-ui/swagger-ui.css", ""))
			.contains("style-src 'self' 'unsafe-inline'", "Cache-Control: no-cache\r\n", "Last-Modified: ")
			.doesNotContain("no-store");
		assertThat(exchange("OPTIONS /api/v1/backends HTTP/1.1\r\nHost: localhost\r\nOrigin: http://a.example\r\n"
				+ "Access-Control-Request-Method: GET\r\nConnection: close\r\n\r\n"))
			.startsWith("HTTP/1.1 401 ")
			.doesNotContain("Access-Control-Allow-Origin");
	}

	@Test
	void requestThatStallsIsLeft() throws Exception {
		assertThat(exchange("GET /problems HTTP/1.1\r\nHo")).doesNotContain("200", "<html");
		String body = exchange("POST /test/body HTTP/1.1\r\nHost: localhost\r\n" + KEY
				+ "Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{");
		assertThat(body).startsWith("HTTP/1.1 4").contains("\"code\":\"invalid-request\"");
	}

	@Test
	void asynchronousAnswerIsAuthorizedOnce() throws Exception {
		assertThat(get("/test/stream", KEY)).startsWith("HTTP/1.1 200 ").contains("streamed");
	}

	@Test
	void whatAFilterSendsOrThrowsIsAProblem() throws Exception {
		problem(get("/test/mdc?fail=send", KEY), 413);
		String answer = get("/test/mdc?fail=throw", KEY + "X-Request-Id: filter\r\n");
		problem(answer, 500);
		assertThat(answer)
			.contains("\"code\":\"internal-error\"", "\"instance\":\"/test/mdc\"", "\"requestId\":\"filter\"",
					"X-Request-Id: filter\r\n")
			.doesNotContain("secret");
	}

	@Test
	void instanceIsThePathAsItWasSentWithoutItsQuery() throws Exception {
		assertThat(get("/api/v1/na%C3%AFve?token=x", KEY)).contains("\"instance\":\"/api/v1/na%C3%AFve\"")
			.doesNotContain("token");
	}

	private void problem(String answer, int status) {
		assertThat(answer).startsWith("HTTP/1.1 " + status + " ")
			.containsPattern("(?i)\r\nContent-Type: application/problem\\+json(;charset=utf-8)?\r\n")
			.contains("\"status\":" + status, "\"type\":\"/problems/", "\"requestId\":\"" + requestId(answer) + "\"")
			.contains("\r\nX-Content-Type-Options: nosniff\r\n", "\r\nCache-Control: no-store\r\n",
					"\r\nReferrer-Policy: no-referrer\r\n", "\r\nX-Frame-Options: DENY\r\n")
			.doesNotContainIgnoringCase("tomcat")
			.doesNotContainIgnoringCase("<html")
			.doesNotContainIgnoringCase("\r\nserver:");
	}

	private static String requestId(String answer) {
		Matcher header = REQUEST_ID.matcher(answer);
		assertThat(header.find()).as("request id of %s", answer).isTrue();
		return header.group(1);
	}

	private String get(String path, String headers) throws IOException {
		return exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Connection: close\r\n\r\n");
	}

	private String exchange(String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(10_000);
			OutputStream out = socket.getOutputStream();
			out.write(request.getBytes(StandardCharsets.ISO_8859_1));
			out.flush();
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@TestConfiguration(proxyBeanMethods = false)
	@Import(Endpoints.class)
	static class Extras {

		@Bean
		FilterRegistrationBean<Filter> failingFilter() {
			Filter filter = (request, response, chain) -> {
				String fail = request.getParameter("fail");
				if ("send".equals(fail)) {
					((HttpServletResponse) response).sendError(HttpStatus.CONTENT_TOO_LARGE.value());
				}
				else if ("throw".equals(fail)) {
					throw new ServletException("a secret at " + ((HttpServletRequest) request).getRequestURI());
				}
				else {
					chain.doFilter(request, response);
				}
			};
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
			registration.addUrlPatterns("/test/*");
			return registration;
		}

	}

	@RestController
	static class Endpoints {

		@GetMapping(path = "/test/mdc", produces = "text/plain")
		String mdc() {
			return MDC.get("requestId");
		}

		@PostMapping("/test/body")
		Object body(@RequestBody Object body) {
			return body;
		}

		@GetMapping("/test/stream")
		StreamingResponseBody stream() {
			return (out) -> out.write("streamed".getBytes(StandardCharsets.UTF_8));
		}

	}

}
