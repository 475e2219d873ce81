package io.patchbay.backend;

import io.patchbay.connection.GatewayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SecretsTests {

	private final Secrets secrets = new Secrets();

	@BeforeEach
	void learn() {
		this.secrets.add(auth("of.the[client"));
	}

	@Test
	void ownCredentialsAndThoseOfTheCallAreHidden() {
		GatewayException.Upstream answer = new GatewayException.Upstream(401, "of.the[client",
				"somebody@example.com sent raw-token and Basic 0123456789, abc");
		assertThat(this.secrets.with("raw-token", "Basic 0123456789", null).masked(answer))
			.isEqualTo(new GatewayException.Upstream(401, "***", "*** sent *** and Basic ***, abc"));
		assertThat(this.secrets).hasToString("Secrets");
	}

	@Test
	void thoseFromBeforeAreHiddenAsThoseOfNow() {
		this.secrets.add(auth("of.the[client-2026"));
		assertThat(this.secrets.masked("of.the[client was of.the[client-2026")).isEqualTo("*** was ***");
	}

	private static BackendProperties.Auth auth(String secret) {
		return new BackendProperties.Auth(BackendProperties.Mode.HELD, null, "client", secret, "somebody@example.com",
				"abc", null, null, null);
	}

}
