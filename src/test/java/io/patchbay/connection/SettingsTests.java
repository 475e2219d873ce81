package io.patchbay.connection;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsTests {

	private static final Redaction POLICY = new Redaction(Set.of("host", "port", "database"), "key");

	@Test
	void leavesAreRedactedUnlessTheirKeyIsHarmless() {
		Settings settings = new Settings(Map.of("host", "db.example.com", "port", 5432, "password", "s3cr3t",
				"database", Map.of("user", "s3cr3t-too"), "keys", List.of("s3cr3t-a", Map.of("port", 1, "x", true))));
		String shown = settings.redacted(POLICY, "wallaroo~1").toString();
		assertThat(shown).contains("host=db.example.com", "port=5432", "port=1", "redacted=true", "hmac:")
			.doesNotContain("s3cr3t")
			.doesNotContain("x=true");
	}

	@Test
	void harmlessKeyWithCredentialsInItsUrlIsRedacted() {
		Settings settings = new Settings(Map.of("host", "postgres://user:s3cr3t@db/x"));
		assertThat(settings.redacted(POLICY, "wallaroo~1").toString()).doesNotContain("s3cr3t");
	}

	@Test
	void fingerprintFollowsTheSecretItsPlaceAndTheKey() {
		Settings one = new Settings(Map.of("password", "one"));
		Settings other = new Settings(Map.of("password", "other"));
		assertThat(one.redacted(POLICY, "a~1")).isEqualTo(one.redacted(POLICY, "a~1"))
			.isNotEqualTo(other.redacted(POLICY, "a~1"))
			.isNotEqualTo(one.redacted(POLICY, "a~2"))
			.isNotEqualTo(one.redacted(new Redaction(Set.of(), null), "a~1"));
	}

	@Test
	void neverShowsItselfInText() {
		assertThat(new Settings(Map.of("password", "s3cr3t"))).hasToString("Settings[password]");
	}

}
