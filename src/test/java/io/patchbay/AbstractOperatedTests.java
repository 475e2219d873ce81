package io.patchbay;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * A gateway with what it has not by default: a port of its own for the actuator, and a
 * place where its traces go.
 */
@GatewayTest
@TestPropertySource(properties = { "management.server.port=0", "management.server.address=127.0.0.1",
		"management.endpoints.web.exposure.include=*", "management.tracing.sampling.probability=1",
		"management.opentelemetry.tracing.export.schedule-delay=50ms" })
abstract class AbstractOperatedTests {

	static final TraceReceiver TRACES = TraceReceiver.start();

	@DynamicPropertySource
	static void sendTraces(DynamicPropertyRegistry registry) {
		registry.add("management.opentelemetry.tracing.export.otlp.endpoint", TRACES::endpoint);
	}

}
