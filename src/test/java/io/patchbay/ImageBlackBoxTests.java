package io.patchbay;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.github.dockerjava.api.model.HealthCheck;
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
	void withoutNetworkItsOwnHealthCheckFindsItReadyAndItEndsSoonAndCleanlyWhenItIsToldTo() {
		try (GatewayImage alone = new GatewayImage("--spring.profiles.active=sandbox")) {
			alone.withNetworkMode("none").withExposedPorts().waitingFor(Wait.forHealthcheck());
			// The image's own check, only sooner than its first after 15 s.
			alone.withCreateContainerCmdModifier(
					(command) -> command.withHealthcheck(new HealthCheck().withInterval(TimeUnit.SECONDS.toNanos(1))));
			alone.start();
			assertThat(alone.isHealthy()).isTrue();
			alone.getDockerClient().stopContainerCmd(alone.getContainerId()).withTimeout(20).exec();
			await().until(() -> !alone.isRunning());
			assertThat(alone.getCurrentContainerInfo().getState().getExitCodeLong()).isIn(List.of(0L, 143L));
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

}
