import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a backend is left with while another hangs, with many callers on it.
 */
final class Hanging {

	private static final int HANGING = 200;

	private Hanging() {
	}

	static Result run(Options options) throws IOException, InterruptedException {
		// More calls at once than callers: all of them hang, none is refused.
		String room = "max-concurrent-calls: " + 2 * HANGING;
		try (Program healthy = Nginx.upstream();
				Upstream stuck = new Upstream(Upstream.NEVER, (_) -> "");
				Program gateway = Gateway.ready("gateway-hanging", options,
						Gateway.Backend.airbyte("airbyte", healthy.port()),
						Gateway.Backend.airbyte("stuck", stuck.port(), room))) {
			Wrk wrk = Wrk.on(gateway.port(), Gateway.PATH, Warm.CALLERS);
			wrk.run(options.time(10, 5));
			List<Load> alone = new ArrayList<>();
			List<Load> beside = new ArrayList<>();
			int fewest = HANGING;
			for (int round = 0; round < options.number(4, 2); round++) {
				alone.add(wrk.run(options.time(4, 2), gateway));
				Stuck callers = new Stuck(gateway.port(), stuck);
				beside.add(wrk.run(options.time(4, 2), gateway));
				fewest = Math.min(fewest, stuck.waiting());
				callers.letGo();
			}
			List<Map<String, Object>> rows = List.of(row("alone", alone, 0),
					row("beside the hanging one", beside, fewest));
			return new Result(
					"Hanging: "
							+ HANGING + " callers of a backend that does not answer, " + Warm.CALLERS + " of another",
					rows,
					List.of(Result.Goal.atLeast(0.9, "requests/s beside the hanging one against alone",
							ratio(beside, alone, Load::perSecond)),
							Result.Goal.atMost(1.2, "p99 beside it against alone", ratio(beside, alone, Load::p99)),
							Result.Goal.atLeast(HANGING, "callers that hung all the time", fewest)),
					Load.errors(alone) + Load.errors(beside));
		}
	}

	private static Map<String, Object> row(String who, List<Load> loads, long hanging) {
		return Result.row("", who, "requests/s", median(loads, Load::perSecond), "p50 ms", median(loads, Load::p50),
				"p99 ms", median(loads, Load::p99), "CPU s per 1000 requests", median(loads, Load::cpuPerThousand),
				"hanging calls", hanging);
	}

	private static double median(List<Load> loads, ToDoubleFunction<Load> figure) {
		return Result.median(loads.stream().mapToDouble(figure).boxed().toList());
	}

	private static double ratio(List<Load> ones, List<Load> others, ToDoubleFunction<Load> figure) {
		return Result.median(IntStream.range(0, ones.size())
			.mapToObj((round) -> figure.applyAsDouble(ones.get(round)) / figure.applyAsDouble(others.get(round)))
			.toList());
	}

	/**
	 * Callers that wait in vain until they are let go.
	 */
	private static final class Stuck {

		private final List<Caller> callers = new ArrayList<>();

		private final List<Thread> threads = new ArrayList<>();

		private final Upstream upstream;

		Stuck(int gateway, Upstream upstream) throws IOException, InterruptedException {
			this.upstream = upstream;
			for (int i = 0; i < HANGING; i++) {
				Caller caller = new Caller(gateway);
				this.callers.add(caller);
				// Equal questions would be one call.
				UUID connection = new UUID(0x4000, Long.MIN_VALUE + i);
				this.threads.add(Thread.ofVirtual().start(() -> ask(caller, connection)));
			}
			await(HANGING);
		}

		private static void ask(Caller caller, UUID connection) {
			try {
				caller.get("/api/v1/connections/stuck~" + connection);
			}
			catch (IOException ex) {
				// Let go.
			}
		}

		// No longer than it takes a sound gateway; what is not as it should be shows in
		// the result.
		private void await(int waiting) throws InterruptedException {
			long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
			while (this.upstream.waiting() != waiting && System.nanoTime() < end) {
				Thread.sleep(Duration.ofMillis(20));
			}
		}

		/**
		 * Hangs up, and waits until the gateway has done so too.
		 * @throws IOException when a caller cannot
		 * @throws InterruptedException when the run is given up
		 */
		void letGo() throws IOException, InterruptedException {
			for (Caller caller : this.callers) {
				caller.close();
			}
			for (Thread thread : this.threads) {
				thread.join();
			}
			await(0);
		}

	}

}
