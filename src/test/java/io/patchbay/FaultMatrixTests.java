package io.patchbay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import io.patchbay.connection.BackendSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every fault on every operation of every platform, through the whole gateway: what the
 * caller is told, how often the platform was called, that nothing happened twice or half,
 * and that nothing is left behind. What is wanted is in {@code fault-matrix.md}; what
 * came out is written to {@code target/fault-matrix.md}.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
		properties = { "patchbay.deadline=10s", "patchbay.rate-limit.enabled=false",
				"patchbay.resilience.circuit.window=10000", "patchbay.resilience.circuit.minimum-calls=10000" })
@ActiveProfiles("sandbox")
@DirtiesContext
class FaultMatrixTests {

	private static final MatrixPlatforms PLATFORMS = new MatrixPlatforms();

	@DynamicPropertySource
	static void backends(DynamicPropertyRegistry registry) {
		PLATFORMS.register(registry);
	}

	@AfterAll
	static void stop() throws Exception {
		PLATFORMS.close();
	}

	@TestFactory
	Stream<DynamicTest> everyCellIsAsTheContractSays(@LocalServerPort int port, @Autowired BackendSource backends)
			throws Exception {
		long start = System.nanoTime();
		GatewayClient client = GatewayClient.of(port);
		client.heal();
		MatrixSubjects subjects = new MatrixSubjects(client);
		MatrixContract contract = MatrixContract.read();
		List<MatrixBlock> blocks;
		List<MatrixCell> cells;
		try (MatrixClientLog log = new MatrixClientLog()) {
			blocks = MatrixTarget.PLATFORMS.stream()
				.map((platform) -> block(platform, backends,
						(target, leaks) -> new MatrixRunner(client, PLATFORMS, log, contract, target, leaks), client,
						subjects))
				.toList();
			cells = together(blocks);
		}
		Duration took = Duration.ofNanos(System.nanoTime() - start);
		MatrixReport report = new MatrixReport(cells, took);
		report.write(Path.of("target/fault-matrix.md"));
		Figures.write("fault-matrix", report.summary());
		return Stream.concat(
				cells.stream()
					.map((cell) -> DynamicTest.dynamicTest(cell.name(), () -> assertThat(cell.wrong()).isEmpty())),
				Stream.of(DynamicTest.dynamicTest("every cell is there", () -> everyCell(cells, contract)),
						DynamicTest.dynamicTest("no redirect was followed", () -> notRedirected(client)),
						DynamicTest.dynamicTest("nothing is left behind", () -> nothingLeft(blocks))));
	}

	private static MatrixBlock block(String platform, BackendSource backends,
			BiFunction<MatrixTarget, MatrixLeaks, MatrixRunner> runners, GatewayClient client,
			MatrixSubjects subjects) {
		MatrixLeaks leaks = new MatrixLeaks(
				backends.backends().stream().filter((backend) -> backend.platform().name().equals(platform)).toList());
		return new MatrixBlock(platform, client, subjects, leaks,
				MatrixTarget.all()
					.stream()
					.filter((target) -> target.platform().equals(platform))
					.map((target) -> runners.apply(target, leaks))
					.toList());
	}

	private static List<MatrixCell> together(List<MatrixBlock> blocks) throws InterruptedException {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Callable<List<MatrixCell>>> work = blocks.stream()
				.<Callable<List<MatrixCell>>>map((block) -> block::run)
				.toList();
			return threads.invokeAll(work).stream().map(Future::resultNow).flatMap(List::stream).toList();
		}
	}

	private static void everyCell(List<MatrixCell> cells, MatrixContract contract) {
		assertThat(contract.complete()).isTrue();
		assertThat(cells.stream().map(MatrixCell::name).distinct())
			.hasSize(MatrixFault.values().length * MatrixTarget.OPERATIONS.size() * MatrixTarget.PLATFORMS.size());
	}

	private static void notRedirected(GatewayClient client) {
		assertThat(PLATFORMS.trapped()).isZero();
		assertThat(client.read("/sandbox/requests?path=/elsewhere").path("count").intValue()).isZero();
	}

	private static void nothingLeft(List<MatrixBlock> blocks) {
		assertThat(blocks).allSatisfy((block) -> {
			assertThat(block.watched()).isPositive();
			assertThat(block.remains()).isEmpty();
		});
		assertThat(MatrixLeaks.threadsIn("io.patchbay.backend.")).isZero();
	}

}
