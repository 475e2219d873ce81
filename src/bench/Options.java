import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What to run.
 *
 * @param quick whether a rough look is enough
 * @param gatewayOnly whether to leave the peers out
 * @param only the scenarios
 * @param vm JVM options for the gateway
 * @param jar the gateway
 * @param aotCache a cache that the gateway is started with once more, {@code null} for
 * one that is made by the documented command
 * @param aotJar the unpacked gateway that the cache was made for
 */
record Options(boolean quick, boolean gatewayOnly, Set<String> only, List<String> vm, Path jar, Path aotCache,
		Path aotJar) {

	static final String USAGE = """
			java src/bench/Bench.java [options]        (JDK 25; wrk and nginx are needed)
			  --quick            a rough look, in some three minutes
			  --only=a,b         scenarios, of: %s
			  --gateway-only     without the peers
			  --vm='...'         more JVM options for the gateway
			  --jar=FILE         the gateway, otherwise target/patchbay-*.jar, built when it is older than its sources
			  --aot=FILE         an AOT cache to start the gateway with as well, otherwise one is trained in target/aot
			  --aot-jar=FILE     the unpacked jar that this cache was made for""";

	static Options parse(String[] args, Set<String> scenarios) throws IOException, InterruptedException {
		List<String> left = new ArrayList<>(List.of(args));
		boolean quick = left.remove("--quick");
		boolean gatewayOnly = left.remove("--gateway-only");
		Set<String> only = take(left, "--only").map((names) -> Set.of(names.split(","))).orElse(scenarios);
		List<String> vm = take(left, "--vm")
			.map((words) -> Stream.of(words.split(" ")).filter((word) -> !word.isEmpty()))
			.orElse(Stream.empty())
			.toList();
		Optional<Path> jar = take(left, "--jar").map(Path::of);
		Optional<Path> aotCache = take(left, "--aot").map(Path::of);
		Optional<Path> aotJar = take(left, "--aot-jar").map(Path::of);
		if (!left.isEmpty() || !scenarios.containsAll(only) || aotCache.isPresent() != aotJar.isPresent()) {
			throw new IllegalArgumentException(USAGE.formatted(String.join(", ", scenarios)));
		}
		Path gateway = jar.isPresent() ? jar.get() : Maven.gateway();
		return new Options(quick, gatewayOnly, only, vm, gateway, aotCache.orElse(null), aotJar.orElse(null));
	}

	private static Optional<String> take(List<String> args, String name) {
		Optional<String> found = args.stream().filter((arg) -> arg.startsWith(name + "=")).findFirst();
		found.ifPresent(args::remove);
		return found.map((arg) -> arg.substring(name.length() + 1));
	}

	/**
	 * How long something takes.
	 * @param full in a full run, in seconds
	 * @param rough in a rough look
	 * @return the time
	 */
	Duration time(int full, int rough) {
		return Duration.ofSeconds(number(full, rough));
	}

	AotCache aot() throws IOException, InterruptedException {
		return (this.aotCache != null) ? new AotCache(this.aotJar, this.aotCache) : AotCache.of(this.jar);
	}

	int number(int full, int rough) {
		return this.quick ? rough : full;
	}

}
