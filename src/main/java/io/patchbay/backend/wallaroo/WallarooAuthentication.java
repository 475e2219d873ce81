package io.patchbay.backend.wallaroo;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.patchbay.backend.BackendProperties.Auth;
import io.patchbay.backend.TokenCache;
import io.patchbay.backend.TokenCache.Session;
import io.patchbay.backend.UpstreamCalls;
import io.patchbay.backend.UpstreamJson;
import io.patchbay.backend.UpstreamRequest;
import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;

/**
 * Signs in to Wallaroo's Keycloak as a user. Its client credentials alone get tokens for
 * inference, not for management.
 */
final class WallarooAuthentication implements TokenCache.Source {

	private static final String CONFIDENTIAL_CLIENT = "api-client";

	private static final String PUBLIC_CLIENT = "sdk-client";

	/** The shortest that was seen, for an answer that does not tell. */
	private static final long SHORTEST_LIFE = 60;

	/** Keycloak's notation for a refresh token without an end. */
	private static final long ENDLESS = 0;

	private static final Duration LONG = Duration.ofDays(30);

	private final UpstreamCalls keycloak;

	private final Supplier<Auth> auth;

	private final Clock clock;

	WallarooAuthentication(UpstreamCalls keycloak, Supplier<Auth> auth, Clock clock) {
		this.keycloak = keycloak;
		this.auth = auth;
		this.clock = clock;
	}

	@Override
	public Session signIn() {
		Auth now = this.auth.get();
		Map<String, String> form = new LinkedHashMap<>();
		form.put("grant_type", "password");
		form.put("username", String.valueOf(now.username()));
		form.put("password", String.valueOf(now.password()));
		return ask(form, now);
	}

	@Override
	public Session refresh(Session session) {
		Map<String, String> form = new LinkedHashMap<>();
		form.put("grant_type", "refresh_token");
		form.put("refresh_token", String.valueOf(session.refreshToken()));
		return ask(form, this.auth.get());
	}

	@Override
	public GatewayException late() {
		return this.keycloak.timedOut();
	}

	private Session ask(Map<String, String> form, Auth client) {
		UpstreamRequest request = UpstreamRequest.post("");
		String id = client.clientId();
		String secret = client.clientSecret();
		if (secret != null && !secret.isBlank()) {
			String pair = ((id != null) ? id : CONFIDENTIAL_CLIENT) + ":" + secret;
			request.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
		}
		else {
			form.put("client_id", (id != null) ? id : PUBLIC_CLIENT);
		}
		Instant now = this.clock.instant();
		Grant grant = this.keycloak.signIn(request.form(form), UpstreamJson.object(Grant.class));
		if (grant.token() == null || grant.token().isBlank()) {
			throw this.keycloak.invalidResponse("there is no access_token in it");
		}
		long life = (grant.life() != null) ? grant.life() : SHORTEST_LIFE;
		return Session.of(grant.token(), now, Duration.ofSeconds(life))
			.refreshable(grant.refreshToken(), refreshUntil(now, grant.refreshLife()));
	}

	// The refresh token of api-client dies half an hour before the access token: it must
	// not be tried then, and the password is.
	private static @Nullable Instant refreshUntil(Instant now, @Nullable Long life) {
		if (life == null) {
			return null;
		}
		return (life == ENDLESS) ? now.plus(LONG) : now.plusSeconds(life);
	}

	/**
	 * Keycloak's answer.
	 *
	 * @param token the access token
	 * @param life for how many seconds it is good
	 * @param refreshToken what gets another one
	 * @param refreshLife for how many seconds it does
	 */
	private record Grant(@JsonProperty("access_token") @Nullable String token,
			@JsonProperty("expires_in") @Nullable Long life,
			@JsonProperty("refresh_token") @Nullable String refreshToken,
			@JsonProperty("refresh_expires_in") @Nullable Long refreshLife) {

		@Override
		public String toString() {
			return "Grant[life=" + this.life + "]";
		}

	}

}
