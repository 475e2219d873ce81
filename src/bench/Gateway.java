import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts the gateway, and the peers that it is compared with, on the JDK that runs this.
 */
final class Gateway {

	static final String PATH = "/api/v1/connections/airbyte~" + Samples.ID;

	static final String PEER_PATH = "/api/v1/connections/" + Samples.ID;

	static final String LIST = "/api/v1/connections";

	static final String MEMORY = "-Xmx512m";

	private static final String SECRET = "bench";

	/** All are sent it, though the gateway alone checks it. */
	static final String KEY = "X-Api-Key: " + SECRET;

	private static final String READINESS = "/actuator/health/readiness";

	private Gateway() {
	}

	/**
	 * Starts a gateway.
	 * @param name what to call it
	 * @param jar the program
	 * @param vm its JVM options
	 * @param backends its backends
	 * @return the program, which is not ready yet
	 * @throws IOException when it does not start
	 */
	static Program start(String name, Path jar, List<String> vm, Backend... backends) throws IOException {
		int port = Program.freePort();
		String yaml = "patchbay:\n  rate-limit: { enabled: false }\n  backends:\n"
				+ Stream.of(backends).map(Backend::yaml).collect(Collectors.joining())
				+ "  security:\n    api-keys:\n      - { client: bench, sha256: %s, scopes: [\"*\"], backends: [\"*\"] }\n"
					.formatted(sha256());
		Path file = Files.writeString(Bench.directory("config").resolve(name + ".yaml"), yaml);
		return java(name, port, jar, vm, "--spring.config.additional-location=file:" + file);
	}

	/**
	 * Starts a gateway and waits until it is ready.
	 * @param name what to call it
	 * @param options tell the jar and its JVM options
	 * @param backends its backends
	 * @return the program
	 * @throws IOException when it does not come up
	 * @throws InterruptedException when the run is given up
	 */
	static Program ready(String name, Options options, Backend... backends) throws IOException, InterruptedException {
		Program program = start(name, options.jar(), vm(options, MEMORY), backends);
		program.answering(READINESS);
		return program;
	}

	static List<String> vm(Options options, String... more) {
		return Stream.concat(Stream.of(more), options.vm().stream()).toList();
	}

	static double readySeconds(Program gateway) throws IOException, InterruptedException {
		return gateway.answering(READINESS).toMillis() / 1e3;
	}

	static Program peer(String name, int upstream) throws IOException, InterruptedException {
		return java(name, Program.freePort(), Maven.peer(name), List.of(MEMORY),
				"--upstream=http://127.0.0.1:" + upstream);
	}

	private static Program java(String name, int port, Path jar, List<String> vm, String argument) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(vm);
		command
			.addAll(List.of("-jar", jar.toString(), "--server.address=127.0.0.1", "--server.port=" + port, argument));
		return Program.start(name, port, command);
	}

	private static String sha256() {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(SECRET.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A backend in the gateway's configuration.
	 *
	 * @param name its name
	 * @param platform its platform
	 * @param baseUrl where it is
	 * @param more further settings
	 */
	record Backend(String name, String platform, String baseUrl, String... more) {

		static Backend airbyte(String name, int port, String... more) {
			return new Backend(name, "airbyte", "http://127.0.0.1:" + port + Samples.PUBLIC_API, more);
		}

		String yaml() {
			return Stream
				.concat(Stream.of("    " + this.name + ":", "      platform: " + this.platform,
						"      base-url: " + this.baseUrl, "      auth: { token: upstream-token }"),
						Stream.of(this.more).map((line) -> "      " + line))
				.collect(Collectors.joining("\n", "", "\n"));
		}

	}

}
