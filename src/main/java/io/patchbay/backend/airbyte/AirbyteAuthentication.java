package io.patchbay.backend.airbyte;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.patchbay.backend.BackendProperties.Auth;
import io.patchbay.backend.TokenCache;
import io.patchbay.backend.UpstreamCalls;
import io.patchbay.backend.UpstreamJson;
import io.patchbay.backend.UpstreamRequest;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;

/**
 * Signs in with the id and the secret of an Airbyte application.
 */
final class AirbyteAuthentication implements TokenCache.Source {

	/** What the shortest-lived tokens of any Airbyte were good for. */
	private static final Duration UNSAID_LIFETIME = Duration.ofMinutes(3);

	private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);

	/** Some releases refuse one of the two encodings, with a status that tells little. */
	private static final Set<Integer> PERHAPS_THE_ENCODING = Set.of(400, 401, 415, 422);

	private final UpstreamCalls calls;

	private final Clock clock;

	private final Supplier<Auth> auth;

	AirbyteAuthentication(UpstreamCalls calls, Supplier<Auth> auth, Clock clock) {
		this.calls = calls;
		this.auth = auth;
		this.clock = clock;
	}

	@Override
	public TokenCache.Session signIn() {
		Auth application = this.auth.get();
		// The grant type is required by Airbyte's document and ignored by its server.
		Map<String, String> fields = Map.of("client_id", String.valueOf(application.clientId()), "client_secret",
				String.valueOf(application.clientSecret()), "grant_type", "client_credentials");
		try {
			return signIn((request) -> request.json(fields));
		}
		catch (GatewayException ex) {
			GatewayException.Upstream answer = ex.upstream();
			if (answer == null || !PERHAPS_THE_ENCODING.contains(answer.status())) {
				throw ex;
			}
			return signIn((request) -> request.form(fields));
		}
	}

	@Override
	public GatewayException late() {
		return this.calls.timedOut();
	}

	private TokenCache.Session signIn(UnaryOperator<UpstreamRequest> encoding) {
		UpstreamRequest request = UpstreamRequest.post("/applications/token")
			.on(404, (_) -> noTokens())
			.on(405, (_) -> noTokens())
			.on(415, (_) -> refused())
			.on(422, (_) -> refused());
		Token token = this.calls.signIn(encoding.apply(request), UpstreamJson.object(Token.class));
		if (token.accessToken() == null || token.accessToken().isBlank()) {
			throw this.calls.invalidResponse("there is no token in it");
		}
		return TokenCache.Session.of(token.accessToken(), this.clock.instant(), token.lifetime());
	}

	private static GatewayException refused() {
		return new GatewayException.Refused(ErrorCode.UPSTREAM_AUTH_FAILED,
				"Airbyte does not take the application's credentials in any form.");
	}

	private static GatewayException noTokens() {
		return new GatewayException.Refused(ErrorCode.UPSTREAM_ERROR,
				"There is no token endpoint below the backend's base URL.");
	}

	private record Token(@JsonProperty("access_token") @Nullable String accessToken,
			@JsonProperty("expires_in") @Nullable Long expiresIn) {

		// Releases before 1.6 said minutes where they meant seconds: such tokens are
		// renewed too early, which does no harm.
		Duration lifetime() {
			return (this.expiresIn != null)
					? Duration.ofSeconds(Math.clamp(this.expiresIn, 0, LONGEST_LIFETIME.toSeconds())) : UNSAID_LIFETIME;
		}

		@Override
		public String toString() {
			return "Token[expiresIn=" + this.expiresIn + "]";
		}

	}

}
