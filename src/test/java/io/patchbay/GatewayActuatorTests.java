package io.patchbay;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An operator who moves the actuator, even below the API, does not open it to others.
 */
@GatewayTest
@TestPropertySource(properties = "management.endpoints.web.base-path=/api/manage")
class GatewayActuatorTests {

	@Test
	void movedActuatorIsTheOperatorsAlone(@LocalServerPort int port) {
		GatewayClient client = GatewayClient.of(port);
		assertThat(client.as("reader").get("/api/manage/metrics").statusCode()).isEqualTo(403);
		assertThat(client.as("").get("/api/manage/metrics").statusCode()).isEqualTo(401);
		assertThat(client.as("sandbox").get("/api/manage/metrics").statusCode()).isEqualTo(200);
		assertThat(client.as("").get("/api/manage/health").statusCode()).isEqualTo(200);
	}

}
