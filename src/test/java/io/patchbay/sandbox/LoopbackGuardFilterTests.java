package io.patchbay.sandbox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class LoopbackGuardFilterTests {

	private final LoopbackGuardFilter filter = new LoopbackGuardFilter(false);

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/sandbox");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final MockFilterChain chain = new MockFilterChain();

	@ParameterizedTest
	@ValueSource(strings = { "192.0.2.1", "10.0.0.1", "2001:db8:0:0:0:0:0:1" })
	void hidesTheSandboxFromOtherMachines(String address) throws Exception {
		this.request.setRemoteAddr(address);
		this.filter.doFilter(this.request, this.response, this.chain);
		assertThat(this.response.getStatus()).isEqualTo(404);
		assertThat(this.response.getContentAsByteArray()).isEmpty();
		assertThat(this.chain.getRequest()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.8.9.1", "0:0:0:0:0:0:0:1", "::1" })
	void letsThisMachineIn(String address) throws Exception {
		this.request.setRemoteAddr(address);
		this.filter.doFilter(this.request, this.response, this.chain);
		assertThat(this.chain.getRequest()).isSameAs(this.request);
	}

	@Test
	void letsOthersInWhereTheOperatorSaysSo() throws Exception {
		this.request.setRemoteAddr("192.0.2.1");
		new LoopbackGuardFilter(true).doFilter(this.request, this.response, this.chain);
		assertThat(this.chain.getRequest()).isSameAs(this.request);
	}

	@Test
	void leavesTheResponseToTheSandbox() throws Exception {
		this.request.setRemoteAddr("127.0.0.1");
		this.filter.doFilter(this.request, this.response, this.chain);
		assertThat(this.response.getStatus()).isEqualTo(200);
	}

}
