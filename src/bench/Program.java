import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that runs beside this one, and ends with it at the latest.
 */
final class Program implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	private static final Set<Program> RUNNING = ConcurrentHashMap.newKeySet();

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Program::kill)));
	}

	private final String name;

	private final int port;

	private final Path log;

	private final Process process;

	private final long started;

	private Program(String name, int port, Path log, Process process, long started) {
		this.name = name;
		this.port = port;
		this.log = log;
		this.process = process;
		this.started = started;
	}

	/**
	 * Starts a program.
	 * @param name what to call it
	 * @param port where it will listen
	 * @param command its command line
	 * @return the program, which may not be ready yet
	 * @throws IOException when there is no such program
	 */
	static Program start(String name, int port, List<String> command) throws IOException {
		Path log = Bench.directory("logs").resolve(name + ".log");
		long now = System.nanoTime();
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
			.start();
		Program program = new Program(name, port, log, process, now);
		RUNNING.add(program);
		return program;
	}

	static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	int port() {
		return this.port;
	}

	/**
	 * Waits until the program takes connections.
	 * @return how long it took since its start
	 * @throws IOException when it does not come up
	 * @throws InterruptedException when the run is given up
	 */
	Duration listening() throws IOException, InterruptedException {
		return until(() -> {
			try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
				return true;
			}
		});
	}

	/**
	 * Waits until the program answers a request with 200.
	 * @param path what to ask for
	 * @return how long it took since its start
	 * @throws IOException when it does not come up
	 * @throws InterruptedException when the run is given up
	 */
	Duration answering(String path) throws IOException, InterruptedException {
		return until(() -> {
			try (Caller caller = new Caller(this.port)) {
				return caller.get(path).status() == 200;
			}
		});
	}

	private Duration until(Check check) throws IOException, InterruptedException {
		while (true) {
			boolean done;
			try {
				done = check.done();
			}
			catch (IOException ex) {
				done = false;
			}
			Duration passed = Duration.ofNanos(System.nanoTime() - this.started);
			if (done) {
				return passed;
			}
			if (!this.process.isAlive() || passed.compareTo(PATIENCE) > 0) {
				throw new IOException(this.name + " does not come up, see " + this.log);
			}
			Thread.sleep(Duration.ofMillis(5));
		}
	}

	/**
	 * What the program and its children have spent so far.
	 * @return the time on the CPU, in the program and in the kernel for it
	 */
	Duration cpu() {
		return family().map((handle) -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
			.reduce(Duration.ZERO, Duration::plus);
	}

	/**
	 * What the program and its children have in memory.
	 * @return their resident sets in megabytes
	 * @throws IOException when it is gone
	 */
	double megabytes() throws IOException {
		double sum = 0;
		for (ProcessHandle handle : family().toList()) {
			try (Stream<String> lines = Files.lines(Path.of("/proc/" + handle.pid() + "/status"))) {
				sum += lines.filter((line) -> line.startsWith("VmRSS:"))
					.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
					.sum() / 1024.0;
			}
		}
		return sum;
	}

	private Stream<ProcessHandle> family() {
		return Stream.concat(Stream.of(this.process.toHandle()), this.process.descendants());
	}

	@Override
	public void close() {
		List<ProcessHandle> children = this.process.descendants().toList();
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		children.forEach(ProcessHandle::destroyForcibly);
		RUNNING.remove(this);
	}

	private void kill() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

	/**
	 * A look at the program.
	 */
	@FunctionalInterface
	private interface Check {

		boolean done() throws IOException;

	}

}
