package io.patchbay.sandbox.maestro;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

class MaestroAuthControllerTests {

	private final MaestroEmulator maestro = new MaestroEmulator();

	@AfterEach
	void close() {
		this.maestro.close();
	}

	@Test
	void signInAnswersTokensPermissionsAndCustomer() {
		JsonNode session = this.maestro.signIn();
		assertThat(session.at("/tokens/idToken").stringValue()).isEmpty();
		assertThat(session.at("/tokens/refreshToken").stringValue()).isNotEmpty();
		assertThat(session.path("mfaStatus").stringValue()).isEqualTo("none");
		assertThat(session.path("permissions").toString()).contains("connection:delete", "GET /catalog");
		assertThat(session.at("/customer/name").stringValue()).isEqualTo("acme");
		assertThat(session.at("/customer/id").stringValue())
			.isEqualTo(this.maestro.get("/connections").at("/connections/0/customer_id").stringValue());
		assertThat(session.at("/termsOfUse/lastSigned").isObject()).isTrue();
	}

	@Test
	void wrongCredentialsAreRefused() {
		String good = MaestroEmulator.CREDENTIALS;
		assertThat(this.maestro.signIn(good.replace("}", ",'customerName':'acme'}"))).hasStatus(200);
		assertThat(this.maestro.signIn(good.replace("}", ",'customerName':'other'}"))).hasStatus(401);
		assertThat(this.maestro.signIn(good.replace("maestro-password", "wrong"))).hasStatus(401);
		assertThat(this.maestro.signIn(good.replace("sandbox@", "disabled@"))).hasStatus(403);
		assertThat(this.maestro.signIn("{'username':'x'}")).hasStatus(400);
		assertThat(this.maestro.signIn("{")).hasStatus(400);
	}

	@Test
	void secondFactorIsSwitch() {
		this.maestro.control("{'totp':'123456'}");
		assertThat(this.maestro.signIn(MaestroEmulator.CREDENTIALS)).hasStatus(401);
		assertThat(this.maestro.signIn(MaestroEmulator.CREDENTIALS.replace("}", ",'totp':'123456'}"))).hasStatus(200);
	}

	@Test
	void onlyTheBareTokenIsAccepted() {
		String token = this.maestro.signIn().at("/tokens/accessToken").stringValue();
		assertThat(this.maestro.callAs(token, HttpMethod.GET, "/connections", "")).hasStatus(200);
		for (String wrong : new String[] { "Bearer " + token, "", "x.y.z", token + "x" }) {
			var refused = this.maestro.callAs(wrong, HttpMethod.GET, "/connections", "");
			assertThat(refused).hasStatus(401);
			assertThat(MaestroEmulator.json(refused).path("error").stringValue()).isEqualTo("AUTH.UNAUTHORIZED");
		}
	}

	@Test
	void accessTokenLivesHalfAnHourAndRefreshTokenOneDay() {
		JsonNode tokens = this.maestro.signIn().path("tokens");
		this.maestro.pass(Duration.ofMinutes(29));
		assertThat(this.maestro.call(HttpMethod.GET, "/connections", "")).hasStatus(200);
		this.maestro.pass(Duration.ofMinutes(2));
		assertThat(this.maestro.call(HttpMethod.GET, "/connections", "")).hasStatus(401);
		assertThat(this.maestro.callAs(tokens.path("refreshToken").stringValue(), HttpMethod.GET, "/connections", ""))
			.hasStatus(401);
		String refresh = "{'refreshToken':'" + tokens.path("refreshToken").stringValue() + "','customerName':'acme'}";
		var nested = this.maestro.callAs("", HttpMethod.POST, "/auth/refresh-access-token", refresh);
		String access = MaestroEmulator.json(nested).at("/tokens/accessToken").stringValue();
		assertThat(this.maestro.callAs(access, HttpMethod.GET, "/connections", "")).hasStatus(200);
		this.maestro.control("{'refreshForm':'bare'}");
		var bare = this.maestro.callAs("", HttpMethod.POST, "/auth/refresh-access-token", refresh);
		assertThat(MaestroEmulator.json(bare).path("accessToken").isString()).isTrue();
		this.maestro.pass(Duration.ofHours(24));
		assertThat(this.maestro.callAs("", HttpMethod.POST, "/auth/refresh-access-token", refresh)).hasStatus(401);
	}

	@Test
	void revokedTokensAreRefused() {
		this.maestro.control("{'tokenGeneration':2}");
		assertThat(this.maestro.call(HttpMethod.GET, "/connections", "")).hasStatus(401);
		this.maestro.renewToken();
		assertThat(this.maestro.call(HttpMethod.GET, "/connections", "")).hasStatus(200);
	}

	@Test
	void unknownRoutesAnswerTheLongForm() {
		JsonNode error = this.maestro.refused(404, HttpMethod.PATCH, "/nothing", "{}");
		assertThat(error.path("statusCode").intValue()).isEqualTo(404);
		assertThat(error.path("message").stringValue()).isEqualTo("Cannot PATCH /nothing");
		assertThat(error.propertyNames()).containsExactly("statusCode", "message", "error", "code", "details");
	}

}
