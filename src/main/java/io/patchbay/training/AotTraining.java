package io.patchbay.training;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The command {@code train [seconds]}: starts the gateway with three backends, which are
 * emulators in a process of their own, calls all of its API, puts load on it and ends. A
 * JVM that is told to ({@code -XX:AOTCacheOutput=}) keeps the classes and the profiles of
 * the methods for the next start. Everything stays on this machine.
 */
public final class AotTraining {

	private static final String COMMAND = "train";

	private static final String[] SANDBOX = {
			"--spring.config.location=classpath:/application.yaml,classpath:/application-sandbox.yaml",
			"--spring.profiles.active=sandbox", "--server.address=127.0.0.1", "--server.port=0",
			"--logging.level.io.patchbay.sandbox=warn" };

	private static final String OUTPUT = "-XX:AOTCacheOutput=";

	private static final Duration LOAD = Duration.ofSeconds(20);

	private AotTraining() {
	}

	/**
	 * Whether the arguments of the program ask for a training.
	 * @param args the arguments
	 * @return whether to call {@link #run}
	 */
	public static boolean requested(String... args) {
		return args.length > 0 && COMMAND.equals(args[0]);
	}

	/**
	 * Trains.
	 * @param starter starts the gateway with the arguments that it is given
	 * @param out where to tell what was done
	 * @param args the arguments of the program
	 * @return the status to exit with: 0, or 1 when the gateway did not behave
	 * @throws InterruptedException when it is given up
	 */
	public static int run(Function<String[], ConfigurableApplicationContext> starter, PrintStream out, String... args)
			throws InterruptedException {
		if (AotTraining.class.getClassLoader() != ClassLoader.getSystemClassLoader()) {
			out.println("Classes in nested jars cannot be cached. Unpack the program, and train what comes out:\n"
					+ "  java -Djarmode=tools -jar patchbay.jar extract --destination app");
			return 1;
		}
		boolean trained = false;
		try (TrainingUpstreams upstreams = TrainingUpstreams.start()) {
			TrainingKey key = TrainingKey.random();
			try (ConfigurableApplicationContext gateway = starter.apply(arguments(upstreams, key))) {
				String port = gateway.getEnvironment().getRequiredProperty("local.server.port");
				TrainingCaller caller = new TrainingCaller("http://127.0.0.1:" + port, key.value());
				TrainingCalls calls = new TrainingCalls(caller, upstreams);
				Map<String, Integer> reached = calls.all();
				long answers = calls.load(seconds(args));
				out.println("Trained with " + answers + " answers under load, after single calls that made these "
						+ "calls to platforms: " + reached);
			}
			// Other classes take part in the start of the sandbox, of a gateway whose
			// actuator
			// has its own port, and of what the build has not prepared.
			starter.apply(SANDBOX.clone()).close();
			starter.apply(with(arguments(upstreams, key), "--management.server.port=0")).close();
			if (!seconds(args).isZero()) {
				starter.apply(with(arguments(upstreams, key), "--springdoc.swagger-ui.enabled=false")).close();
			}
			trained = true;
			return 0;
		}
		catch (IOException | IllegalStateException ex) {
			out.println("The training failed: " + ex.getMessage());
			return 1;
		}
		finally {
			if (!trained) {
				warnOfTheCache(out);
			}
		}
	}

	// The JVM writes it as it ends, however it ends, and nothing in it can prevent that.
	private static void warnOfTheCache(PrintStream out) {
		ManagementFactory.getRuntimeMXBean()
			.getInputArguments()
			.stream()
			.filter((option) -> option.startsWith(OUTPUT))
			.forEach((option) -> out.println("Delete " + option.substring(OUTPUT.length())
					+ ", which the JVM writes all the same: it is the cache of a failed training."));
	}

	// Nothing that is configured on this machine takes part: no other backend, no other
	// store. The limit of requests is there, as it usually is, and out of reach.
	private static String[] arguments(TrainingUpstreams upstreams, TrainingKey key) {
		return new String[] { "--spring.config.location=classpath:/application.yaml,classpath:/training.yaml",
				"--server.address=127.0.0.1", "--server.port=0", "--training.upstreams=" + upstreams.root(),
				"--patchbay.store=memory", "--training.key=" + key.sha256() };
	}

	private static String[] with(String[] arguments, String more) {
		String[] all = Arrays.copyOf(arguments, arguments.length + 1);
		all[arguments.length] = more;
		return all;
	}

	private static Duration seconds(String... args) {
		List<String> given = Arrays.asList(args);
		return (given.size() > 1) ? Duration.ofSeconds(Long.parseLong(given.get(1))) : LOAD;
	}

}
