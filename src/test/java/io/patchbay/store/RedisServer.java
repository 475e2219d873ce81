package io.patchbay.store;

import io.patchbay.TestPorts;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A Redis for one test class, in a container.
 */
public final class RedisServer extends GenericContainer<RedisServer> {

	private static final int PORT = 6379;

	/** Makes one, which is not started yet. */
	public RedisServer() {
		super(DockerImageName.parse("redis:7-alpine"));
		// Of its own choice, Docker would give it another port after a restart.
		addFixedExposedPort(TestPorts.free(), PORT);
	}

	/**
	 * Where it can be reached.
	 * @return its URL
	 */
	public String url() {
		return "redis://" + getHost() + ":" + port();
	}

	int port() {
		return getMappedPort(PORT);
	}

	/** Ends its process; what it holds is kept. */
	public void halt() {
		getDockerClient().stopContainerCmd(getContainerId()).exec();
	}

	/** Starts it again where it was. */
	public void resume() {
		getDockerClient().startContainerCmd(getContainerId()).exec();
	}

	/**
	 * Makes it hang: connections stay, answers do not come.
	 */
	public void pause() {
		getDockerClient().pauseContainerCmd(getContainerId()).exec();
	}

	/** Lets it go on after a pause. */
	public void unpause() {
		getDockerClient().unpauseContainerCmd(getContainerId()).exec();
	}

}
