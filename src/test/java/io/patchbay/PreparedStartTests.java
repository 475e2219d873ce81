package io.patchbay;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The gateway started with the code that a step of the build generates, as the jar is.
 */
class PreparedStartTests {

	private static final Path FOLDER = Path.of("target/prepared-start");

	private static final Path CLASSES = FOLDER.resolve("classes");

	private static final String EACH_BEAN = "--logging.level.org.springframework.beans.factory.support=debug";

	private static final Pattern BEAN = Pattern.compile("Creating shared instance of singleton bean '([^']+)'");

	@BeforeAll
	static void prepare() throws IOException, InterruptedException {
		FileSystemUtils.deleteRecursively(FOLDER);
		Files.createDirectories(CLASSES);
		Path log = FOLDER.resolve("preparation.log");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(GatewayProcess.JVM);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.patchbay.startup.ContextPreparation",
				"io.patchbay.PatchbayApplication", CLASSES.toString(), FOLDER.toString()));
		Process preparation = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		assertThat(preparation.waitFor(2, TimeUnit.MINUTES)).isTrue();
		assertThat(preparation.exitValue()).as(Files.readString(log)).isZero();
		compile();
	}

	private static void compile() throws IOException {
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-Xlint:none", "-parameters", "-d",
				CLASSES.toString(), "-cp", System.getProperty("java.class.path")));
		try (Stream<Path> files = Files.walk(FOLDER)) {
			files.map(Path::toString).filter((name) -> name.endsWith(".java")).forEach(arguments::add);
		}
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
	}

	@Test
	void sandboxHasTheSameBeansAndAnswers() throws IOException {
		try (GatewayProcess prepared = start("prepared-sandbox", List.of(), "--spring.profiles.active=sandbox",
				EACH_BEAN);
				GatewayProcess usual = start("usual-sandbox", List.of("-Dspring.aot.enabled=false"),
						"--spring.profiles.active=sandbox", EACH_BEAN)) {
			List<String> log = prepared.ready().log();
			assertThat(log).anyMatch((line) -> line.contains("Starting AOT-processed PatchbayApplication"));
			assertThat(usual.ready().log()).noneMatch((line) -> line.contains("AOT-processed"));
			assertThat(beans(log)).hasSizeGreaterThan(300).isEqualTo(beans(usual.log()));
			GatewayClient client = GatewayClient.of(prepared.port());
			GatewayClient other = GatewayClient.of(usual.port());
			for (String path : List.of("/api/v1/backends", "/api/v1/connections?limit=3&backend=wallaroo",
					"/api/v1/connections?limit=nine", "/api/v1/nowhere", "/problems/backend-not-found",
					"/actuator/health", "/v3/api-docs.yaml")) {
				assertThat(answer(client, prepared, path)).as(path).isEqualTo(answer(other, usual, path));
			}
		}
	}

	@Test
	void gatewayStartsPreparedWithOrdinaryConfiguration() throws IOException {
		try (GatewayProcess gateway = start("prepared-gateway", List.of("-Dpatchbay.store=memory"),
				"--patchbay.rate-limit.enabled=false", "--patchbay.backends.one.platform=airbyte",
				"--patchbay.backends.one.base-url=http://127.0.0.1:1", "--patchbay.backends.one.auth.token=t",
				"--spring.profiles.active=production", "--logging.level.org.springframework=warn")) {
			assertThat(gateway.ready().log()).anyMatch((line) -> line.contains("AOT-processed"));
			assertThat(GatewayClient.of(gateway.port()).as("").get("/api/v1/backends").statusCode()).isEqualTo(401);
		}
	}

	@Test
	void actuatorMayHaveAPortOfItsOwn() throws IOException {
		int port = TestPorts.free();
		try (GatewayProcess gateway = start("prepared-managed", List.of(), "--management.server.port=" + port,
				"--management.server.address=127.0.0.1", "--logging.level.org.springframework=warn")) {
			GatewayClient actuator = GatewayClient.of(port).as("");
			await().atMost(Duration.ofMinutes(1))
				.ignoreExceptions()
				.until(() -> actuator.get("/actuator/health/readiness").statusCode() == 200);
			assertThat(gateway.log()).anyMatch((line) -> line.contains("AOT-processed"));
			assertThat(GatewayClient.of(gateway.port()).as("").get("/actuator/health").statusCode()).isNotEqualTo(200);
		}
	}

	@Test
	void gatewayOfAnotherShapeStartsAsEver() throws IOException {
		try (GatewayProcess gateway = start("unprepared-gateway", List.of(), "--springdoc.swagger-ui.enabled=false",
				"--spring.profiles.active=sandbox", "--logging.level.io.patchbay.startup=debug")) {
			assertThat(gateway.ready().log()).noneMatch((line) -> line.contains("AOT-processed"))
				.anyMatch((line) -> line.contains("'springdoc.swagger-ui.enabled' makes it another application"));
			assertThat(GatewayClient.of(gateway.port()).get("/").statusCode()).isEqualTo(404);
		}
	}

	private static GatewayProcess start(String name, List<String> options, String... arguments) throws IOException {
		List<String> all = new ArrayList<>(GatewayProcess.JVM);
		all.addAll(options);
		return GatewayProcess.start(name, CLASSES + File.pathSeparator + System.getProperty("java.class.path"), all,
				List.of(arguments));
	}

	private static String answer(GatewayClient client, GatewayProcess gateway, String path) {
		var response = client.get(path);
		return (response.statusCode() + "\n" + response.body()).replace(":" + gateway.port(), ":port")
			.replaceAll("\"requestId\":\"[^\"]+\"|\"durationMs\":\\d+", "");
	}

	// But for those that find out about the others, which is what was prepared.
	private static Set<String> beans(List<String> log) {
		return log.stream()
			.flatMap((line) -> BEAN.matcher(line).results().map((MatchResult match) -> match.group(1)))
			.filter((name) -> !name.contains(".internal"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
