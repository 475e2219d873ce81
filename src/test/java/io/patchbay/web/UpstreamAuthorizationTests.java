package io.patchbay.web;

import java.util.Set;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.KeyedHash;
import io.patchbay.connection.UpstreamCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UpstreamAuthorizationTests {

	private static final BackendId EU = new BackendId("airbyte-eu");

	private final UpstreamAuthorization headers = new UpstreamAuthorization(Set.of(EU), KeyedHash.with("k"));

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	@ParameterizedTest
	@ValueSource(strings = { "Upstream-Authorization-airbyte-eu", "upstream-authorization-AIRBYTE-EU" })
	void valueIsTakenAsItIs(String name) {
		this.request.addHeader(name, "Bearer  a.b-c==");
		assertThat(this.headers.read(this.request).require(EU)).isEqualTo("Bearer  a.b-c==");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Upstream-Authorization-maestro", "Upstream-Authorization-", "Upstream-Authorization",
			"Authorization" })
	void whatIsNotForACallersBackendIsIgnored(String name) {
		this.request.addHeader(name, "secret");
		assertThat(this.headers.read(this.request)).isSameAs(UpstreamCredentials.NONE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "Bearer \u00e9", "a\tb", "a\nb", "a\u0000" })
	void malformedValueIsRefusedWithoutShowingIt(String value) {
		this.request.addHeader("Upstream-Authorization-airbyte-eu", value);
		refused();
	}

	@Test
	void valueHasABound() {
		this.request.addHeader("Upstream-Authorization-airbyte-eu", "x".repeat(8192));
		assertThat(this.headers.read(this.request).require(EU)).hasSize(8192);
		this.request.removeHeader("Upstream-Authorization-airbyte-eu");
		this.request.addHeader("Upstream-Authorization-airbyte-eu", "x".repeat(8193));
		refused();
	}

	// Refused for every name alike: it must not tell which backends there are.
	@ParameterizedTest
	@ValueSource(strings = { "airbyte-eu", "nowhere" })
	void severalValuesAreRefused(String backend) {
		this.request.addHeader("Upstream-Authorization-" + backend, "c4n4ry-1");
		this.request.addHeader("upstream-authorization-" + backend, "c4n4ry-2");
		refused();
	}

	private void refused() {
		assertThatExceptionOfType(GatewayException.Invalid.class).isThrownBy(() -> this.headers.read(this.request))
			.satisfies(
					(ex) -> assertThat(ex.getMessage()).contains("Upstream-Authorization-").doesNotContain("c4n4ry"));
	}

}
