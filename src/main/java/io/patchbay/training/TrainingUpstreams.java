package io.patchbay.training;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;

/**
 * The emulated platforms, in a process of their own: the gateway that is trained is then
 * the one that will run, without anything of the sandbox in it.
 */
final class TrainingUpstreams implements AutoCloseable {

	private static final Set<String> PLATFORMS = Set.of("airbyte", "maestro", "wallaroo");

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final String root;

	private final Process process;

	private final TrainingCaller caller;

	private TrainingUpstreams(String root, Process process) {
		this.root = root;
		this.process = process;
		this.caller = new TrainingCaller(root, "sandbox");
	}

	static TrainingUpstreams start() throws IOException, InterruptedException {
		int port = freePort();
		ProcessBuilder builder = new ProcessBuilder(command(port)).inheritIO();
		// Options in the environment, such as the one that makes the cache, are the
		// gateway's.
		builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
		Process process = builder.start();
		// A training that is given up leaves nothing running.
		Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
		TrainingUpstreams upstreams = new TrainingUpstreams("http://127.0.0.1:" + port, process);
		try {
			upstreams.ready();
			return upstreams;
		}
		catch (IOException | InterruptedException ex) {
			upstreams.close();
			throw ex;
		}
	}

	private static List<String> command(int port) {
		String classPath = System.getProperty("java.class.path");
		// It need not become fast, only early: the optimizing compiler would take the
		// processor away from the gateway.
		List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"),
				"-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath));
		command.addAll(List.of("io.patchbay.PatchbayApplication",
				"--spring.config.location=classpath:/application.yaml,classpath:/application-sandbox.yaml",
				"--spring.profiles.active=sandbox", "--server.address=127.0.0.1", "--server.port=" + port,
				"--logging.level.root=error"));
		return command;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private void ready() throws IOException, InterruptedException {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!answers()) {
			if (!this.process.isAlive() || System.nanoTime() > end) {
				throw new IOException("the emulated platforms do not come up");
			}
			this.process.waitFor(50, TimeUnit.MILLISECONDS);
		}
	}

	private boolean answers() {
		try {
			this.caller.get("/actuator/health/readiness", 200);
			return true;
		}
		catch (IOException | IllegalStateException ex) {
			return false;
		}
	}

	String root() {
		return this.root;
	}

	/**
	 * Lets the platforms' time pass, so that what runs on them ends.
	 * @throws IOException when they are gone
	 */
	void later() throws IOException {
		this.caller.send("POST", "/sandbox/clock", "{\"advance\":\"PT1H\"}", 200);
	}

	/**
	 * Counts the calls that the platforms have got, of which each must have some.
	 * @return the number of calls by platform
	 * @throws IOException when they are gone
	 */
	Map<String, Integer> calls() throws IOException {
		Map<String, Integer> calls = new TreeMap<>();
		for (JsonNode call : this.caller.json("/sandbox/requests").path("items")) {
			calls.merge(call.path("platform").stringValue(""), 1, Integer::sum);
		}
		if (!calls.keySet().containsAll(PLATFORMS)) {
			throw new IllegalStateException("not all platforms were called: " + calls);
		}
		return calls;
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
