package io.patchbay.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ChartReadmeTests {

	private static final Path README = HelmChart.HOME.resolve("README.md");

	private static final String BEGIN = "<!-- values: from values.yaml, written by ChartReadmeTests -->\n";

	private static final String END = "\n<!-- end of values -->";

	private static final String BEGIN_ALERTS = "<!-- alerts: from rules/patchbay.yaml, written by ChartReadmeTests -->\n";

	private static final String END_ALERTS = "\n<!-- end of alerts -->";

	private static final String VALUES = HelmChart.read(HelmChart.HOME.resolve("values.yaml"));

	@Test
	void readmeTellsTheValues() throws IOException {
		assertReadmeHas(BEGIN, ValuesTable.of(VALUES).markdown(), END);
	}

	@Test
	void readmeTellsTheAlerts() throws IOException {
		assertReadmeHas(BEGIN_ALERTS, alerts(), END_ALERTS);
	}

	private static String alerts() {
		StringBuilder text = new StringBuilder();
		JsonNode groups = JsonMapper.shared()
			.valueToTree(HelmChart.map(HelmChart.read(MetricNames.RULES)).get("groups"));
		groups.forEach((group) -> group.path("rules").forEach((rule) -> {
			JsonNode annotations = rule.path("annotations");
			text.append("### %s%n%n**%s** %s%n%n".formatted(rule.path("alert").stringValue(),
					plain(annotations.path("summary").stringValue()),
					"(" + rule.path("labels").path("severity").stringValue()
							+ (rule.has("for") ? ", after " + rule.path("for").stringValue() : "") + ")"));
			text.append(plain(annotations.path("description").stringValue())).append("\n\n");
		}));
		return text.toString().strip();
	}

	private static String plain(String text) {
		return text.replaceAll("\\{\\{ \\$labels\\.(\\w+) }}", "*$1*").replaceAll("\\{\\{ \\$value[^}]*}}", "*n*");
	}

	@Test
	void everyValueIsTold() {
		List<String> documented = ValuesTable.of(VALUES).documented();
		List<String> leaves = new ArrayList<>();
		collect("", HelmChart.map(VALUES), leaves);
		assertThat(leaves).hasSizeGreaterThan(100)
			.allMatch((leaf) -> documented.stream().anyMatch((key) -> (leaf + ".").startsWith(key + ".")));
		assertThat(documented).doesNotHaveDuplicates();
	}

	@Test
	void readmeTellsEveryExample() {
		assertThat(HelmChart.examples()).hasSizeGreaterThan(4)
			.allSatisfy((example) -> assertThat(HelmChart.read(README)).contains("ci/" + example + "-values.yaml"));
	}

	@Test
	void versionsAreTheProjects() {
		String project = HelmChart.read(Path.of("pom.xml"))
			.replaceFirst("(?s).*?<artifactId>patchbay</artifactId>\\s*" + "<version>(.*?)(-SNAPSHOT)?</version>.*",
					"$1");
		assertThat(HelmChart.map(HelmChart.read(HelmChart.HOME.resolve("Chart.yaml"))))
			.containsEntry("version", project)
			.containsEntry("appVersion", project);
	}

	private static void collect(String place, Map<?, ?> values, List<String> leaves) {
		values.forEach((key, value) -> {
			if (value instanceof Map<?, ?> map && !map.isEmpty()) {
				collect(place + key + ".", map, leaves);
			}
			else {
				leaves.add(place + key);
			}
		});
	}

	private static void assertReadmeHas(String begin, String part, String end) throws IOException {
		String readme = HelmChart.read(README);
		String told = readme.substring(0, readme.indexOf(begin)) + begin + part + readme.substring(readme.indexOf(end));
		if (Boolean.getBoolean("patchbay.chart.write")) {
			Files.writeString(README, told);
		}
		assertThat(HelmChart.read(README))
			.describedAs("Write it with: mvn test -Dtest='Chart*Tests' -Dpatchbay.chart.write=true")
			.isEqualTo(told);
	}

}
