package io.patchbay.chart;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.patchbay.chart.MetricNames.Selected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ChartTelemetryTests {

	// What the gateway tells, with the labels of its own.
	private static final Map<String, Set<String>> GATEWAY = Map.ofEntries(
			Map.entry("patchbay_upstream_calls_seconds", Set.of("backend", "operation", "outcome")),
			Map.entry("patchbay_upstream_retries_total", Set.of("backend", "operation")),
			Map.entry("patchbay_upstream_circuit_state", Set.of("backend", "state")),
			Map.entry("patchbay_upstream_concurrent_calls", Set.of("backend")),
			Map.entry("patchbay_upstream_max_concurrent_calls", Set.of("backend")),
			Map.entry("patchbay_upstream_token_refreshes_total", Set.of("backend", "outcome")),
			Map.entry("patchbay_backend_status", Set.of("backend", "status")),
			Map.entry("patchbay_partial_pages_total", Set.of("backend")),
			Map.entry("patchbay_shared_reads_total", Set.of("backend", "result")),
			Map.entry("patchbay_sync_pollers", Set.of("backend")),
			Map.entry("patchbay_sync_watchers", Set.of("backend")),
			Map.entry("patchbay_idempotency_requests_total", Set.of("outcome")),
			Map.entry("patchbay_rate_limited_total", Set.of()),
			Map.entry("patchbay_cleanup_items_total", Set.of("backend", "outcome")));

	// What Spring Boot and Micrometer tell, and what Prometheus knows of each target.
	private static final Map<String, Set<String>> OTHERS = Map.ofEntries(
			Map.entry("http_server_requests_seconds", Set.of("uri", "method", "status", "outcome")),
			Map.entry("jvm_gc_pause_seconds", Set.of()), Map.entry("jvm_memory_max_bytes", Set.of("area")),
			Map.entry("jvm_memory_usage_after_gc", Set.of("area")), Map.entry("jvm_memory_used_bytes", Set.of("area")),
			Map.entry("jvm_threads_live_threads", Set.of()), Map.entry("process_cpu_usage", Set.of()),
			Map.entry("system_cpu_count", Set.of()), Map.entry("up", Set.of()));

	private static final Set<String> OF_THE_TARGET = Set.of("namespace", "job", "pod", "le");

	@Test
	void dashboardAndAlertsLookAtMetricsThatThereAreByLabelsThatTheyHave() {
		assertThat(MetricNames.selected()).isNotEmpty().allSatisfy((selected) -> {
			String metric = family(selected.metric());
			Set<String> known = GATEWAY.containsKey(metric) ? GATEWAY.get(metric) : OTHERS.get(metric);
			assertThat(known).describedAs(selected.metric()).isNotNull();
			Set<String> strangers = new TreeSet<>(selected.labels());
			strangers.removeAll(OF_THE_TARGET);
			assertThat(known).describedAs(selected.metric()).containsAll(strangers);
		});
	}

	@Test
	void everyMetricOfTheGatewayIsOnTheDashboard() {
		Set<String> shown = new TreeSet<>();
		MetricNames.ofDashboard()
			.forEach((query) -> MetricNames.in(query).forEach((selected) -> shown.add(family(selected.metric()))));
		assertThat(shown).containsAll(GATEWAY.keySet());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			up                                                         | up
			absent(up{job="x"} == 1)                                   | up[job]
			sum by (a, b) (rate(c_total{d="e f(g)",h!~"i"}[5m])) > 0.5 | c_total[d, h]
			a and on (b) c or vector(0) unless d                       | a c d
			a{b="c"} * 2 + ignoring(b) group_left (e) d{f="}"} offset 5m | a[b] d[f]
			histogram_quantile(0.99, sum(rate(a_bucket[$__rate_interval])) by (le)) | a_bucket
			label_values(a{b=~"$b"}, c)                                | a[b]
			""")
	void metricsAreFoundInExpressions(String expression, String found) {
		List<String> names = MetricNames.in(expression)
			.stream()
			.map((selected) -> selected.metric() + (selected.labels().isEmpty() ? "" : selected.labels()))
			.toList();
		assertThat(String.join(" ", names)).isEqualTo(found);
	}

	@Test
	void alertsLookAtTheReleasesOwnSeriesAndSayWhatToDo() {
		List<Rule> rules = rules("prometheusRule: {enabled: true, alertLabels: {team: data}}");
		assertThat(rules).hasSameSizeAs(MetricNames.ofRules().entrySet()).allSatisfy((rule) -> {
			List<Selected> selected = MetricNames.in(rule.getExpr().getStrVal());
			assertThat(selected).isNotEmpty().allMatch((each) -> each.labels().containsAll(Set.of("namespace", "job")));
			assertThat(rule.getExpr().getStrVal()).contains("namespace=\"data\",job=\"patchbay-management\"")
				.doesNotContain("job=\"patchbay\"");
			assertThat(rule.getLabels()).containsEntry("team", "data")
				.hasEntrySatisfying("severity", (severity) -> assertThat(severity).isIn("critical", "warning", "info"));
			assertThat(rule.getAnnotations()).containsOnlyKeys("summary", "description");
			assertThat(rule.getAnnotations().get("description")).endsWith(".").hasSizeGreaterThan(60);
		});
	}

	@Test
	void alertsCanBeLeftOutAndAddedAndAimedElsewhere() {
		assertThat(HelmChart.manifests("production").of(PrometheusRule.class)).singleElement()
			.satisfies((rule) -> assertThat(rule.getSpec().getGroups().getFirst().getRules())
				.noneMatch((alert) -> alert.getAlert().equals("PatchbayRateLimited")));
		List<Rule> rules = rules("""
				prometheusRule:
				  enabled: true
				  selector: cluster="a",job="b"
				  extraRules: [{alert: Mine, expr: "up == 0"}]
				""");
		assertThat(rules.getFirst().getExpr().getStrVal()).contains("absent(up{cluster=\"a\",job=\"b\"})");
		assertThat(rules).anyMatch((rule) -> rule.getAlert().equals("Mine"));
	}

	@Test
	void disabledAlertsExist() {
		Map<?, ?> values = (Map<?, ?>) HelmChart.map(HelmChart.example("production")).get("prometheusRule");
		assertThat(MetricNames.ofRules()).containsKeys(((List<?>) values.get("disabled")).toArray(String[]::new));
	}

	@Test
	void dashboardIsWhatTheSidecarLooksFor() {
		ConfigMap map = HelmChart.manifests("production").one(ConfigMap.class, "patchbay-dashboard");
		assertThat(map.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
		assertThat(map.getData()).containsOnlyKeys("patchbay.json");
		assertThat(JsonMapper.shared().readTree(map.getData().get("patchbay.json")))
			.isEqualTo(JsonMapper.shared().readTree(HelmChart.read(MetricNames.DASHBOARD)));
	}

	@Test
	void panelsHaveTheirPlaceAndSayWhatTheyShow() {
		JsonNode panels = JsonMapper.shared().readTree(HelmChart.read(MetricNames.DASHBOARD)).path("panels");
		Set<Integer> ids = new HashSet<>();
		Set<String> taken = new HashSet<>();
		for (JsonNode panel : panels) {
			String title = panel.path("title").stringValue();
			assertThat(ids.add(panel.path("id").intValue())).describedAs(title).isTrue();
			JsonNode place = panel.path("gridPos");
			for (int x = place.path("x").intValue(); x < place.path("x").intValue() + place.path("w").intValue(); x++) {
				assertThat(x).describedAs(title).isBetween(0, 23);
				assertThat(taken.add(x + "/" + place.path("y").intValue())).describedAs(title).isTrue();
			}
			if (!panel.path("type").stringValue().equals("row")) {
				assertThat(panel.path("description").stringValue("")).describedAs(title).endsWith(".");
				assertThat(panel.path("fieldConfig").path("defaults").path("unit").stringValue("")).isNotEmpty();
				assertThat(panel.path("datasource").path("uid").stringValue("")).isEqualTo("${datasource}");
				assertThat(panel.path("targets").size()).isPositive();
			}
		}
	}

	private static List<Rule> rules(String values) {
		return Manifests.of(HelmChart.render(values))
			.one(PrometheusRule.class, "patchbay")
			.getSpec()
			.getGroups()
			.stream()
			.flatMap((group) -> group.getRules().stream())
			.toList();
	}

	private static String family(String metric) {
		String family = metric.replaceFirst("_(bucket|count|sum|max)$", "");
		return family.endsWith("_seconds") ? family : metric;
	}

}
