package io.patchbay.backend.wallaroo;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.patchbay.backend.BackendProperties.Auth;
import io.patchbay.backend.BackendProperties.Mode;
import io.patchbay.backend.TestBackends;
import io.patchbay.connection.ConnectionBackend;
import io.patchbay.connection.ErrorCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WallarooAuthenticationTests extends WallarooFixture {

	private static final String TOKEN_PATH = "/auth/realms/master/protocol/openid-connect/token";

	private static final Auth PUBLIC = auth(null, null, null);

	private static final Auth CONFIDENTIAL = auth(null, "s3cret", null);

	@BeforeEach
	void answer() {
		workspaces();
	}

	@Test
	void publicClientNamesItselfInTheForm() {
		grants("password", 60, 1800L);
		call(backend(PUBLIC));
		UPSTREAM.verify(WireMock.postRequestedFor(WireMock.urlEqualTo(TOKEN_PATH))
			.withHeader("Authorization", WireMock.absent())
			.withHeader("Content-Type", WireMock.equalTo("application/x-www-form-urlencoded"))
			.withFormParam("client_id", WireMock.equalTo("sdk-client"))
			.withFormParam("username", WireMock.equalTo("u@example.com"))
			.withFormParam("password", WireMock.equalTo("p&w =ü+")));
		call(backend(auth("other-client", null, null)));
		UPSTREAM.verify(WireMock.postRequestedFor(WireMock.urlEqualTo(TOKEN_PATH))
			.withFormParam("client_id", WireMock.equalTo("other-client")));
	}

	@Test
	void confidentialClientNamesItselfInTheHeader() {
		grants("password", 3600, 1800L);
		call(backend(CONFIDENTIAL));
		UPSTREAM.verify(WireMock.postRequestedFor(WireMock.urlEqualTo(TOKEN_PATH))
			.withHeader("Authorization", WireMock.equalTo(basic("api-client:s3cret")))
			.withRequestBody(WireMock.notContaining("client_id")));
		call(backend(auth("other-client", "s3cret", null)));
		UPSTREAM.verify(WireMock.postRequestedFor(WireMock.urlEqualTo(TOKEN_PATH))
			.withHeader("Authorization", WireMock.equalTo(basic("other-client:s3cret"))));
	}

	@Test
	void renewalNamesTheClientInTheSameWay() {
		grants("password", 60, 1800L);
		grants("refresh_token", 60, 1800L);
		ConnectionBackend backend = backend(CONFIDENTIAL);
		call(backend);
		this.clock.advance(Duration.ofSeconds(55));
		call(backend);
		UPSTREAM.verify(WireMock.postRequestedFor(WireMock.urlEqualTo(TOKEN_PATH))
			.withHeader("Authorization", WireMock.equalTo(basic("api-client:s3cret")))
			.withFormParam("refresh_token", WireMock.equalTo("refresh")));
		backend = backend(PUBLIC);
		call(backend);
		this.clock.advance(Duration.ofSeconds(55));
		call(backend);
		UPSTREAM.verify(WireMock.postRequestedFor(WireMock.urlEqualTo(TOKEN_PATH))
			.withHeader("Authorization", WireMock.absent())
			.withFormParam("client_id", WireMock.equalTo("sdk-client"))
			.withFormParam("refresh_token", WireMock.equalTo("refresh")));
	}

	@Test
	void tokenOfSixtySecondsIsKeptForFifty() {
		grants("password", 60, 1800L);
		grants("refresh_token", 60, 1800L);
		ConnectionBackend backend = backend(PUBLIC);
		call(backend);
		this.clock.advance(Duration.ofSeconds(49));
		call(backend);
		assertThat(calls(grant("refresh_token"))).isZero();
		this.clock.advance(Duration.ofSeconds(2));
		call(backend);
		assertThat(calls(grant("refresh_token"))).isOne();
		assertThat(calls(grant("password"))).isOne();
	}

	@Test
	void refreshTokenThatDiesFirstIsNotTried() {
		grants("password", 3600, 1800L);
		grants("refresh_token", 3600, 1800L);
		ConnectionBackend backend = backend(CONFIDENTIAL);
		call(backend);
		this.clock.advance(Duration.ofSeconds(3599));
		call(backend);
		assertThat(calls(grant("refresh_token"))).isZero();
		assertThat(calls(grant("password"))).isEqualTo(2);
	}

	@Test
	void refusedRefreshTokenLeadsBackToThePassword() {
		grants("password", 60, 1800L);
		for (int status : new int[] { 400, 401 }) {
			UPSTREAM.resetRequests();
			UPSTREAM.stubFor(grant("refresh_token").willReturn(
					WireMock.jsonResponse("{\"error\":\"invalid_grant\",\"error_description\":\"no\"}", status)));
			ConnectionBackend backend = backend(PUBLIC);
			call(backend);
			this.clock.advance(Duration.ofSeconds(55));
			call(backend);
			assertThat(calls(grant("refresh_token"))).isOne();
			assertThat(calls(grant("password"))).isEqualTo(2);
		}
	}

	@Test
	void refreshTokenWithoutAnEndIsUsed() {
		grants("password", 60, 0L);
		grants("refresh_token", 60, 0L);
		ConnectionBackend backend = backend(PUBLIC);
		call(backend);
		this.clock.advance(Duration.ofHours(5));
		call(backend);
		assertThat(calls(grant("refresh_token"))).isOne();
	}

	@Test
	void refusedPasswordIsNamedSo() {
		for (int status : new int[] { 400, 401 }) {
			UPSTREAM
				.stubFor(grant("password").willReturn(WireMock.jsonResponse("{\"error\":\"invalid_grant\"}", status)));
			assertThat(failure(() -> call(backend(PUBLIC))).code()).isEqualTo(ErrorCode.UPSTREAM_AUTH_FAILED);
		}
	}

	@Test
	void tokensMayComeFromElsewhere() {
		UPSTREAM.stubFor(WireMock.post("/keycloak/token")
			.willReturn(WireMock.okJson("{\"access_token\":\"elsewhere\",\"expires_in\":60}")));
		call(backend(auth(null, null, URI.create(UPSTREAM.url("/keycloak/token")))));
		assertThat(calls(workspacesCall().withHeader("Authorization", WireMock.equalTo("Bearer elsewhere")))).isOne();
	}

	@Test
	void baseUrlMayEndWithASlash() {
		grants("password", 60, 1800L);
		call(backend(UPSTREAM.baseUrl() + "/", PUBLIC));
		assertThat(calls(workspacesCall())).isOne();
	}

	@Test
	void mistakesAreNamedByTheirKeys() {
		assertThat(problems(new Auth(Mode.HELD, "t", null, null, "u", "p", "Acme", URI.create("keycloak"), null), "x"))
			.containsOnlyKeys("auth.token", "auth.customer-name", "auth.token-uri", "workspaces");
		assertThat(problems(new Auth(Mode.HELD, null, null, null, "u", null, null, null, null), "33"))
			.containsOnlyKeys("auth.password");
		assertThat(problems(new Auth(Mode.HELD, null, "c", "s", null, null, null, null, null), "33").get("auth"))
			.contains("inference");
	}

	private static Map<String, String> problems(Auth auth, String workspace) {
		WallarooFactory factory = new WallarooFactory();
		return TestBackends.problems(factory,
				TestBackends.properties(factory, "http://127.0.0.1", auth, List.of(workspace)), Map.of());
	}

	private static void call(ConnectionBackend backend) {
		backend.workspaces(first(5));
	}

	private ConnectionBackend backend(Auth auth) {
		return backend(UPSTREAM.baseUrl(), auth);
	}

	private static Auth auth(String client, String secret, URI tokens) {
		return new Auth(Mode.HELD, null, client, secret, "u@example.com", "p&w =ü+", null, tokens, null);
	}

	private static MappingBuilder grant(String type) {
		return WireMock.post(TOKEN_PATH).withFormParam("grant_type", WireMock.equalTo(type));
	}

	private static void grants(String type, int life, Long refreshLife) {
		UPSTREAM.stubFor(grant(type).willReturn(WireMock.okJson("""
				{"access_token":"%s","expires_in":%s,"refresh_token":"refresh","refresh_expires_in":%s}"""
			.formatted("after-" + type, life, refreshLife))));
	}

	private static String basic(String pair) {
		return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
	}

}
