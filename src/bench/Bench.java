import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures the gateway, beside other gateways that do less. See README.md.
 */
public final class Bench {

	/** Where this file is. */
	static final Path HOME = Path.of(System.getProperty("jdk.launcher.sourcefile", "src/bench/Bench.java"))
		.toAbsolutePath()
		.normalize()
		.getParent();

	/** The project. */
	static final Path ROOT = HOME.getParent().getParent();

	private static final Path OUTPUT = ROOT.resolve("target/bench");

	private static final Map<String, Scenario> SCENARIOS = new LinkedHashMap<>();

	static {
		SCENARIOS.put("start", Start::run);
		SCENARIOS.put("warm", Warm::run);
		SCENARIOS.put("federated", Federated::run);
		SCENARIOS.put("sharing", Sharing::run);
		SCENARIOS.put("walk", Walk::run);
		SCENARIOS.put("hanging", Hanging::run);
		SCENARIOS.put("watchers", Watchers::run);
	}

	private Bench() {
	}

	/**
	 * Runs the scenarios, prints what they find and writes it to
	 * {@code target/bench/bench.json}.
	 * @param args the options
	 * @throws IOException when something cannot be measured
	 * @throws InterruptedException when the run is given up
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		Options options;
		try {
			Programs.find("wrk");
			Programs.find("nginx");
			options = Options.parse(args, SCENARIOS.keySet());
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.exit(2);
			return;
		}
		Instant start = Instant.now();
		Map<String, Object> report = Result.row("date", start.toString(), "quick", options.quick(), "vm",
				String.join(" ", options.vm()), "jar", options.jar().getFileName(), "aotCache",
				(options.aotCache() != null) ? options.aotCache().getFileName() : null, "java",
				Runtime.version().toString(), "cpus", Runtime.getRuntime().availableProcessors(), "loadAverage",
				Files.readString(Path.of("/proc/loadavg")).strip());
		System.out.println(Json.write(report, ""));
		boolean sound = true;
		for (Map.Entry<String, Scenario> scenario : SCENARIOS.entrySet()) {
			if (options.only().contains(scenario.getKey())) {
				say(scenario.getKey());
				Result result = scenario.getValue().run(options);
				System.out.println(result.text());
				report.put(scenario.getKey(), result.json());
				Files.writeString(directory("").resolve("bench.json"), Json.write(report, "") + "\n");
				sound &= result.errors() == 0;
			}
		}
		say("took " + Duration.between(start, Instant.now()).toSeconds() + " s; " + OUTPUT.resolve("bench.json"));
		System.exit(sound ? 0 : 1);
	}

	/**
	 * Makes a directory for what a run leaves behind.
	 * @param name its name
	 * @return the directory
	 * @throws IOException when it cannot be made
	 */
	static Path directory(String name) throws IOException {
		return Files.createDirectories(OUTPUT.resolve(name));
	}

	static void say(String progress) {
		System.err.println("bench: " + progress);
	}

	/**
	 * Something to measure.
	 */
	@FunctionalInterface
	private interface Scenario {

		Result run(Options options) throws IOException, InterruptedException;

	}

}
