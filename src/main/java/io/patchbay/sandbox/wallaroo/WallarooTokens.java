package io.patchbay.sandbox.wallaroo;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.patchbay.sandbox.SandboxClock;
import io.patchbay.sandbox.SandboxJwt;
import io.patchbay.sandbox.SandboxSwitches;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The tokens of the pretend identity provider.
 */
@Component
@Profile("sandbox")
class WallarooTokens {

	static final String API_CLIENT = "api-client";

	static final String SDK_CLIENT = "sdk-client";

	// the SDK assumes that an offline token is good for so long
	private static final Duration OFFLINE_LIFETIME = Duration.ofDays(30);

	private final SandboxJwt jwt = new SandboxJwt("wallaroo-sandbox-signing-key");

	private final AtomicLong serial = new AtomicLong();

	private final SandboxSwitches<WallarooSwitches> switches;

	private final SandboxClock clock;

	WallarooTokens(SandboxSwitches<WallarooSwitches> switches, SandboxClock clock) {
		this.switches = switches;
		this.clock = clock;
	}

	/**
	 * Gives out tokens for a user.
	 * @param client the client that asks
	 * @param offline whether the refresh token should outlive the session
	 * @return the token answer
	 */
	Map<String, Object> forUser(String client, boolean offline) {
		WallarooSwitches settings = this.switches.get();
		boolean confidential = API_CLIENT.equals(client);
		Duration access = (confidential) ? settings.apiClientLifetime() : settings.sdkClientLifetime();
		Duration refresh = (confidential) ? settings.apiClientRefreshLifetime() : settings.sdkClientRefreshLifetime();
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("access_token", sign("Bearer", client, WallarooUsers.SANDBOX, access));
		answer.put("expires_in", access.toSeconds());
		answer.put("refresh_expires_in", (offline) ? 0 : refresh.toSeconds());
		answer.put("refresh_token", (offline) ? sign("Offline", client, WallarooUsers.SANDBOX, OFFLINE_LIFETIME)
				: sign("Refresh", client, WallarooUsers.SANDBOX, refresh));
		return finish(answer, (offline) ? "email profile offline_access" : "email profile");
	}

	/**
	 * Gives out a token for the confidential client itself. It is meant for inference and
	 * carries no user.
	 * @return the token answer
	 */
	Map<String, Object> forClient() {
		Duration access = this.switches.get().apiClientLifetime();
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("access_token", sign("Bearer", API_CLIENT, null, access));
		answer.put("expires_in", access.toSeconds());
		answer.put("refresh_expires_in", 0);
		return finish(answer, "email profile");
	}

	/**
	 * Reads a token that this provider signed.
	 * @param token the compact form
	 * @return its claims, or {@code null} when it is forged or revoked
	 */
	@Nullable ObjectNode claims(String token) {
		ObjectNode claims = this.jwt.claims(token);
		if (claims == null || claims.path("gen").intValue(0) != this.switches.get().tokenGeneration()) {
			return null;
		}
		return claims;
	}

	boolean expired(ObjectNode claims) {
		return claims.path("exp").longValue(0) <= this.clock.instant().getEpochSecond();
	}

	private Map<String, Object> finish(Map<String, Object> answer, String scope) {
		answer.put("token_type", "Bearer");
		answer.put("not-before-policy", 0);
		answer.put("session_state", WallarooUsers.id(0x5e, this.serial.get()).toString());
		answer.put("scope", scope);
		return answer;
	}

	private String sign(String type, String client, WallarooUsers.@Nullable User user, Duration lifetime) {
		long now = this.clock.instant().getEpochSecond();
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("exp", now + lifetime.toSeconds());
		claims.put("iat", now);
		claims.put("jti", WallarooUsers.id(0x77, this.serial.incrementAndGet()).toString());
		claims.put("typ", type);
		claims.put("azp", client);
		claims.put("gen", this.switches.get().tokenGeneration());
		claims.put("sub", (user != null) ? user.id().toString() : WallarooUsers.id(0xc1, 1).toString());
		claims.put("preferred_username", (user != null) ? user.email() : "service-account-" + client);
		if (user != null) {
			claims.put("email", user.email());
		}
		return this.jwt.sign(claims);
	}

}
