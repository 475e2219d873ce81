package io.patchbay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * All cells of one platform. Those of different operations are done at the same time
 * where no fault of the one is met by the other.
 */
final class MatrixBlock {

	private static final Map<String, List<List<String>>> PHASES = Map.of("airbyte",
			List.of(List.of("list", "get", "attach", "read sync"), List.of("create", "patch", "delete", "start sync")),
			"wallaroo",
			List.of(List.of("list", "get", "read sync"), List.of("create", "delete", "start sync"), List.of("attach"),
					List.of("patch")),
			"maestro", List.of(List.of("list"), List.of("get"), List.of("attach"),
					List.of("delete", "start sync", "read sync"), List.of("create"), List.of("patch")));

	private final String platform;

	private final GatewayClient client;

	private final MatrixSubjects subjects;

	private final MatrixLeaks leaks;

	private final List<MatrixRunner> runners;

	MatrixBlock(String platform, GatewayClient client, MatrixSubjects subjects, MatrixLeaks leaks,
			List<MatrixRunner> runners) {
		this.platform = platform;
		this.client = client;
		this.subjects = subjects;
		this.leaks = leaks;
		this.runners = runners;
	}

	/**
	 * Does the cells.
	 * @return how they turned out
	 * @throws InterruptedException never
	 */
	List<MatrixCell> run() throws InterruptedException {
		this.runners.forEach(this::signIn);
		List<MatrixCell> cells = new ArrayList<>(
				together(this.runners.stream().filter((runner) -> !runner.target().unsupported()).toList(), true));
		for (List<String> phase : PHASES.get(this.platform)) {
			List<MatrixRunner> now = this.runners.stream()
				.filter((runner) -> phase.contains(runner.target().operation()))
				.toList();
			if (now.getFirst().target().unsupported()) {
				cells.addAll(together(now, true));
			}
			cells.addAll(together(now, false));
		}
		return cells;
	}

	// Signing in is no part of any cell.
	private void signIn(MatrixRunner runner) {
		for (MatrixFault.Way way : MatrixFault.Way.values()) {
			MatrixFault some = Arrays.stream(MatrixFault.values())
				.filter((fault) -> fault.way() == way)
				.findFirst()
				.orElseThrow();
			this.client.read(GatewayClient.API + "/connections?limit=1&backend=" + runner.target().backend(some));
		}
	}

	private List<MatrixCell> together(List<MatrixRunner> now, boolean wire) throws InterruptedException {
		List<MatrixFault> faults = Arrays.stream(MatrixFault.values())
			.filter((fault) -> wire == (fault.way() == MatrixFault.Way.WIRE))
			.toList();
		now.forEach((runner) -> runner.prepare(this.subjects, faults));
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			return threads
				.invokeAll(now.stream().<java.util.concurrent.Callable<List<MatrixCell>>>map(
						(runner) -> () -> faults.stream().map(runner::cell).toList())
					.toList())
				.stream()
				.flatMap((lane) -> lane.resultNow().stream())
				.toList();
		}
	}

	/**
	 * Looks for what is left when all is done.
	 * @return the remains, empty when there are none
	 */
	List<String> remains() {
		List<String> remains = Collections.synchronizedList(new ArrayList<>());
		this.runners.forEach((runner) -> remains.addAll(runner.remains()));
		try {
			Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(200)).until(this::quiet);
		}
		catch (ConditionTimeoutException ex) {
			remains.addAll(this.leaks.inUse());
			remains.add(threads() + " threads");
		}
		return remains;
	}

	int watched() {
		return this.leaks.watched();
	}

	private boolean quiet() {
		return this.leaks.inUse().isEmpty() && threads() == 0;
	}

	private long threads() {
		return MatrixLeaks.threadsIn("io.patchbay.backend." + this.platform + ".");
	}

}
