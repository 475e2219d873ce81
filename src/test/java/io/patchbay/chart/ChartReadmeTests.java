package io.patchbay.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChartReadmeTests {

	private static final Path README = HelmChart.HOME.resolve("README.md");

	private static final String BEGIN = "<!-- values: from values.yaml, written by ChartReadmeTests -->\n";

	private static final String END = "\n<!-- end of values -->";

	private static final String VALUES = HelmChart.read(HelmChart.HOME.resolve("values.yaml"));

	@Test
	void readmeTellsTheValues() throws IOException {
		String readme = HelmChart.read(README);
		String told = readme.substring(0, readme.indexOf(BEGIN)) + BEGIN + ValuesTable.of(VALUES).markdown()
				+ readme.substring(readme.indexOf(END));
		if (Boolean.getBoolean("patchbay.chart.write")) {
			Files.writeString(README, told);
		}
		assertThat(HelmChart.read(README))
			.describedAs("Write it with: mvn test -Dtest='Chart*Tests' -Dpatchbay.chart.write=true")
			.isEqualTo(told);
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

}
