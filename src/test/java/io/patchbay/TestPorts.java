package io.patchbay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for programs that tests start.
 */
public final class TestPorts {

	/**
	 * Below those that the system gives to connections, of which one could come first.
	 */
	private static final int FIRST = 15_000;

	private static final int LAST = 30_000;

	private TestPorts() {
	}

	/**
	 * Finds a port at which nobody listens.
	 * @return the port
	 */
	public static int free() {
		while (true) {
			int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
			try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.ofLiteral("0.0.0.0"))) {
				return port;
			}
			catch (IOException ex) {
				// Taken: the next one.
			}
		}
	}

}
