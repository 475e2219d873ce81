package io.patchbay;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.awaitility.Awaitility.await;

/**
 * A gateway in a process of its own: one that can be killed, or a second replica.
 */
final class GatewayProcess implements AutoCloseable {

	/** For what is to start early, and need not become fast. */
	static final List<String> JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

	private final int port;

	private final Path log;

	private final Process process;

	private GatewayProcess(int port, Path log, Process process) {
		this.port = port;
		this.log = log;
		this.process = process;
	}

	/**
	 * Starts one.
	 * @param name names its log
	 * @param arguments its configuration, beside its port
	 * @return the gateway, which may not answer yet
	 * @throws IOException if there is no Java to run it
	 */
	static GatewayProcess start(String name, List<String> arguments) throws IOException {
		return start(name, JVM, arguments);
	}

	/**
	 * Starts one in a JVM that is told more.
	 * @param name names its log
	 * @param options options of the JVM
	 * @param arguments its configuration, beside its port
	 * @return the gateway, which may not answer yet
	 * @throws IOException if there is no Java to run it
	 */
	static GatewayProcess start(String name, List<String> options, List<String> arguments) throws IOException {
		return start(name, System.getProperty("java.class.path"), options, arguments);
	}

	/**
	 * Starts one of other classes.
	 * @param name names its log
	 * @param classPath where its classes are
	 * @param options options of the JVM
	 * @param arguments its configuration, beside its port
	 * @return the gateway, which may not answer yet
	 * @throws IOException if there is no Java to run it
	 */
	static GatewayProcess start(String name, String classPath, List<String> options, List<String> arguments)
			throws IOException {
		int port = TestPorts.free();
		File log = new File("target/" + name + ".log");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(options);
		command.addAll(List.of("-cp", classPath, "io.patchbay.PatchbayApplication", "--server.port=" + port,
				"--server.address=127.0.0.1"));
		command.addAll(arguments);
		return new GatewayProcess(port, log.toPath(),
				new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start());
	}

	int port() {
		return this.port;
	}

	GatewayProcess ready() {
		await().atMost(Duration.ofMinutes(3)).until(() -> !this.process.isAlive() || answers());
		if (!this.process.isAlive()) {
			throw new IllegalStateException("The gateway has ended, see " + this.log);
		}
		return this;
	}

	List<String> log() throws IOException {
		return Files.readAllLines(this.log);
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

	// Without a goodbye.
	@Override
	public void close() {
		this.process.destroyForcibly();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				throw new IllegalStateException("The gateway cannot be killed");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean answers() throws InterruptedException {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http
				.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/actuator/health/readiness"))
					.timeout(Duration.ofSeconds(10))
					.build(), HttpResponse.BodyHandlers.discarding())
				.statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
