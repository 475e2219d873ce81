package io.patchbay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command that makes an AOT cache, in processes of their own.
 */
class AotTrainingTests {

	private static final String APPLICATION = "io.patchbay.PatchbayApplication";

	@Test
	void trainingCallsAllPlatformsAndEnds() throws IOException, InterruptedException {
		Path log = Path.of("target/aot-training.log");
		Process training = java(log, List.of(), "train", "1");
		assertThat(training.waitFor(2, TimeUnit.MINUTES)).isTrue();
		String said = Files.readString(log);
		assertThat(training.exitValue()).as(said).isZero();
		assertThat(said).containsPattern("Trained with [1-9]\\d* answers under load")
			.containsPattern("\\{airbyte=\\d+, maestro=\\d+, wallaroo=\\d+}")
			.doesNotContain("The sandbox is ready");
		assertThat(training.descendants()).isEmpty();
	}

	@Test
	void trainingFailsWhenTheGatewayDoesNotStart() throws IOException, InterruptedException {
		Path log = Path.of("target/aot-training-failure.log");
		Path cache = Path.of("target/failed.aot");
		// The mode spares the JVM the making of a cache that cannot be: there is none of
		// folders of classes.
		Process training = java(log,
				List.of("-Dpatchbay.deadline=never", "-XX:AOTCacheOutput=" + cache, "-XX:AOTMode=off"), "train", "1");
		assertThat(training.waitFor(2, TimeUnit.MINUTES)).isTrue();
		assertThat(training.exitValue()).isEqualTo(1);
		assertThat(Files.readString(log)).contains("patchbay.deadline", "Delete " + cache);
		Files.deleteIfExists(cache);
	}

	private static Process java(Path log, List<String> options, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(GatewayProcess.JVM);
		command.addAll(options);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), APPLICATION));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
	}

}
