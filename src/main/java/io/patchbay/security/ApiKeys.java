package io.patchbay.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/**
 * The keys that are accepted, known by their digests alone.
 */
final class ApiKeys {

	static final String HEADER = "X-Api-Key";

	private final List<Known> keys;

	private final Clock clock;

	ApiKeys(List<SecurityProperties.ApiKey> keys, Clock clock) {
		this.keys = keys.stream().map(Known::of).toList();
		this.clock = clock;
	}

	/**
	 * Tells whose key this is.
	 * @param key the key
	 * @return the client
	 * @throws AuthenticationException when the key is unknown or expired
	 */
	Authentication authenticate(String key) {
		byte[] digest = digest(key);
		Known found = null;
		// All of them, each in constant time: how long it takes tells nothing.
		for (Known known : this.keys) {
			if (MessageDigest.isEqual(known.digest(), digest)) {
				found = known;
			}
		}
		if (found == null) {
			throw new BadCredentialsException("The API key is unknown.");
		}
		if (found.expires() != null && !this.clock.instant().isBefore(found.expires())) {
			throw new CredentialsExpiredException("The API key has expired.");
		}
		return found.authentication();
	}

	static byte[] digest(String key) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-256", ex);
		}
	}

	private record Known(byte[] digest, Authentication authentication, @Nullable Instant expires) {

		static Known of(SecurityProperties.ApiKey key) {
			String client = Objects.requireNonNull(key.client());
			return new Known(HexFormat.of().parseHex(Objects.requireNonNull(key.sha256())),
					new PreAuthenticatedAuthenticationToken(client, "", Authorities.of(key.scopes(), key.backends())),
					key.expires());
		}

	}

}
