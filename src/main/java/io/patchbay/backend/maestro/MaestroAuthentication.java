package io.patchbay.backend.maestro;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.patchbay.backend.BackendProperties.Auth;
import io.patchbay.backend.TokenCache;
import io.patchbay.backend.TokenCache.Session;
import io.patchbay.backend.UpstreamCalls;
import io.patchbay.backend.UpstreamJson;
import io.patchbay.backend.UpstreamRequest;
import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signs in to Maestro as a user, and remembers whose tenant that is: no other call tells
 * the tenant's name.
 */
final class MaestroAuthentication implements TokenCache.Source {

	private static final Duration ACCESS_LIFE = Duration.ofMinutes(30);

	private static final Duration REFRESH_LIFE = Duration.ofHours(24);

	private static final JsonMapper JSON = new JsonMapper();

	private final UpstreamCalls calls;

	private final Supplier<Auth> auth;

	private final Clock clock;

	private volatile @Nullable Tenant tenant;

	MaestroAuthentication(UpstreamCalls calls, Supplier<Auth> auth, Clock clock) {
		this.calls = calls;
		this.auth = auth;
		this.clock = clock;
	}

	/**
	 * Whose tenant we are signed in to.
	 * @return the tenant, {@code null} before the first sign-in and with a static token
	 */
	@Nullable Tenant tenant() {
		return this.tenant;
	}

	@Override
	public Session signIn() {
		Map<String, String> body = new LinkedHashMap<>();
		Auth user = this.auth.get();
		body.put("username", String.valueOf(user.username()));
		body.put("password", String.valueOf(user.password()));
		if (user.customerName() != null) {
			body.put("customerName", user.customerName());
		}
		Instant now = this.clock.instant();
		Answer answer = ask("/auth/sign-in", body);
		Tenant customer = (answer.customer() != null) ? answer.customer() : new Tenant(null, null);
		this.tenant = customer;
		return session(answer, now).tenant(customer)
			.refreshable(answer.refresh(), now.plus(life(answer.refresh(), now, REFRESH_LIFE)));
	}

	@Override
	public Session refresh(Session session) {
		Map<String, String> body = new LinkedHashMap<>();
		body.put("refreshToken", String.valueOf(session.refreshToken()));
		String name = (session.tenant() instanceof Tenant customer && customer.name() != null) ? customer.name()
				: this.auth.get().customerName();
		if (name != null) {
			body.put("customerName", name);
		}
		Instant now = this.clock.instant();
		Answer answer = ask("/auth/refresh-access-token", body);
		Session renewed = session(answer, now).tenant(session.tenant());
		return (answer.refresh() != null)
				? renewed.refreshable(answer.refresh(), now.plus(life(answer.refresh(), now, REFRESH_LIFE)))
				: renewed.refreshable(session.refreshToken(), session.refreshUntil());
	}

	@Override
	public GatewayException late() {
		return this.calls.timedOut();
	}

	private Answer ask(String path, Map<String, String> body) {
		return this.calls.signIn(UpstreamRequest.post(path).json(body), UpstreamJson.object(Answer.class));
	}

	private Session session(Answer answer, Instant now) {
		String token = answer.access();
		if (token == null || token.isBlank()) {
			throw this.calls.invalidResponse("there is no accessToken in it");
		}
		return Session.of(token, now, life(token, now, ACCESS_LIFE));
	}

	// The documents promise a lifetime, the token itself may say a shorter one.
	private static Duration life(@Nullable String token, Instant now, Duration promised) {
		Instant end = (token != null) ? expiry(token) : null;
		if (end == null || !end.isAfter(now)) {
			return promised;
		}
		Duration left = Duration.between(now, end);
		return (left.compareTo(promised) < 0) ? left : promised;
	}

	private static @Nullable Instant expiry(String token) {
		String[] parts = token.split("\\.", -1);
		if (parts.length != 3) {
			return null;
		}
		try {
			JsonNode end = JSON.readTree(Base64.getUrlDecoder().decode(parts[1])).path("exp");
			return end.canConvertToLong() ? Instant.ofEpochSecond(end.asLong()) : null;
		}
		catch (IllegalArgumentException | JacksonException | DateTimeException ex) {
			return null;
		}
	}

	/**
	 * Whom a token belongs to.
	 *
	 * @param id the tenant's id
	 * @param name its name
	 */
	record Tenant(@Nullable String id, @Nullable String name) {

	}

	/**
	 * Tokens, which a renewal may answer without the object around them.
	 */
	private record Answer(@Nullable Tokens tokens, @Nullable String accessToken, @Nullable String refreshToken,
			@Nullable Tenant customer) {

		@Nullable String access() {
			return (this.tokens != null && this.tokens.accessToken() != null) ? this.tokens.accessToken()
					: this.accessToken;
		}

		@Nullable String refresh() {
			String token = (this.tokens != null && this.tokens.refreshToken() != null) ? this.tokens.refreshToken()
					: this.refreshToken;
			return (token != null && !token.isBlank()) ? token : null;
		}

		@Override
		public String toString() {
			return "Answer";
		}

	}

	private record Tokens(@Nullable String accessToken, @Nullable String refreshToken) {

		@Override
		public String toString() {
			return "Tokens";
		}

	}

}
