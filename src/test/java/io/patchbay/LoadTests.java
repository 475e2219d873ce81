package io.patchbay;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * As many calls as the machine can make, for a minute, on a gateway with little memory
 * whose platforms break and heal and whose tokens expire. The profile {@code load} makes
 * it ten minutes.
 */
class LoadTests {

	private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("patchbay.load.seconds", 60));

	private static final Duration WARM_UP = Duration.ofSeconds(15);

	private static final int CALLERS = 24;

	/** Sums of heap after a collection differ by a little even when nothing goes on. */
	private static final double STABLE = 1.1;

	private static GatewayProcess gateway;

	@BeforeAll
	static void start() throws IOException {
		gateway = GatewayProcess.start("load-gateway", List.of("-Xmx256m"),
				List.of("--spring.profiles.active=sandbox", "--patchbay.deadline=4s",
						"--patchbay.backends.airbyte.read-timeout=2s", "--patchbay.backends.maestro.read-timeout=2s",
						"--patchbay.backends.wallaroo.read-timeout=2s", "--patchbay.resilience.circuit.open-for=1s"))
			.ready();
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	@Test
	void faultsAndExpiringTokensUnderLoadLeaveNothingUnansweredAndNothingBehind() throws Exception {
		GatewayClient client = GatewayClient.of(gateway.port());
		// More callers than later: what is pooled for each connection is there before.
		run(client, new LoadLog(), WARM_UP, 4 * CALLERS);
		client.heal();
		long before = gateway.heap();
		LoadLog log = new LoadLog();
		run(client, log, LENGTH, CALLERS);
		client.heal();
		long after = gateway.heap();
		Figures.write("load", log.report(LENGTH)
				+ String.format("; heap after a collection %.1f MB before, %.1f MB after", before / 1e6, after / 1e6));
		assertThat(log.unexpected()).isEmpty();
		assertThat(log.answered()).isEqualTo(log.asked()).isGreaterThan(20 * LENGTH.toSeconds());
		assertThat(log.succeeded()).isGreaterThan(log.answered() / 4);
		assertThat(log.failed()).isPositive();
		assertThat((double) after).isLessThan(before * STABLE);
		// Healed, everything is as it was.
		assertThat(client.walk(GatewayClient.API + "/connections?limit=50")).hasSize(107).doesNotHaveDuplicates();
	}

	private static void run(GatewayClient client, LoadLog log, Duration length, int callers) throws Exception {
		long end = System.nanoTime() + length.toNanos();
		List<Future<?>> running = new ArrayList<>();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			IntStream.range(0, callers)
				.forEach((caller) -> running.add(threads.submit(new LoadCaller(caller, client, log, end))));
			running.add(threads.submit(new LoadWeather(client, end)));
			for (Future<?> one : running) {
				one.get();
			}
		}
	}

}
