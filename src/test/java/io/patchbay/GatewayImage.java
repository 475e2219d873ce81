package io.patchbay;

import java.time.Duration;
import java.util.List;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A gateway in a container, as a careful operator runs it.
 */
final class GatewayImage extends GenericContainer<GatewayImage> {

	/** The image that the tests are about. */
	static final String NAME = System.getProperty("patchbay.image", "patchbay/patchbay:0.1.0");

	private static final int PORT = 8080;

	GatewayImage(String... arguments) {
		super(DockerImageName.parse(NAME));
		withCommand(arguments);
		withExposedPorts(PORT);
		withCreateContainerCmdModifier((command) -> command.getHostConfig()
			.withReadonlyRootfs(true)
			.withCapDrop(com.github.dockerjava.api.model.Capability.ALL)
			.withSecurityOpts(List.of("no-new-privileges")));
		waitingFor(Wait.forHttp("/actuator/health/readiness").forPort(PORT).withStartupTimeout(Duration.ofMinutes(2)));
	}

	/**
	 * Whether there is an engine that has the image.
	 * @return whether tests of the image can run
	 */
	static boolean exists() {
		if (!DockerClientFactory.instance().isDockerAvailable()) {
			return false;
		}
		return DockerClientFactory.instance()
			.client()
			.listImagesCmd()
			.withReferenceFilter(NAME)
			.exec()
			.stream()
			.findAny()
			.isPresent();
	}

	GatewayClient client() {
		return GatewayClient.of(getMappedPort(PORT));
	}

}
