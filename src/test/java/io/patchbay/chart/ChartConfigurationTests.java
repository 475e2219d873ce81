package io.patchbay.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

class ChartConfigurationTests {

	private static final Map<String, String> KNOWN = known();

	static List<String> examples() {
		return HelmChart.examples();
	}

	// Spring Boot ignores keys that it does not know: a mistyped one would never be seen.
	@ParameterizedTest
	@MethodSource("examples")
	void everyKeyIsOneOfSpringBootOrTheGateway(String example) throws IOException {
		Manifests manifests = HelmChart.manifests(example);
		EnumerablePropertySource<?> source = (EnumerablePropertySource<?>) new YamlPropertySourceLoader()
			.load(example, new ByteArrayResource(manifests.configuration().getBytes()))
			.getFirst();
		assertThat(source.getPropertyNames()).isNotEmpty().allMatch(ChartConfigurationTests::isKnown);
		assertThat(mounted(manifests)).map((path) -> path.replace('/', '.')).allMatch(ChartConfigurationTests::isKnown);
	}

	@Test
	void mistypedKeysAreNotKnown() {
		assertThat(isKnown("spring.data.redis.sentinel.nodes[0]")).isTrue();
		assertThat(isKnown("logging.level.patchbay.audit")).isTrue();
		assertThat(isKnown("spring.data.redis.hosts")).isFalse();
		assertThat(isKnown("patchbay.colour")).isFalse();
	}

	@Test
	void everyCredentialBecomesTheKeyThatItIsFor() {
		assertThat(mounted(HelmChart.manifests("production"))).containsExactlyInAnyOrder(
				"patchbay/backends/airbyte-eu/auth/client-id", "patchbay/backends/airbyte-eu/auth/client-secret",
				"patchbay/backends/airbyte-own/auth/token", "patchbay/redaction/fingerprint-key",
				"spring/data/redis/password", "spring/data/redis/username");
		assertThat(mounted(Manifests.of(HelmChart.render("""
				patchbay: {store: redis}
				secrets: {redis: {name: r, keys: {url: u, sentinel.password: p}}}
				""")))).containsExactlyInAnyOrder("spring/data/redis/url", "spring/data/redis/sentinel/password");
	}

	private static List<String> mounted(Manifests manifests) {
		return manifests.deployment()
			.getSpec()
			.getTemplate()
			.getSpec()
			.getVolumes()
			.stream()
			.filter((volume) -> volume.getName().equals("secrets"))
			.flatMap((volume) -> volume.getProjected().getSources().stream())
			.map(VolumeProjection::getSecret)
			.flatMap((secret) -> secret.getItems().stream())
			.map(KeyToPath::getPath)
			.toList();
	}

	private static boolean isKnown(String key) {
		String name = key.replaceAll("\\[\\d+]", "");
		if (KNOWN.containsKey(name)) {
			return true;
		}
		int end = name.lastIndexOf('.');
		while (end > 0) {
			String type = KNOWN.getOrDefault(name.substring(0, end), "");
			if (type.startsWith("java.util.Map") || type.startsWith("java.util.List<io.patchbay")) {
				return true;
			}
			end = name.lastIndexOf('.', end - 1);
		}
		return false;
	}

	private static Map<String, String> known() {
		Map<String, String> known = new HashMap<>();
		try {
			for (URL url : java.util.Collections.list(ChartConfigurationTests.class.getClassLoader()
				.getResources("META-INF/spring-configuration-metadata.json"))) {
				try (InputStream metadata = url.openStream()) {
					for (JsonNode property : JsonMapper.shared().readTree(metadata).path("properties")) {
						known.put(property.path("name").stringValue(), property.path("type").stringValue(""));
					}
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return known;
	}

}
