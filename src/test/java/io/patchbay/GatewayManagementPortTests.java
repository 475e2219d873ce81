package io.patchbay;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An actuator with a port of its own: who probes and who scrapes needs no key there, and
 * callers of the API find none of it.
 */
class GatewayManagementPortTests extends AbstractOperatedTests {

	private GatewayClient api;

	private GatewayClient management;

	@BeforeEach
	void begin(@LocalServerPort int port, @LocalManagementPort int managementPort) {
		this.api = GatewayClient.of(port);
		this.management = GatewayClient.of(managementPort);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness",
			"/actuator/prometheus" })
	void probesAndMetricsNeedNoKey(String path) {
		assertThat(this.management.as("").get(path).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator", "/actuator/metrics", "/actuator/info", "/actuator/env", "/actuator/beans",
			"/actuator/heapdump", "/actuator/nowhere", "/api/v1/connections" })
	void allElseOfThePortIsTheOperatorsAlone(String path) {
		assertThat(this.management.as("").get(path).statusCode()).isEqualTo(401);
		assertThat(this.management.as("reader").get(path).statusCode()).isIn(403, 404);
	}

	@Test
	void operatorSeesMoreWithAKey() {
		assertThat(this.management.get("/actuator/metrics").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator", "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness",
			"/actuator/prometheus", "/actuator/metrics", "/actuator/env" })
	void nothingOfTheActuatorIsOnThePortOfTheApi(String path) {
		assertThat(this.api.get(path).statusCode()).isEqualTo(404);
		assertThat(this.api.as("").get(path).statusCode()).isEqualTo(401);
	}

	@Test
	void requestsOfTheApiAreCountedThere() {
		this.api.read("/api/v1/backends");
		Scrape scrape = Scrape.of(this.management.as("").get("/actuator/prometheus").body());
		assertThat(scrape.sum("http_server_requests_seconds_count", "uri", "/api/v1/backends")).isPositive();
	}

}
