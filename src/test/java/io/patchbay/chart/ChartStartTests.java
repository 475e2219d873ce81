package io.patchbay.chart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Probe;
import io.patchbay.TestPorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Runs the gateway with what the chart renders: its files, its environment, its probes,
 * its notes and its test.
 */
class ChartStartTests {

	private static final String EXAMPLE = "single";

	// Whose SHA-256 the documented values have.
	private static final String KEY = "password";

	private static final Pattern CURL = Pattern
		.compile("curl -sS --retry 9 --retry-connrefused -H \"X-Api-Key: \\$API_KEY\" 'http://[^/]+(/\\S+)'");

	private final int http = TestPorts.free();

	private final int management = TestPorts.free();

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void gatewayRunsWithWhatTheChartRenders(@TempDir Path directory) throws Exception {
		String values = HelmChart.example(EXAMPLE)
				+ "ports: {http: %d, management: %d}%n".formatted(this.http, this.management);
		Manifests manifests = Manifests.of(HelmChart.render(values));
		Path log = Path.of("target", "chart.log");
		Process process = new MountedPod(manifests, directory).start(log);
		try {
			probesAreAnswered(manifests, process);
			configurationArrives(HelmChart.notes(values));
			metricsAreOnTheManagementPortAlone();
			logIsStructured(log);
			testPodIsContent(manifests);
			process.destroy();
			assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			process.destroyForcibly();
			this.client.close();
		}
	}

	private void probesAreAnswered(Manifests manifests, Process process) {
		Probe startup = manifests.gateway().getStartupProbe();
		await().atMost(Duration.ofSeconds(startup.getPeriodSeconds() * startup.getFailureThreshold()))
			.until(() -> !process.isAlive() || answers(startup.getHttpGet()));
		assertThat(process.isAlive()).describedAs("see target/chart.log").isTrue();
		assertThat(answers(manifests.gateway().getLivenessProbe().getHttpGet())).isTrue();
		assertThat(answers(manifests.gateway().getReadinessProbe().getHttpGet())).isTrue();
	}

	private boolean answers(HTTPGetAction get) {
		assertThat(get.getPort().getStrVal()).isEqualTo("management");
		try {
			return get(this.management, get.getPath(), "").statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	// All three backends have their credentials, or the gateway would not have started.
	private void configurationArrives(String notes) throws IOException {
		Matcher curl = CURL.matcher(notes);
		assertThat(curl.find()).isTrue();
		HttpResponse<String> response = get(this.http, curl.group(1), KEY);
		assertThat(response.statusCode()).isEqualTo(200);
		JsonNode items = JsonMapper.shared().readTree(response.body()).path("items");
		assertThat(items.valueStream().map((item) -> item.path("id").stringValue())).containsExactly("airbyte-eu",
				"maestro", "wallaroo");
		assertThat(response.headers().firstValue("RateLimit-Policy")).hasValue("\"default\";q=12000000;w=60");
		assertThat(get(this.http, "/swagger-ui.html", KEY).statusCode()).isEqualTo(404);
		assertThat(get(this.http, "/actuator/health", KEY).statusCode()).isNotEqualTo(200);
	}

	private void metricsAreOnTheManagementPortAlone() throws IOException {
		HttpResponse<String> metrics = get(this.management, "/actuator/prometheus", "");
		assertThat(metrics.statusCode()).isEqualTo(200);
		assertThat(metrics.body()).contains("patchbay_backend_status{backend=\"airbyte-eu\",status=\"unknown\"} 1",
				"patchbay_store_available 1");
		assertThat(get(this.http, "/actuator/prometheus", KEY).statusCode()).isNotEqualTo(200);
		assertThat(get(this.management, "/api/v1/backends", KEY).statusCode()).isEqualTo(404);
		assertThat(get(this.management, "/actuator/metrics", "").statusCode()).isEqualTo(401);
	}

	private static void logIsStructured(Path log) throws IOException {
		List<String> lines = Files.readAllLines(log).stream().filter((line) -> line.startsWith("{")).toList();
		assertThat(lines).isNotEmpty()
			.allSatisfy((line) -> assertThat(JsonMapper.shared().readTree(line).has("ecs")).isTrue());
		assertThat(String.join("", lines)).doesNotContain(MountedPod.secret("airbyte-eu", "client-secret"));
	}

	private void testPodIsContent(Manifests manifests) throws IOException, InterruptedException {
		String script = manifests.of(Pod.class)
			.findFirst()
			.orElseThrow()
			.getSpec()
			.getContainers()
			.getFirst()
			.getArgs()
			.getFirst();
		ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-ec", script).redirectErrorStream(true);
		builder.environment().put("API", "http://127.0.0.1:" + this.http);
		builder.environment().put("MANAGEMENT", "http://127.0.0.1:" + this.management);
		Process test = builder.start();
		String output = new String(test.getInputStream().readAllBytes());
		assertThat(test.waitFor()).describedAs(output).isZero();
	}

	private HttpResponse<String> get(int port, String path, String key) throws IOException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.timeout(Duration.ofSeconds(5));
		if (!key.isEmpty()) {
			request.header("X-Api-Key", key);
		}
		try {
			return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
