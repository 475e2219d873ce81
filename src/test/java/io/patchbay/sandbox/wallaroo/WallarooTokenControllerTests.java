package io.patchbay.sandbox.wallaroo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import io.patchbay.sandbox.SandboxJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class WallarooTokenControllerTests {

	private static final String BASIC = "Basic "
			+ Base64.getEncoder().encodeToString("api-client:sandbox-wallaroo-secret".getBytes(StandardCharsets.UTF_8));

	private static final String USER = "grant_type=password&username=sandbox@patchbay.example&password=sandbox-wallaroo-password";

	private final WallarooEmulator wallaroo = new WallarooEmulator();

	@AfterEach
	void close() {
		this.wallaroo.close();
	}

	@Test
	void confidentialClientGetsRefreshTokenThatDiesFirst() {
		JsonNode token = this.wallaroo.token(USER, BASIC);
		assertThat(token.path("expires_in").intValue()).isEqualTo(3600);
		assertThat(token.path("refresh_expires_in").intValue()).isEqualTo(1800);
		assertThat(token.path("token_type").stringValue()).isEqualTo("Bearer");
		this.wallaroo.pass(Duration.ofSeconds(1801));
		String access = token.path("access_token").stringValue();
		assertThat(this.wallaroo.callAs("Bearer " + access, "workspaces/list", "{}")).hasStatus(200);
		var refresh = this.wallaroo
			.tokenCall("grant_type=refresh_token&refresh_token=" + token.path("refresh_token").stringValue(), BASIC);
		assertThat(refresh).hasStatus(400);
		assertThat(WallarooEmulator.json(refresh).path("error").stringValue()).isEqualTo("invalid_grant");
		this.wallaroo.pass(Duration.ofSeconds(1800));
		assertThat(this.wallaroo.callAs("Bearer " + access, "workspaces/list", "{}")).hasStatus(401);
	}

	@Test
	void publicClientGetsOneMinuteAndRefreshes() {
		JsonNode token = this.wallaroo.token("client_id=sdk-client&" + USER);
		assertThat(token.path("expires_in").intValue()).isEqualTo(60);
		this.wallaroo.pass(Duration.ofSeconds(61));
		String refresh = "grant_type=refresh_token&refresh_token=" + token.path("refresh_token").stringValue();
		assertThat(this.wallaroo.tokenCall(refresh, BASIC)).hasStatus(400);
		JsonNode next = this.wallaroo.token("client_id=sdk-client&" + refresh);
		assertThat(this.wallaroo.callAs("Bearer " + next.path("access_token").stringValue(), "workspaces/list", "{}"))
			.hasStatus(200);
	}

	@Test
	void tokenCarriesTheUsersIdentity() {
		String payload = this.wallaroo.token(USER, BASIC).path("access_token").stringValue().split("\\.")[1];
		JsonNode claims = SandboxJson.read(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
		assertThat(claims.path("email").stringValue()).isEqualTo("sandbox@patchbay.example");
		assertThat(claims.path("sub").stringValue()).isEqualTo(WallarooUsers.SANDBOX.id().toString());
		assertThat(claims.path("exp").longValue() - claims.path("iat").longValue()).isEqualTo(3600);
	}

	@Test
	void offlineScopeOutlivesTheSession() {
		JsonNode token = this.wallaroo.token(USER + "&scope=offline_access", BASIC);
		assertThat(token.path("refresh_expires_in").intValue()).isZero();
		this.wallaroo.pass(Duration.ofDays(29));
		assertThat(this.wallaroo
			.tokenCall("grant_type=refresh_token&refresh_token=" + token.path("refresh_token").stringValue(), BASIC))
			.hasStatus(200);
	}

	@Test
	void clientCredentialsTokenIsNotForManagementCalls() {
		JsonNode token = this.wallaroo.token("grant_type=client_credentials", BASIC);
		assertThat(token.has("refresh_token")).isFalse();
		assertThat(this.wallaroo.callAs("Bearer " + token.path("access_token").stringValue(), "connections/list", "{}"))
			.hasStatus(401);
	}

	@Test
	void wrongCredentialsAreRefusedLikeKeycloakDoes() {
		var badPassword = this.wallaroo.tokenCall(USER.replace("wallaroo-password", "wrong"), BASIC);
		assertThat(badPassword).hasStatus(401);
		assertThat(WallarooEmulator.json(badPassword).path("error").stringValue()).isEqualTo("invalid_grant");
		var noSecret = this.wallaroo.tokenCall("client_id=api-client&" + USER);
		assertThat(noSecret).hasStatus(401);
		assertThat(WallarooEmulator.json(noSecret).path("error").stringValue()).isEqualTo("invalid_client");
		assertThat(this.wallaroo.tokenCall("grant_type=magic", BASIC)).hasStatus(400);
	}

	@Test
	void onlyAnActiveBearerTokenOpensTheApi() {
		String access = this.wallaroo.token(USER, BASIC).path("access_token").stringValue();
		for (String authorization : new String[] { access, "Basic " + access, "Bearer", "Bearer x.y.z",
				"Bearer " + access + "x" }) {
			var refused = this.wallaroo.callAs(authorization, "connections/list", "{}");
			assertThat(refused).hasStatus(401);
			assertThat(WallarooEmulator.json(refused).path("msg").isString()).isTrue();
		}
		this.wallaroo.control("{'tokenGeneration':2}");
		assertThat(this.wallaroo.callAs("Bearer " + access, "connections/list", "{}")).hasStatus(401);
	}

	@Test
	void lifetimesAreSwitches() {
		this.wallaroo.control("{'apiClientLifetime':'PT5S','apiClientRefreshLifetime':7}");
		JsonNode token = this.wallaroo.token(USER, BASIC);
		assertThat(token.path("expires_in").intValue()).isEqualTo(5);
		assertThat(token.path("refresh_expires_in").intValue()).isEqualTo(7);
		assertThat(this.wallaroo.controlCall("{\"noSuchSwitch\":1}")).hasStatus(400);
	}

}
