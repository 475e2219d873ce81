import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What the gateway, its peers and nginx manage once they are warm. They take turns, so
 * that a machine that speeds up or slows down does so for all of them.
 */
final class Warm implements AutoCloseable {

	static final int CALLERS = 32;

	private static final String GATEWAY = "Patchbay";

	private static final String NGINX = "nginx proxy";

	private final Options options;

	private final Map<String, Program> programs = new LinkedHashMap<>();

	private final Map<String, List<Load>> loads = new LinkedHashMap<>();

	private Warm(Options options) {
		this.options = options;
	}

	static Result run(Options options) throws IOException, InterruptedException {
		try (Program upstream = Nginx.upstream(); Warm warm = new Warm(options)) {
			warm.start(upstream.port());
			for (String name : warm.programs.keySet()) {
				warm.load(name, options.number(NGINX.equals(name) ? 2 : 30, NGINX.equals(name) ? 1 : 5));
			}
			List<String> names = new ArrayList<>(warm.programs.keySet());
			for (int round = 0; round < options.number(5, 3); round++) {
				for (String name : names) {
					warm.loads.computeIfAbsent(name, (_) -> new ArrayList<>())
						.add(warm.load(name, options.number(4, 2)));
				}
				// Nobody always comes after the same one.
				names = (round % 2 == 0) ? names.reversed() : rotated(names.reversed());
			}
			return warm.result();
		}
	}

	private static List<String> rotated(List<String> names) {
		List<String> rotated = new ArrayList<>(names.subList(1, names.size()));
		rotated.add(names.getFirst());
		return rotated;
	}

	private void start(int upstream) throws IOException, InterruptedException {
		if (!this.options.gatewayOnly()) {
			for (String name : List.of("webmvc", "webflux")) {
				Program peer = Gateway.peer(name, upstream);
				this.programs.put("Spring Cloud Gateway " + (name.equals("webmvc") ? "WebMVC" : "WebFlux"), peer);
				peer.listening();
			}
			this.programs.put(NGINX, Nginx.proxy(upstream));
		}
		this.programs.put(GATEWAY,
				Gateway.ready("gateway", this.options, Gateway.Backend.airbyte("airbyte", upstream)));
	}

	private Load load(String name, int seconds) throws IOException, InterruptedException {
		Program program = this.programs.get(name);
		String path = GATEWAY.equals(name) ? Gateway.PATH : Gateway.PEER_PATH;
		return Wrk.on(program.port(), path, CALLERS).run(Duration.ofSeconds(seconds), program);
	}

	private Result result() throws IOException {
		List<Map<String, Object>> rows = new ArrayList<>();
		String best = best();
		for (Map.Entry<String, List<Load>> entry : this.loads.entrySet()) {
			String name = entry.getKey();
			rows.add(Result.row("program", name, "requests/s", median(name, Load::perSecond), "p50 ms",
					median(name, Load::p50), "p99 ms", median(name, Load::p99), "CPU s per 1000 requests",
					median(name, Load::cpuPerThousand), "RSS MB", this.programs.get(name).megabytes(),
					"requests/s against the better SCG", (best != null) ? ratio(name, best, Load::perSecond) : null,
					"CPU against it", (best != null) ? ratio(name, best, Load::cpuPerThousand) : null,
					"requests/s against nginx",
					this.loads.containsKey(NGINX) ? ratio(name, NGINX, Load::perSecond) : null));
		}
		List<Result.Goal> goals = new ArrayList<>();
		if (best != null) {
			goals.add(
					Result.Goal.atLeast(1, "requests/s against the better SCG", ratio(GATEWAY, best, Load::perSecond)));
			goals.add(Result.Goal.atMost(1, "CPU per request against it", ratio(GATEWAY, best, Load::cpuPerThousand)));
			goals.add(Result.Goal.atMost(1, "p99 against it", ratio(GATEWAY, best, Load::p99)));
			goals.add(Result.Goal.atLeast(0.2, "requests/s against nginx", ratio(GATEWAY, NGINX, Load::perSecond)));
		}
		long errors = this.loads.values().stream().mapToLong(Load::errors).sum();
		return new Result("Warm: " + CALLERS + " callers of one connection", rows, goals, errors);
	}

	// The one of the two that answers more, null when there is none.
	private String best() {
		return this.loads.keySet()
			.stream()
			.filter((name) -> !name.equals(GATEWAY) && !name.equals(NGINX))
			.max(Comparator.comparingDouble((name) -> median(name, Load::perSecond)))
			.orElse(null);
	}

	private double median(String name, ToDoubleFunction<Load> figure) {
		return Result.median(this.loads.get(name).stream().mapToDouble(figure).boxed().toList());
	}

	// Of the two slices of the same round: between rounds the machine drifts.
	private double ratio(String one, String other, ToDoubleFunction<Load> figure) {
		List<Load> ones = this.loads.get(one);
		List<Load> others = this.loads.get(other);
		return Result.median(IntStream.range(0, ones.size())
			.mapToObj((round) -> figure.applyAsDouble(ones.get(round)) / figure.applyAsDouble(others.get(round)))
			.toList());
	}

	@Override
	public void close() {
		this.programs.values().forEach(Program::close);
	}

}
