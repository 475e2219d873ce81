package io.patchbay.security;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ApiKeysTests {

	private static final Instant EXPIRES = Instant.parse("2027-01-01T00:00:00Z");

	@Test
	void authenticateTellsTheClientItsScopesAndItsBackends() {
		Authentication client = keysAt(EXPIRES.minusNanos(1)).authenticate("schlüssel");
		assertThat(client.getName()).isEqualTo("etl");
		assertThat(client.isAuthenticated()).isTrue();
		assertThat(client.getAuthorities()).extracting(GrantedAuthority::getAuthority)
			.containsExactlyInAnyOrder("SCOPE_syncs:run", "SCOPE_syncs:read", "BACKEND_airbyte-eu");
	}

	@Test
	void authenticateRefusesAKeyFromTheInstantOfItsExpiryOn() {
		assertThatExceptionOfType(CredentialsExpiredException.class)
			.isThrownBy(() -> keysAt(EXPIRES).authenticate("schlüssel"));
	}

	@Test
	void authenticateRefusesWhatIsNoKey() {
		for (String unknown : List.of("", "schlussel", "schlüssel ",
				HexFormat.of().formatHex(ApiKeys.digest("schlüssel")))) {
			assertThatExceptionOfType(BadCredentialsException.class)
				.isThrownBy(() -> keysAt(Instant.EPOCH).authenticate(unknown));
		}
	}

	private static ApiKeys keysAt(Instant now) {
		String digest = HexFormat.of().formatHex(ApiKeys.digest("schlüssel"));
		SecurityProperties.ApiKey key = new SecurityProperties.ApiKey("etl", digest, List.of("syncs:run", "syncs:read"),
				List.of("airbyte-eu"), EXPIRES);
		return new ApiKeys(List.of(key), Clock.fixed(now, ZoneOffset.UTC));
	}

}
