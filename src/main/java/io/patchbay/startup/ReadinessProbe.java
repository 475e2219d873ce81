package io.patchbay.startup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Asks a gateway on this machine whether it is ready: the health check of a container in
 * which there is nothing else to ask with. It uses nothing that a JVM would have to load
 * first, as it runs every few seconds.
 */
final class ReadinessProbe {

	private static final int TIMEOUT_MILLIS = 4_000;

	private ReadinessProbe() {
	}

	/**
	 * Ends with 0 when the gateway is ready, and otherwise with 1.
	 * @param args nothing
	 */
	static void main(String[] args) {
		System.exit(ready(port(System.getenv())) ? 0 : 1);
	}

	/**
	 * Finds the port of the actuator.
	 * @param environment the variables that configure the gateway, too
	 * @return the port
	 */
	static int port(Map<String, String> environment) {
		return Integer.parseInt(
				environment.getOrDefault("MANAGEMENT_SERVER_PORT", environment.getOrDefault("SERVER_PORT", "8080")));
	}

	/**
	 * Asks.
	 * @param port the port of the actuator
	 * @return whether it answers that it is ready
	 */
	static boolean ready(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(TIMEOUT_MILLIS);
			socket.getOutputStream()
				.write("GET /actuator/health/readiness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));
			String status = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
				.readLine();
			return status != null && status.startsWith("HTTP/1.1 200");
		}
		catch (IOException ex) {
			return false;
		}
	}

}
