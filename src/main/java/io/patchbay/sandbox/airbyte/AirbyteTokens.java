package io.patchbay.sandbox.airbyte;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

import io.patchbay.sandbox.SandboxClock;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The access tokens in circulation. They look like JWTs and are checked by name. They
 * survive a reset of the sandbox: its state is another matter than who is signed in.
 */
@Component
@Profile("sandbox")
class AirbyteTokens {

	static final String CLIENT_ID = "sandbox-client";

	static final String CLIENT_SECRET = "sandbox-secret";

	private static final int MOST = 10_000;

	private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

	private final SandboxClock clock;

	private final AirbyteSwitches switches;

	private final SequencedMap<String, Instant> expiries = new LinkedHashMap<>();

	private long issued;

	AirbyteTokens(SandboxClock clock, AirbyteSwitches switches) {
		this.clock = clock;
		this.switches = switches;
	}

	/**
	 * Issues a token.
	 * @param clientId the client's id
	 * @param clientSecret its secret
	 * @return the token, or null when the two do not belong together
	 */
	synchronized @Nullable String issue(@Nullable String clientId, @Nullable String clientSecret) {
		if (!CLIENT_ID.equals(clientId) || !CLIENT_SECRET.equals(clientSecret)) {
			return null;
		}
		Instant expiry = this.clock.instant().plusSeconds(this.switches.number("tokenLifetimeSeconds"));
		String claims = "{\"sub\":\"" + clientId + "\",\"exp\":" + expiry.getEpochSecond() + ",\"jti\":\""
				+ (++this.issued) + "\"}";
		String token = encode("{\"alg\":\"RS256\"}") + "." + encode(claims) + "." + encode("sandbox");
		if (this.expiries.size() == MOST) {
			this.expiries.pollFirstEntry();
		}
		this.expiries.put(token, expiry);
		return token;
	}

	/**
	 * Checks what came in the {@code Authorization} header.
	 * @param authorization the header
	 * @throws AirbyteException 401 when it opens nothing (any more)
	 */
	synchronized void check(@Nullable String authorization) {
		if (authorization == null) {
			throw AirbyteException.edge(401, "Jwt is missing");
		}
		if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
			throw AirbyteException.invalidApiKey();
		}
		Instant expiry = this.expiries.get(authorization.substring(7).strip());
		if (expiry == null) {
			throw AirbyteException.invalidApiKey();
		}
		if (!expiry.isAfter(this.clock.instant())) {
			throw AirbyteException.edge(401, "Jwt is expired");
		}
	}

	private static String encode(String json) {
		return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
	}

}
