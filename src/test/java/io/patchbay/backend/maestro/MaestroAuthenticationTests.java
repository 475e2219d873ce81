package io.patchbay.backend.maestro;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.patchbay.backend.BackendProperties;
import io.patchbay.backend.PlatformFactory;
import io.patchbay.backend.TestBackends;
import io.patchbay.backend.TestClock;
import io.patchbay.connection.ConnectionBackend;
import io.patchbay.connection.ErrorCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MaestroAuthenticationTests extends MaestroFixture {

	private final TestClock clock = new TestClock();

	@BeforeEach
	void answer() {
		UPSTREAM.stubFor(listCall().willReturn(page(0, 1)));
	}

	@Test
	void signInSendsTheTenantOnlyWhenItIsConfigured() {
		signIn();
		backend(USER).list(first(1));
		UPSTREAM.verify(WireMock.postRequestedFor(WireMock.urlEqualTo("/auth/sign-in"))
			.withHeader("Authorization", WireMock.absent())
			.withRequestBody(WireMock.equalToJson("{\"username\":\"u\",\"password\":\"p\"}")));
		backend(auth("Acme", null)).list(first(1));
		UPSTREAM.verify(WireMock.postRequestedFor(WireMock.urlEqualTo("/auth/sign-in"))
			.withRequestBody(
					WireMock.equalToJson("{\"username\":\"u\",\"password\":\"p\",\"customerName\":\"Acme\"}")));
	}

	@Test
	void tokenGoesOutRawUnlessTheOperatorWantsAScheme() {
		signIn();
		backend(USER).list(first(1));
		assertThat(sent("first")).isOne();
		backend(auth(null, "Token")).list(first(1));
		assertThat(sent("Token first")).isOne();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"tokens\":{\"idToken\":\"\",\"accessToken\":\"second\"}}", "{\"accessToken\":\"second\"}" })
	void renewalIsReadInBothForms(String answer) {
		signIn();
		renewal("refresh-first", answer);
		ConnectionBackend backend = backend(USER);
		backend.list(first(1));
		this.clock.advance(Duration.ofMinutes(30));
		backend.list(first(1));
		this.clock.advance(Duration.ofMinutes(30));
		backend.list(first(1));
		assertThat(sent("second")).isEqualTo(2);
		UPSTREAM.verify(1, WireMock.postRequestedFor(WireMock.urlEqualTo("/auth/sign-in")));
		UPSTREAM.verify(2, WireMock.postRequestedFor(WireMock.urlEqualTo("/auth/refresh-access-token")));
	}

	@Test
	void newRefreshTokenReplacesTheOld() {
		signIn();
		renewal("refresh-first", "{\"tokens\":{\"accessToken\":\"second\",\"refreshToken\":\"refresh-second\"}}");
		renewal("refresh-second", "{\"accessToken\":\"third\",\"refreshToken\":\"refresh-third\"}");
		ConnectionBackend backend = backend(USER);
		backend.list(first(1));
		this.clock.advance(Duration.ofMinutes(30));
		backend.list(first(1));
		this.clock.advance(Duration.ofMinutes(30));
		backend.list(first(1));
		assertThat(sent("third")).isOne();
	}

	@Test
	void refusedOrOldRefreshTokenLeadsToANewSignIn() {
		signIn();
		UPSTREAM.stubFor(WireMock.post("/auth/refresh-access-token").willReturn(WireMock.unauthorized()));
		ConnectionBackend backend = backend(USER);
		backend.list(first(1));
		this.clock.advance(Duration.ofMinutes(30));
		backend.list(first(1));
		this.clock.advance(Duration.ofHours(24));
		backend.list(first(1));
		UPSTREAM.verify(3, WireMock.postRequestedFor(WireMock.urlEqualTo("/auth/sign-in")));
		UPSTREAM.verify(1, WireMock.postRequestedFor(WireMock.urlEqualTo("/auth/refresh-access-token")));
	}

	@Test
	void shorterLifeThatTheTokenTellsItselfIsBelieved() {
		assertThat(signInsAfter(Duration.ofMinutes(9), Duration.ofMinutes(10))).isOne();
		assertThat(signInsAfter(Duration.ofMinutes(10), Duration.ofMinutes(10))).isEqualTo(2);
	}

	@Test
	void longerLifeThanPromisedIsNotBelieved() {
		assertThat(signInsAfter(Duration.ofMinutes(30), Duration.ofHours(5))).isEqualTo(2);
		assertThat(signInsAfter(Duration.ofMinutes(28), Duration.ofHours(-5))).isOne();
	}

	@Test
	void tokenThatIsNoJwtIsTakenAsPromised() {
		for (String token : List.of("a.b.c", "a.bm9qc29u.c", "..", "plain")) {
			UPSTREAM.resetRequests();
			UPSTREAM.stubFor(WireMock.post("/auth/sign-in")
				.willReturn(WireMock.okJson("{\"tokens\":{\"accessToken\":\"" + token + "\"}}")));
			ConnectionBackend backend = backend(USER);
			backend.list(first(1));
			this.clock.advance(Duration.ofMinutes(28));
			backend.list(first(1));
			UPSTREAM.verify(1, WireMock.postRequestedFor(WireMock.urlEqualTo("/auth/sign-in")));
		}
	}

	@Test
	void failedSignInIsNamedByItsStatus() {
		assertThat(signInFailure(401)).isEqualTo(ErrorCode.UPSTREAM_AUTH_FAILED);
		assertThat(signInFailure(403)).isEqualTo(ErrorCode.UPSTREAM_AUTH_FAILED);
		assertThat(signInFailure(429)).isEqualTo(ErrorCode.UPSTREAM_RATE_LIMITED);
		assertThat(signInFailure(500)).isEqualTo(ErrorCode.UPSTREAM_ERROR);
	}

	@Test
	void settingsOfOtherPlatformsAreMistakes() {
		BackendProperties.Auth auth = new BackendProperties.Auth(BackendProperties.Mode.HELD, null, "c", "s", "u", null,
				null, URI.create("http://localhost"), null);
		assertThat(problems(auth, Map.of("page-parameter", "page=1&size"))).containsOnlyKeys("auth.client-id",
				"auth.client-secret", "auth.token-uri", "auth.password", "page-parameter");
		assertThat(problems(USER, Map.of("page-parameter", "start_page"))).isEmpty();
		assertThat(problems(USER, Map.of("sync-targets[Sales DB].target", "0a1b"))).isEmpty();
	}

	private int signInsAfter(Duration time, Duration life) {
		UPSTREAM.resetRequests();
		long end = this.clock.instant().plus(life).getEpochSecond();
		String claims = Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(("{\"exp\":" + end + "}").getBytes(StandardCharsets.UTF_8));
		UPSTREAM.stubFor(WireMock.post("/auth/sign-in")
			.willReturn(WireMock.okJson("{\"tokens\":{\"accessToken\":\"e30." + claims + ".x\"}}")));
		ConnectionBackend backend = backend(USER);
		backend.list(first(1));
		this.clock.advance(time.minusSeconds(1));
		backend.list(first(1));
		return UPSTREAM.findAll(WireMock.postRequestedFor(WireMock.urlEqualTo("/auth/sign-in"))).size();
	}

	private ErrorCode signInFailure(int status) {
		UPSTREAM.stubFor(WireMock.post("/auth/sign-in").willReturn(WireMock.jsonResponse("{}", status)));
		return failure(() -> backend(USER).list(first(1))).code();
	}

	private static void renewal(String refreshToken, String answer) {
		UPSTREAM.stubFor(WireMock.post("/auth/refresh-access-token")
			.withRequestBody(
					WireMock.equalToJson("{\"refreshToken\":\"" + refreshToken + "\",\"customerName\":\"Acme\"}"))
			.willReturn(WireMock.okJson(answer)));
	}

	private static int sent(String authorization) {
		return UPSTREAM
			.findAll(WireMock.getRequestedFor(WireMock.anyUrl())
				.withHeader("Authorization", WireMock.equalTo(authorization)))
			.size();
	}

	private static BackendProperties.Auth auth(String tenant, String scheme) {
		return new BackendProperties.Auth(BackendProperties.Mode.HELD, null, null, null, "u", "p", tenant, null,
				scheme);
	}

	private static Map<String, String> problems(BackendProperties.Auth auth, Map<String, String> settings) {
		PlatformFactory<?> factory = new MaestroFactory();
		return TestBackends.problems(factory, TestBackends.properties(factory, "http://127.0.0.1", auth, List.of()),
				settings);
	}

	private ConnectionBackend backend(BackendProperties.Auth auth) {
		MaestroFactory factory = new MaestroFactory();
		return TestBackends.create(factory, TestBackends.properties(factory, UPSTREAM.baseUrl(), auth, List.of()),
				Map.of(), this.clock);
	}

}
