package io.patchbay.startup;

import java.util.Map;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReadinessProbe}.
 */
class ReadinessProbeTests {

	private final WireMockServer gateway = new WireMockServer(WireMockConfiguration.options().dynamicPort());

	@BeforeEach
	void start() {
		this.gateway.start();
	}

	@AfterEach
	void stop() {
		this.gateway.stop();
	}

	private boolean answers(int status) {
		this.gateway.stubFor(WireMock.get("/actuator/health/readiness")
			.willReturn(WireMock.jsonResponse("{\"status\":\"any\"}", status)));
		return ReadinessProbe.ready(this.gateway.port());
	}

	@Test
	void gatewayIsReadyIfItSaysSo() {
		assertThat(answers(200)).isTrue();
		assertThat(answers(503)).isFalse();
		assertThat(answers(401)).isFalse();
	}

	@Test
	void gatewayThatDoesNotListenIsNotReady() {
		int port = this.gateway.port();
		this.gateway.stop();
		assertThat(ReadinessProbe.ready(port)).isFalse();
	}

	@Test
	void portIsTheOneOfTheActuator() {
		assertThat(ReadinessProbe.port(Map.of())).isEqualTo(8080);
		assertThat(ReadinessProbe.port(Map.of("SERVER_PORT", "9000"))).isEqualTo(9000);
		assertThat(ReadinessProbe.port(Map.of("SERVER_PORT", "9000", "MANAGEMENT_SERVER_PORT", "9001")))
			.isEqualTo(9001);
	}

}
