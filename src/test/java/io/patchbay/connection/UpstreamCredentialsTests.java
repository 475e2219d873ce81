package io.patchbay.connection;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UpstreamCredentialsTests {

	private static final String SECRET = "Bearer c4n4ry";

	private static final BackendId A = new BackendId("a");

	private static final BackendId B = new BackendId("b");

	private static final KeyedHash SHARED = KeyedHash.with("shared");

	@Test
	void textShowsNone() {
		UpstreamCredentials credentials = of(Map.of(A, SECRET));
		assertThat(credentials).hasToString("UpstreamCredentials");
		assertThat(new CallContext("trace", credentials).toString()).contains("trace").doesNotContain("c4n4ry");
	}

	@Test
	void eachBackendHasItsOwn() {
		UpstreamCredentials credentials = of(Map.of(A, SECRET));
		assertThat(credentials.require(A)).isEqualTo(SECRET);
		assertThatExceptionOfType(GatewayException.Denied.class).isThrownBy(() -> credentials.require(B))
			.withMessageContaining("'Upstream-Authorization-b'")
			.satisfies((ex) -> {
				assertThat(ex.code()).isEqualTo(ErrorCode.UPSTREAM_CREDENTIALS_REJECTED);
				assertThat(ex.backend()).isEqualTo(B);
			});
	}

	@Test
	void markTellsCredentialsApartAndIsNotThem() {
		String mark = of(Map.of(A, SECRET)).mark(A);
		assertThat(mark).isEqualTo(of(Map.of(A, SECRET, B, "other")).mark(A))
			.isNotEqualTo(of(Map.of(A, "Bearer other")).mark(A))
			.isNotEqualTo(of(Map.of(B, SECRET)).mark(B))
			.hasSizeGreaterThan(12)
			.doesNotContain("c4n4ry");
		assertThat(of(Map.of(A, SECRET)).mark(B)).isEmpty();
	}

	@Test
	void replicasWithTheSameKeyMakeTheSameMark() {
		String mark = of(Map.of(A, SECRET)).sharedMark(A);
		assertThat(new UpstreamCredentials(Map.of(A, SECRET), KeyedHash.with("shared")).sharedMark(A)).isEqualTo(mark);
		assertThat(new UpstreamCredentials(Map.of(A, SECRET), KeyedHash.with(null)).sharedMark(A)).isNotEqualTo(mark);
		assertThat(of(Map.of(A, SECRET)).mark(A)).isNotEqualTo(mark);
		assertThat(UpstreamCredentials.NONE.sharedMark(A)).isEmpty();
	}

	@Test
	void whatOutlivesARequestIsForOneBackend() {
		CallContext lasting = new CallContext("trace", of(Map.of(A, SECRET, B, "other"))).lasting(A);
		assertThat(lasting.traceparent()).isNull();
		assertThat(lasting.credentials().require(A)).isEqualTo(SECRET);
		assertThatExceptionOfType(GatewayException.Denied.class).isThrownBy(() -> lasting.credentials().require(B));
	}

	private static UpstreamCredentials of(Map<BackendId, String> values) {
		return new UpstreamCredentials(values, SHARED);
	}

}
