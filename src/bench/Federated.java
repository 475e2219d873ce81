import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A read over three backends, one of each platform, that take 50 ms each.
 */
final class Federated {

	private static final double DELAY = 50;

	private static final int ROWS = 7;

	// So that no caller is refused for want of room while things warm up.
	private static final String ROOM = "max-concurrent-calls: 400";

	private Federated() {
	}

	static Result run(Options options) throws IOException, InterruptedException {
		try (Upstream airbyte = upstream(Samples.airbytePage(ROWS, 0, 100), "");
				Upstream wallaroo = upstream(Samples.wallarooConnections(ROWS), Samples.wallarooWorkspaces());
				Upstream maestro = upstream(Samples.maestroConnections(ROWS), "");
				Program gateway = Gateway.ready("gateway-federated", options,
						Gateway.Backend.airbyte("airbyte", airbyte.port(), ROOM),
						new Gateway.Backend("maestro", "maestro", maestro.root(), ROOM),
						new Gateway.Backend("wallaroo", "wallaroo", wallaroo.root(), ROOM))) {
			check(gateway);
			// A backend that fails makes the answer a problem, and so an error here.
			String strict = "Prefer: handling=strict";
			Wrk one = Wrk.on(gateway.port(), Gateway.LIST, 1, strict);
			Wrk many = Wrk.on(gateway.port(), Gateway.LIST, Warm.CALLERS, strict);
			// Callers who ask the same share what is read, and would leave that part cold.
			Wrk.on(gateway.port(), Gateway.LIST, 4 * Warm.CALLERS, strict).asVarious().run(options.time(20, 5));
			Wrk apart = many.asVarious();
			List<Load> alone = new ArrayList<>();
			List<Load> together = new ArrayList<>();
			List<Load> unshared = new ArrayList<>();
			long calls = calls(airbyte, wallaroo, maestro);
			for (int round = 0; round < options.number(4, 2); round++) {
				alone.add(one.run(options.time(3, 2)));
				together.add(many.run(options.time(3, 2)));
				unshared.add(apart.run(options.time(3, 2)));
			}
			calls = calls(airbyte, wallaroo, maestro) - calls;
			long reads = alone.stream().mapToLong(Load::requests).sum()
					+ together.stream().mapToLong(Load::requests).sum()
					+ unshared.stream().mapToLong(Load::requests).sum();
			double direct = Wrk.on(airbyte.port(), "/", 1).run(Duration.ofSeconds(1)).p50();
			List<Map<String, Object>> rows = List.of(row("one of the backends itself", direct, null, null, null),
					row("1 caller", p50(alone), p99(alone), perSecond(alone), null),
					row(Warm.CALLERS + " callers", p50(together), p99(together), perSecond(together),
							null),
					row(Warm.CALLERS + " callers, none asks the same", p50(unshared), p99(unshared),
							perSecond(unshared), null),
					row("all reads", null, null, null, calls / (double) reads));
			return new Result("Federated read over three backends of 50 ms each", rows,
					List.of(Result.Goal.atMost(1.15, "p50 against 50 ms, 1 caller", p50(alone) / DELAY), Result.Goal
						.atMost(1.5, "p50 against 50 ms, " + Warm.CALLERS + " callers", p50(together) / DELAY)),
					Load.errors(alone) + Load.errors(together) + Load.errors(unshared));
		}
	}

	private static Upstream upstream(String connections, String workspaces) throws IOException {
		return new Upstream(Duration.ofMillis((long) DELAY),
				(path) -> path.contains("/workspaces/") ? workspaces : connections);
	}

	private static void check(Program gateway) throws IOException {
		try (Caller caller = new Caller(gateway.port())) {
			String page = caller.get(Gateway.LIST).ok().message().body();
			if (!page.contains("\"complete\":true") || page.split("\"platform\":").length != 3 * ROWS + 1) {
				throw new IOException("not the page that it should be: " + page);
			}
		}
	}

	private static long calls(Upstream... upstreams) {
		return List.of(upstreams).stream().mapToLong(Upstream::calls).sum();
	}

	private static Map<String, Object> row(String who, Double p50, Double p99, Double perSecond, Double calls) {
		return Result.row("", who, "p50 ms", p50, "p99 ms", p99, "reads/s", perSecond, "upstream calls per read",
				calls);
	}

	private static double p50(List<Load> loads) {
		return Result.median(loads.stream().map(Load::p50).toList());
	}

	private static double p99(List<Load> loads) {
		return Result.median(loads.stream().map(Load::p99).toList());
	}

	private static double perSecond(List<Load> loads) {
		return Result.median(loads.stream().map(Load::perSecond).toList());
	}

}
