package io.patchbay;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.springframework.test.util.TestSocketUtils;

import static org.awaitility.Awaitility.await;

/**
 * A gateway with a process of its own, whose memory is its own and which can be killed.
 */
final class GatewayProcess implements AutoCloseable {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final Process process;

	private final int port;

	private GatewayProcess(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * Starts a gateway and waits until it is ready.
	 * @param name names its log, in the build directory
	 * @param jvm options of the JVM
	 * @param arguments the program's arguments
	 * @return the gateway
	 */
	static GatewayProcess start(String name, List<String> jvm, String... arguments) {
		int port = TestSocketUtils.findAvailableTcpPort();
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(jvm);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.patchbay.PatchbayApplication",
				"--server.port=" + port, "--server.address=127.0.0.1"));
		command.addAll(List.of(arguments));
		try {
			GatewayProcess gateway = new GatewayProcess(new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(new File("target/" + name + ".log"))
				.start(), port);
			await().atMost(Duration.ofMinutes(2))
				.until(() -> !gateway.process.isAlive() || gateway.answers("/actuator/health/readiness"));
			return gateway;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int port() {
		return this.port;
	}

	/**
	 * Collects the garbage, and looks what is left.
	 * @return the bytes in use on the heap
	 */
	long heap() {
		try {
			Process collection = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
					String.valueOf(this.process.pid()), "GC.run")
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			if (!collection.waitFor(30, TimeUnit.SECONDS) || collection.exitValue() != 0) {
				throw new AssertionError("The garbage could not be collected");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		return GatewayClient.of(this.port)
			.read("/actuator/metrics/jvm.memory.used?tag=area:heap")
			.path("measurements")
			.path(0)
			.path("value")
			.longValue();
	}

	private boolean answers(String path) {
		try {
			return HTTP
				.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path)).build(),
						HttpResponse.BodyHandlers.discarding())
				.statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Kills it: there are no last words. */
	@Override
	public void close() {
		this.process.destroyForcibly();
		try {
			this.process.waitFor(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
