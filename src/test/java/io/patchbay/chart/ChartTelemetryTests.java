package io.patchbay.chart;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
			Map.entry("patchbay_upstream_refused_total", Set.of("backend", "reason")),
			Map.entry("patchbay_upstream_unknown_outcomes_total", Set.of("backend")),
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
			Map.entry("patchbay_rate_limited_total", Set.of()), Map.entry("patchbay_store_available", Set.of()),
			Map.entry("patchbay_cleanup_items_total", Set.of("backend", "outcome")));

	// What Spring Boot and Micrometer tell, and what Prometheus knows of each target.
	private static final Map<String, Set<String>> OTHERS = Map.ofEntries(
			Map.entry("http_server_requests_seconds", Set.of("uri", "method", "status", "outcome")),
			Map.entry("jvm_gc_pause_seconds", Set.of()), Map.entry("jvm_memory_max_bytes", Set.of("area")),
			Map.entry("jvm_memory_usage_after_gc", Set.of("area")), Map.entry("jvm_memory_used_bytes", Set.of("area")),
			Map.entry("jvm_threads_live_threads", Set.of()), Map.entry("process_cpu_usage", Set.of()),
			Map.entry("system_cpu_count", Set.of()), Map.entry("up", Set.of()));

	// What the labels of the gateway's own can be. Of calls, what becomes of an attempt.
	private static final Map<String, Set<String>> VALUES = Map.of("outcome",
			Set.of("success", "failure", "failed", "upstream-error", "upstream-timeout", "upstream-unavailable",
					"upstream-invalid-response", "upstream-auth-failed", "upstream-rate-limited"),
			"state", Set.of("closed", "half_open", "open"), "reason", Set.of("concurrency", "circuit"));

	private static final Pattern VALUE = Pattern.compile("(outcome|state|reason)=~?\"([^\"]+)\"");

	private static final Pattern WINDOW = Pattern.compile("(\\w+)\\([^()\\[]*\\[(\\d+)m]");

	private static final String WATCHED = "{serviceMonitor: {enabled: true}, prometheusRule: {enabled: true}}";

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
	void dashboardAndAlertsSelectValuesThatLabelsHave() {
		List<String> found = new ArrayList<>();
		for (String query : MetricNames.queries()) {
			Matcher value = VALUE.matcher(query);
			while (value.find()) {
				found.add(value.group(2));
				assertThat(VALUES.get(value.group(1))).as(query).containsAll(List.of(value.group(2).split("\\|")));
			}
		}
		assertThat(found).hasSizeGreaterThan(8);
	}

	// The operator is told to scrape every 75 s at the least.
	@Test
	void alertsLookBackForFourScrapesWhereTheyCompareAndForOneAtLeastWhereAStateIsShort() {
		List<String> windows = new ArrayList<>();
		MetricNames.ofRules().forEach((alert, expression) -> {
			Matcher window = WINDOW.matcher(expression);
			while (window.find()) {
				windows.add(window.group());
				assertThat(Integer.parseInt(window.group(2))).as(alert)
					.isGreaterThanOrEqualTo(window.group(1).endsWith("_over_time") ? 2 : 5);
			}
			assertThat(expression).as(alert)
				.doesNotContainPattern(
						"(?<!_over_time\\()patchbay_(backend_status|store|upstream_circuit|upstream_conc)");
		});
		assertThat(windows).hasSizeGreaterThan(15);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			8s,       10.0
			5s,       5.0
			5001ms,   10.0
			500ms,    0.5
			PT20S,    30.0
			PT0.9S,   1.0
			1m,       +Inf
			PT1M30S,  +Inf
			""")
	void alertOnSlowListsFollowsTheDeadline(String deadline, String limit) {
		Rule slow = rules("{patchbay: {deadline: " + deadline + "}, " + WATCHED.substring(1)).stream()
			.filter((rule) -> rule.getAlert().equals("PatchbaySlow"))
			.findFirst()
			.orElseThrow();
		assertThat(slow.getExpr().getStrVal()).contains("le=\"" + limit + "\"");
		assertThat(slow.getAnnotations().get("description")).contains("patchbay.deadline").doesNotContain("8 s");
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
		List<Rule> rules = rules(
				"serviceMonitor: {enabled: true}\nprometheusRule: {enabled: true, alertLabels: {team: data}}");
		assertThat(rules).hasSameSizeAs(MetricNames.ofRules().entrySet()).allSatisfy((rule) -> {
			List<Selected> selected = MetricNames.in(rule.getExpr().getStrVal());
			assertThat(selected).isNotEmpty().allMatch((each) -> each.labels().containsAll(Set.of("namespace", "job")));
			assertThat(rule.getExpr().getStrVal()).contains("namespace=\"data\",job=\"patchbay-management\"")
				.doesNotContain("job=\"patchbay\"");
			assertThat(rule.getLabels()).containsEntry("team", "data")
				.hasEntrySatisfying("severity", (severity) -> assertThat(severity).isIn("critical", "warning", "info"));
			assertThat(rule.getAnnotations()).containsOnlyKeys("summary", "description", "runbook_url")
				.containsEntry("runbook_url",
						"helm/patchbay/README.md#" + rule.getAlert().toLowerCase(java.util.Locale.ROOT));
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
				  runbookUrl: https://git.example.com/runbook
				  selector: cluster="a",job="b"
				  extraRules: [{alert: Mine, expr: "up == 0"}]
				""");
		assertThat(rules.getFirst().getExpr().getStrVal()).contains("absent(up{cluster=\"a\",job=\"b\"})");
		assertThat(rules.getFirst().getAnnotations()).containsEntry("runbook_url",
				"https://git.example.com/runbook#patchbaydown");
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
	void dashboardReckonsWithTheIntervalOfScrapes() {
		ConfigMap map = Manifests
			.of(HelmChart.render("dashboard: {enabled: true}\nserviceMonitor: {interval: 1m, enabled: true}"))
			.one(ConfigMap.class, "patchbay-dashboard");
		assertThat(map.getData().get("patchbay.json")).contains("\"interval\": \"1m\"")
			.doesNotContain("\"interval\": \"30s\"");
	}

	@Test
	void dashboardIsOneThatGrafanaCanKeepAndLooksAtTheGatewayAlone() {
		JsonNode dashboard = JsonMapper.shared().readTree(HelmChart.read(MetricNames.DASHBOARD));
		assertThat(dashboard.path("schemaVersion").intValue()).isEqualTo(42);
		assertThat(dashboard.path("uid").stringValue()).isEqualTo("patchbay");
		assertThat(dashboard.has("id")).isFalse();
		assertThat(dashboard.path("templating").path("list").valueStream().map((each) -> each.path("name")))
			.extracting(JsonNode::stringValue)
			.containsExactly("datasource", "namespace", "job", "backend");
		// "All" of any value would be every program that Prometheus knows.
		assertThat(dashboard.path("templating").path("list").valueStream())
			.filteredOn((each) -> each.path("name").stringValue().matches("namespace|job"))
			.hasSize(2)
			.noneMatch((each) -> each.has("allValue"));
		assertThat(MetricNames.ofDashboard()).filteredOn((query) -> !query.startsWith("label_values"))
			.allMatch((query) -> query.contains("job=~\"$job\""))
			.noneMatch((query) -> query.matches(".*(rate|increase)\\([^\\[]*\\[(?!\\$__).*"));
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
				assertThat(panel.path("targets").valueStream())
					.allMatch((target) -> target.path("interval").stringValue("").equals("30s"));
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
