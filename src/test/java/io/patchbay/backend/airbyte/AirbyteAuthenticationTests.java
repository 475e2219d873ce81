package io.patchbay.backend.airbyte;

import java.time.Duration;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.patchbay.backend.BackendProperties;
import io.patchbay.connection.ConnectionBackend;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AirbyteAuthenticationTests extends AirbyteFixture {

	@BeforeEach
	void oneConnection() {
		rows(1);
	}

	@Test
	void applicationSignsInWithJson() {
		UPSTREAM.stubFor(AirbyteStubs.signIn()
			.withHeader("Content-Type", WireMock.equalTo("application/json"))
			.withRequestBody(WireMock.equalToJson(
					"{\"client_id\":\"app\",\"client_secret\":\"top secret\",\"grant_type\":\"client_credentials\"}"))
			.willReturn(WireMock.okJson(AirbyteStubs.text("token.json"))));
		assertThat(backend(APPLICATION).list(request(5)).entries()).hasSize(1);
		assertThat(authorized("Bearer invented")).isOne();
		assertThat(calls("/applications/token")).isOne();
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 415, 422 })
	void serverThatRefusesJsonGetsAForm(int status) {
		UPSTREAM.stubFor(AirbyteStubs.signIn().willReturn(WireMock.jsonResponse("{\"errorId\":\"7\"}", status)));
		UPSTREAM.stubFor(AirbyteStubs.signIn()
			.withHeader("Content-Type", WireMock.equalTo("application/x-www-form-urlencoded"))
			.withFormParam("client_id", WireMock.equalTo("app"))
			.withFormParam("client_secret", WireMock.equalTo("top secret"))
			.withFormParam("grant_type", WireMock.equalTo("client_credentials"))
			.willReturn(WireMock.okJson(AirbyteStubs.text("token.json"))));
		assertThat(backend(APPLICATION).list(request(5)).entries()).hasSize(1);
		assertThat(authorized("Bearer invented")).isOne();
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 415, 422 })
	void credentialsThatAreRefusedInBothFormsAreRefused(int status) {
		UPSTREAM.stubFor(AirbyteStubs.signIn().willReturn(WireMock.jsonResponse("{\"errorId\":\"7\"}", status)));
		GatewayException failure = failure(() -> backend(APPLICATION).list(request(5)));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_AUTH_FAILED);
		assertThat(failure.getMessage()).doesNotContain("secret");
		assertThat(calls("/applications/token")).isEqualTo(2);
		assertThat(calls("/connections")).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "403,UPSTREAM_AUTH_FAILED", "404,UPSTREAM_ERROR", "405,UPSTREAM_ERROR", "429,UPSTREAM_RATE_LIMITED",
			"500,UPSTREAM_ERROR" })
	void otherFailuresAreNotAboutTheForm(int status, ErrorCode code) {
		UPSTREAM.stubFor(AirbyteStubs.signIn().willReturn(WireMock.jsonResponse("{}", status)));
		assertThat(failure(() -> backend(APPLICATION).list(request(5))).code()).isEqualTo(code);
		assertThat(calls("/applications/token")).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "'',100,60", "'\"expires_in\":15,',10,3", "'\"expires_in\":900,',800,41",
			"'\"expires_in\":9223372036854775807,',86000,400" })
	void tokenLivesAsLongAsAirbyteSays(String lifetime, long alive, long more) {
		UPSTREAM.stubFor(
				AirbyteStubs.signIn().willReturn(WireMock.okJson("{" + lifetime + "\"access_token\":\"invented\"}")));
		ConnectionBackend backend = backend(APPLICATION);
		backend.list(request(5));
		this.clock.advance(Duration.ofSeconds(alive));
		backend.list(request(5));
		assertThat(calls("/applications/token")).isOne();
		this.clock.advance(Duration.ofSeconds(more));
		backend.list(request(5));
		assertThat(calls("/applications/token")).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"access_token\":\" \"}", "[]" })
	void answerWithoutATokenIsNotOfTheApi(String answer) {
		UPSTREAM.stubFor(AirbyteStubs.signIn().willReturn(WireMock.okJson(answer)));
		assertThat(failure(() -> backend(APPLICATION).list(request(5))).code())
			.isEqualTo(ErrorCode.UPSTREAM_INVALID_RESPONSE);
	}

	@Test
	void schemeIsTheOperators() {
		backend(new BackendProperties.Auth(BackendProperties.Mode.HELD, "static", null, null, null, null, null, null,
				"Token"))
			.list(request(5));
		assertThat(authorized("Token static")).isOne();
	}

	private static int authorized(String header) {
		return UPSTREAM
			.findAll(WireMock.getRequestedFor(WireMock.anyUrl()).withHeader("Authorization", WireMock.equalTo(header)))
			.size();
	}

}
