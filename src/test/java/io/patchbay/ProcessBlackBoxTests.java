package io.patchbay;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * The black box as a process.
 */
class ProcessBlackBoxTests implements BlackBox {

	private static GatewayProcess process;

	@BeforeAll
	static void start() throws IOException {
		process = GatewayProcess.start("black-box", List.of("--spring.profiles.active=sandbox")).ready();
	}

	@AfterAll
	static void stop() {
		process.close();
	}

	@Override
	public GatewayClient gateway() {
		return GatewayClient.of(process.port());
	}

}
