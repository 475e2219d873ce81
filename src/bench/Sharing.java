import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Many callers of one connection, whose platform takes 100 ms: how many of them share a
 * call.
 */
final class Sharing {

	private static final int CALLERS = 64;

	private Sharing() {
	}

	static Result run(Options options) throws IOException, InterruptedException {
		try (Upstream upstream = new Upstream(Duration.ofMillis(100), (_) -> Samples.airbyteConnection());
				Program gateway = Gateway.ready("gateway-sharing", options,
						Gateway.Backend.airbyte("airbyte", upstream.port()))) {
			Wrk wrk = Wrk.on(gateway.port(), Gateway.PATH, CALLERS);
			wrk.run(options.time(4, 2));
			long before = upstream.calls();
			Load load = wrk.run(options.time(8, 4), gateway);
			double calls = (upstream.calls() - before) * 1000.0 / load.requests();
			return new Result("Sharing: " + CALLERS + " callers of one connection, a platform of 100 ms",
					List.of(Result.row("answers/s", load.perSecond(), "p50 ms", load.p50(), "p99 ms", load.p99(),
							"CPU s per 1000 answers", load.cpuPerThousand(), "upstream calls per 1000 answers", calls)),
					List.of(Result.Goal.atMost(30, "upstream calls per 1000 answers", calls)), load.errors());
		}
	}

}
