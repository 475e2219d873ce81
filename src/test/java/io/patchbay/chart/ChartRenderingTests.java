package io.patchbay.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChartRenderingTests {

	private static final Path GOLDEN = Path.of("src", "test", "resources", "chart");

	static List<String> examples() {
		return HelmChart.examples();
	}

	@ParameterizedTest
	@MethodSource("examples")
	void rendersAsWrittenDown(String example) throws IOException {
		// Another test compares the dashboard.
		String rendered = HelmChart.render(HelmChart.example(example))
			.replace(HelmChart.read(MetricNames.DASHBOARD).indent(4), "    (the dashboard)\n");
		Path golden = GOLDEN.resolve(example + ".yaml");
		if (Boolean.getBoolean("patchbay.chart.write")) {
			Files.createDirectories(GOLDEN);
			Files.writeString(golden, rendered);
		}
		assertThat(rendered)
			.describedAs("The chart renders something else. Look whether it should, and then write it down "
					+ "with: mvn test -Dtest='Chart*Tests' -Dpatchbay.chart.write=true")
			.isEqualTo(Files.readString(golden));
	}

	@ParameterizedTest
	@MethodSource("examples")
	void isUnderstoodByKubernetes(String example) {
		Manifests manifests = Manifests.of(HelmChart.render(HelmChart.example(example)));
		assertThat(manifests.all()).isNotEmpty().allSatisfy((manifest) -> {
			assertThat(manifest.getMetadata().getName()).hasSizeLessThanOrEqualTo(63);
			assertThat(manifest.getMetadata().getNamespace()).isIn("data", null);
		});
		assertThat(manifests.all()).extracting(ChartRenderingTests::identity).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@MethodSource("examples")
	void lintFindsNothing(String example) throws IOException {
		LintResult result = HelmChart.lint(HelmChart.example(example));
		assertThat(result.isFailed()).describedAs("%s", result.getMessages()).isFalse();
		assertThat(result.getMessages()).allMatch((message) -> message.startsWith("[INFO]"));
	}

	@Test
	void lintFindsWhatIsWrong() throws IOException {
		assertThat(HelmChart.lint("replicaCount: many").isFailed()).isTrue();
	}

	@Test
	void unknownFieldsAndWrongTypesAreNotUnderstood() {
		String account = "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a}\n";
		assertThat(Manifests.of(account).all()).hasSize(1);
		assertThatThrownBy(() -> Manifests.of(account + "colour: blue")).hasMessageContaining("colour");
		assertThatThrownBy(() -> Manifests.of(account + "kind: ServiceAccount")).hasMessageContaining("kind");
		assertThatThrownBy(() -> Manifests.of("apiVersion: v1\nkind: ConfigMap\ndata: {a: 1}"))
			.hasMessageContaining("String");
	}

	@Test
	void longReleaseNamesLeaveRoomForWhatIsAdded() {
		Manifests manifests = Manifests.of(HelmChart.render("fullnameOverride: " + "x".repeat(70)));
		assertThat(manifests.all()).extracting((manifest) -> manifest.getMetadata().getName())
			.contains("x".repeat(52) + "-management")
			.allMatch((name) -> name.length() <= 63);
	}

	private static String identity(HasMetadata manifest) {
		return manifest.getKind() + " " + manifest.getMetadata().getName();
	}

}
