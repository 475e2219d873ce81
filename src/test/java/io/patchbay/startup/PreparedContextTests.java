package io.patchbay.startup;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PreparedContext}.
 */
class PreparedContextTests {

	private final PreparedContext gateway = new PreparedContext("io.patchbay.Generated", false, ManagementPortType.SAME,
			answers());

	private static Map<String, String> answers() {
		Map<String, String> answers = new TreeMap<>(Map.of("patchbay.store", "memory", "list[0]", "a: b=c"));
		answers.put("spring.cache", null);
		return answers;
	}

	private static MockEnvironment usual() {
		return new MockEnvironment().withProperty("patchbay.store", "memory").withProperty("list[0]", "a: b=c");
	}

	@Test
	void usualConfigurationFits() {
		assertThat(this.gateway.difference(usual().withProperty("patchbay.deadline", "1s"))).isEmpty();
	}

	@Test
	void anotherValueIsADifference() {
		assertThat(this.gateway.difference(usual().withProperty("patchbay.store", "redis"))).contains("patchbay.store");
	}

	@Test
	void valueThatWasNotThereIsADifference() {
		assertThat(this.gateway.difference(usual().withProperty("management.server.port", "8081")))
			.contains("management.server.port");
	}

	@Test
	void missingValueIsADifference() {
		assertThat(this.gateway.difference(new MockEnvironment().withProperty("list[0]", "a: b=c")))
			.contains("patchbay.store");
	}

	@Test
	void sandboxIsADifference() {
		MockEnvironment sandbox = usual();
		sandbox.setActiveProfiles("other", "sandbox");
		assertThat(this.gateway.difference(sandbox)).contains("spring.profiles.active");
		assertThat(new PreparedContext("X", true, ManagementPortType.SAME, answers()).difference(sandbox)).isEmpty();
		assertThat(new PreparedContext("X", true, ManagementPortType.SAME, answers()).difference(usual()))
			.contains("spring.profiles.active");
	}

	@Test
	void portMattersIfItIsTheOneOfTheActuator() {
		PreparedContext managed = new PreparedContext("X", false, ManagementPortType.DIFFERENT, Map.of());
		MockEnvironment environment = new MockEnvironment();
		assertThat(managed.difference(environment)).contains("management.server.port");
		assertThat(managed.difference(environment.withProperty("management.server.port", "8081"))).isEmpty();
		assertThat(managed.difference(environment.withProperty("server.port", "9090"))).isEmpty();
		assertThat(managed.difference(environment.withProperty("server.port", "8081")))
			.contains("management.server.port");
	}

	@Test
	void otherProfilesAreNone() {
		MockEnvironment production = usual();
		production.setActiveProfiles("production");
		assertThat(this.gateway.difference(production)).isEmpty();
	}

	@Test
	void twoBuildsWriteTheSame(@TempDir Path classes) throws IOException {
		this.gateway.write(classes, Shape.GATEWAY);
		Path folder = classes.resolve("META-INF/patchbay/contexts");
		assertThat(Files.readAllLines(folder.resolve("gateway.properties"))).containsExactly("actuator=SAME",
				"initializer=io.patchbay.Generated", "is.list[0]=a\\: b\\=c", "is.patchbay.store=memory",
				"not.spring.cache=", "sandbox=false");
	}

	@Test
	void whatLiesAmongTheClassesIsNotUsed() throws IOException {
		Path classes = Path
			.of(URI.create(PreparedContext.class.getProtectionDomain().getCodeSource().getLocation().toString()));
		Path file = classes.resolve("META-INF/patchbay/contexts/gateway.properties");
		boolean left = Files.exists(file);
		if (!left) {
			this.gateway.write(classes, Shape.GATEWAY);
		}
		assertThat(PreparedContext.find(Shape.GATEWAY)).isEmpty();
		if (!left) {
			Files.delete(file);
		}
	}

}
