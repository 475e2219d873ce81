package io.patchbay;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The black box as a container of the image that the Dockerfile builds.
 */
@EnabledIf(value = "io.patchbay.GatewayImage#exists", disabledReason = "there is no image of the gateway, see .ci/run")
class ImageBlackBoxTests implements BlackBox {

	private static GatewayImage container;

	@BeforeAll
	static void start() {
		container = new GatewayImage("--spring.profiles.active=sandbox");
		container.start();
	}

	@AfterAll
	static void stop() {
		container.stop();
	}

	@Override
	public GatewayClient gateway() {
		return container.client();
	}

	@Test
	void itStartsWithWhatTheBuildHasPrepared() {
		assertThat(container.getLogs()).contains("Starting AOT-processed PatchbayApplication")
			.doesNotContain("[warning]");
	}

	@Test
	void itDoesNotRunAsRoot() {
		assertThat(container.getContainerInfo().getConfig().getUser()).isEqualTo("65532:65532");
	}

	@Test
	void withoutNetworkItsOwnHealthCheckFindsItReady() {
		try (GatewayImage alone = new GatewayImage("--spring.profiles.active=sandbox")) {
			alone.withNetworkMode("none").withExposedPorts().waitingFor(Wait.forHealthcheck());
			alone.start();
			assertThat(alone.isHealthy()).isTrue();
		}
	}

	@Test
	void makesKeysWithoutAnyConfiguration() {
		try (GatewayImage command = new GatewayImage("new-api-key")) {
			command.withExposedPorts()
				.withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(Duration.ofSeconds(30)))
				.waitingFor(Wait.forLogMessage("(?s).*sha256.*", 1));
			command.start();
			assertThat(command.getLogs()).contains("sha256");
		}
	}

	@Test
	void endsSoonAndCleanlyWhenItIsToldTo() {
		try (GatewayImage stopped = new GatewayImage("--spring.profiles.active=sandbox")) {
			stopped.start();
			stopped.getDockerClient().stopContainerCmd(stopped.getContainerId()).withTimeout(20).exec();
			await().until(() -> !stopped.isRunning());
			assertThat(stopped.getCurrentContainerInfo().getState().getExitCodeLong()).isIn(List.of(0L, 143L));
		}
	}

}
