package io.patchbay.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestBodyFilterTests {

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void bodyIsReadUpToTheLimit(boolean saysLength) throws Exception {
		assertThat(read("/api/v1/connections", 10, saysLength)).hasSize(10);
		assertThatExceptionOfType(ErrorResponseException.class)
			.isThrownBy(() -> read("/api/v1/connections", 11, saysLength))
			.matches((ex) -> ex.getStatusCode().value() == 413);
	}

	@Test
	void encodedPathIsNoWayAround() {
		assertThatExceptionOfType(ErrorResponseException.class)
			.isThrownBy(() -> read("/%61pi/v1/connections", 11, true));
	}

	@Test
	void otherPathsAreLeftAlone() throws Exception {
		assertThat(read("/sandbox/airbyte", 11, true)).hasSize(11);
	}

	@Test
	void bodyThatNobodyReadsDoesNotMatter() throws Exception {
		MockHttpServletRequest request = request("/api/v1/connections", 11, true);
		new RequestBodyFilter(DataSize.ofBytes(10)).doFilter(request, new MockHttpServletResponse(),
				new MockFilterChain());
	}

	private static byte[] read(String path, int size, boolean saysLength) throws Exception {
		MockFilterChain chain = new MockFilterChain();
		new RequestBodyFilter(DataSize.ofBytes(10)).doFilter(request(path, size, saysLength),
				new MockHttpServletResponse(), chain);
		return chain.getRequest().getInputStream().readAllBytes();
	}

	private static MockHttpServletRequest request(String path, int size, boolean saysLength) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", path) {

			@Override
			public long getContentLengthLong() {
				return (saysLength) ? super.getContentLengthLong() : -1;
			}

		};
		request.setContent(new byte[size]);
		return request;
	}

}
