package io.patchbay.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import org.yaml.snakeyaml.Yaml;

import org.springframework.util.FileSystemUtils;

/**
 * The chart as Helm sees it. It works on a copy in which the test pod is no hook, since
 * hooks are in nothing that Helm's library renders.
 */
final class HelmChart {

	static final Path HOME = Path.of("helm", "patchbay");

	private static final String KUBERNETES = "1.33.0";

	private static final String HOOK = "helm.sh/hook";

	private static final String NO_HOOK = "no-hook";

	private static final Path COPY = copy("rendered");

	private static final Map<String, String> RENDERED = new ConcurrentHashMap<>();

	private HelmChart() {
	}

	/**
	 * The documented values files.
	 * @return their names, without their common ending
	 */
	static List<String> examples() {
		try (Stream<Path> files = Files.list(HOME.resolve("ci"))) {
			return files.map((file) -> file.getFileName().toString().replace("-values.yaml", "")).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String example(String name) {
		return read(HOME.resolve("ci").resolve(name + "-values.yaml"));
	}

	static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Renders the chart as release "patchbay" in the namespace "data".
	 * @param values values, as YAML
	 * @return the manifests
	 */
	static String render(String values) {
		return RENDERED.computeIfAbsent(values,
				(_) -> new Helm(COPY).template()
					.withName("patchbay")
					.withNamespace("data")
					.withKubeVersion(KUBERNETES)
					.withValuesFile(written(values))
					.call()
					.replace(NO_HOOK + ": test", HOOK + ": test"));
	}

	static Manifests manifests(String example) {
		return Manifests.of(render(example(example)));
	}

	static String notes(String values) {
		return new Helm(COPY).install()
			.withName("patchbay")
			.withNamespace("data")
			.withKubeVersion(KUBERNETES)
			.clientOnly()
			.dryRun()
			.withValuesFile(written(values))
			.call()
			.getOutput();
	}

	// The library lints with the chart's own values alone.
	static LintResult lint(String values) throws IOException {
		Path copy = copy("linted");
		Map<String, Object> merged = merged(map(read(HOME.resolve("values.yaml"))), map(values));
		Files.writeString(copy.resolve("values.yaml"), new Yaml().dump(merged));
		return new Helm(copy).lint().strict().call();
	}

	static Map<String, Object> map(String yaml) {
		Map<String, Object> map = new Yaml().load(yaml);
		return (map != null) ? map : Map.of();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> merged(Map<String, Object> defaults, Map<String, Object> changes) {
		Map<String, Object> result = new LinkedHashMap<>(defaults);
		changes.forEach((key, value) -> {
			if (value instanceof Map<?, ?> change && result.get(key) instanceof Map<?, ?> before) {
				result.put(key, merged((Map<String, Object>) before, (Map<String, Object>) change));
			}
			else {
				result.put(key, value);
			}
		});
		return result;
	}

	private static Path written(String values) {
		try {
			return Files.writeString(COPY.resolveSibling("values.yaml"), values);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path copy(String name) {
		try {
			Path copy = Path.of("target", "chart", name);
			FileSystemUtils.deleteRecursively(copy);
			FileSystemUtils.copyRecursively(HOME, copy);
			Path hook = copy.resolve("templates/tests/smoke.yaml");
			Files.writeString(hook, Files.readString(hook).replace('"' + HOOK + '"', '"' + NO_HOOK + '"'));
			return copy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
