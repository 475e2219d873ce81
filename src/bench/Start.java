import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How soon a program is ready, how slow its first answers are, and what it manages in its
 * first seconds.
 */
final class Start {

	private static final String WEBMVC = "Spring Cloud Gateway WebMVC";

	private static final String GATEWAY = "Patchbay";

	private static final String WITH_CACHE = "Patchbay with AOT cache";

	/** One after the other, by one caller; load comes only then. */
	private static final int FIRST = 10;

	private final Options options;

	private final AotCache cache;

	private final int upstream;

	private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

	private Start(Options options, AotCache cache, int upstream) {
		this.options = options;
		this.cache = cache;
		this.upstream = upstream;
	}

	static Result run(Options options) throws IOException, InterruptedException {
		AotCache cache = options.aot();
		try (Program upstream = Nginx.upstream()) {
			Start start = new Start(options, cache, upstream.port());
			for (int round = 0; round < options.number(2, 1); round++) {
				start.round();
			}
			return start.result();
		}
	}

	private void round() throws IOException, InterruptedException {
		Gateway.Backend backend = Gateway.Backend.airbyte("airbyte", this.upstream);
		if (!this.options.gatewayOnly()) {
			measure(WEBMVC, Gateway.peer("webmvc", this.upstream), false);
			measure("Spring Cloud Gateway WebFlux", Gateway.peer("webflux", this.upstream), false);
		}
		measure(GATEWAY,
				Gateway.start("gateway", this.options.jar(), Gateway.vm(this.options, Gateway.MEMORY), backend), true);
		// As README tells to start it. With "on" a cache that does not fit ends the start: it is never left out in
		// silence.
		List<String> vm = Gateway.vm(this.options, Gateway.MEMORY, "-XX:AOTCache=" + this.cache.cache(),
				"-XX:AOTMode=on", "-XX:+UseSerialGC", "-XX:Tier2InvokeNotifyFreqLog=16", "-XX:Tier2BackedgeNotifyFreqLog=18");
		measure(WITH_CACHE, Gateway.start("gateway-aot", this.cache.jar(), vm, backend), true);
	}

	// The peers have no readiness of their own: they are ready when they listen.
	private void measure(String name, Program program, boolean gateway) throws IOException, InterruptedException {
		try (program) {
			double ready = gateway ? Gateway.readySeconds(program) : program.listening().toMillis() / 1e3;
			Duration cpu = program.cpu();
			long from = System.nanoTime();
			String path = gateway ? Gateway.PATH : Gateway.PEER_PATH;
			double slowest = 0;
			try (Caller caller = new Caller(program.port())) {
				for (int i = 0; i < FIRST; i++) {
					slowest = Math.max(slowest, caller.get(path).ok().millis());
				}
			}
			double passed = (System.nanoTime() - from) / 1e9;
			Load load = Wrk.on(program.port(), path, Warm.CALLERS).run(this.options.time(9, 4));
			double perSecond = (FIRST + load.requests()) / (passed + load.seconds());
			this.samples.computeIfAbsent(name, (_) -> new ArrayList<>())
				.add(new Sample(ready, cpu.toMillis() / 1e3, slowest, perSecond, load));
		}
	}

	private Result result() {
		List<Map<String, Object>> rows = new ArrayList<>();
		this.samples.forEach((name, all) -> rows.add(Result.row("program", name, "ready s", median(all, Sample::ready),
				"CPU s until then", median(all, Sample::cpu), "slowest first answer ms", median(all, Sample::slowest),
				"first " + this.options.number(10, 5) + " s: requests/s", median(all, Sample::perSecond), "p99 ms",
				median(all, (sample) -> sample.load().p99()), "max ms", median(all, (sample) -> sample.load().max()))));
		List<Sample> ours = this.samples.get(WITH_CACHE);
		List<Result.Goal> goals = new ArrayList<>();
		goals.add(Result.Goal.atMost(300, "slowest first answer, ms", median(ours, Sample::slowest)));
		if (this.samples.containsKey(WEBMVC)) {
			List<Sample> peers = this.samples.get(WEBMVC);
			goals.add(Result.Goal.atMost(0.5, "time to ready against WebMVC",
					median(ours, Sample::ready) / median(peers, Sample::ready)));
			goals.add(Result.Goal.atLeast(1.2, "requests of the first seconds against WebMVC",
					median(ours, Sample::perSecond) / median(peers, Sample::perSecond)));
		}
		long errors = this.samples.values()
			.stream()
			.flatMap(List::stream)
			.mapToLong((one) -> one.load().errors())
			.sum();
		return new Result("Start: cold, " + Warm.CALLERS + " callers of one connection", rows, goals, errors);
	}

	private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
		return Result.median(samples.stream().mapToDouble(figure).boxed().toList());
	}

	/**
	 * One start.
	 *
	 * @param ready seconds until it was ready
	 * @param cpu CPU seconds until then
	 * @param slowest the slowest of its first answers, in milliseconds
	 * @param perSecond answers per second from then on
	 * @param load the load after the first answers
	 */
	private record Sample(double ready, double cpu, double slowest, double perSecond, Load load) {

	}

}
