package io.patchbay;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.patchbay.chart.MetricNames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code /actuator/prometheus} tells after some calls.
 */
@GatewayTest
class GatewayMetricsTests {

	/** The metrics that dashboards and alerts may use, each with its labels. */
	static final Map<String, Set<String>> METRICS = Map.ofEntries(
			Map.entry("patchbay_upstream_calls_seconds_bucket", Set.of("backend", "operation", "outcome", "le")),
			Map.entry("patchbay_upstream_calls_seconds_count", Set.of("backend", "operation", "outcome")),
			Map.entry("patchbay_upstream_calls_seconds_sum", Set.of("backend", "operation", "outcome")),
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
			Map.entry("patchbay_cleanup_items_total", Set.of("backend", "outcome")),
			Map.entry("http_server_requests_seconds_bucket",
					Set.of("error", "exception", "method", "outcome", "status", "uri", "le")),
			Map.entry("http_server_requests_seconds_count",
					Set.of("error", "exception", "method", "outcome", "status", "uri")),
			Map.entry("jvm_memory_used_bytes", Set.of("area", "id")),
			Map.entry("jvm_memory_max_bytes", Set.of("area", "id")), Map.entry("process_cpu_usage", Set.of()),
			Map.entry("process_uptime_seconds", Set.of()), Map.entry("system_cpu_count", Set.of()));

	private static final String CONNECTIONS = "/api/v1/connections?limit=200";

	private GatewayClient client;

	@BeforeEach
	void heal(@LocalServerPort int port) {
		this.client = GatewayClient.of(port);
		this.client.heal();
	}

	@Test
	void agreedMetricsAreThereAfterATourWithTheirLabelsAndNoOthers() {
		tour();
		Scrape scrape = scrape();
		METRICS.forEach((name, labels) -> {
			List<Scrape.Sample> samples = scrape.samples()
				.stream()
				.filter((sample) -> sample.name().equals(name))
				.toList();
			assertThat(samples).as(name)
				.isNotEmpty()
				.allSatisfy((sample) -> assertThat(sample.labels().keySet()).isEqualTo(labels));
		});
		assertThat(scrape.names().stream().filter((name) -> name.startsWith("patchbay_")))
			.allMatch((name) -> METRICS.containsKey(name) || name.endsWith("_max"));
	}

	@Test
	void dashboardAndAlertsUseOnlyWhatIsThere() {
		tour();
		Scrape scrape = scrape();
		// What Prometheus and Kubernetes themselves say, and what stands in a message
		// alone.
		assertThat(MetricNames.selected())
			.filteredOn((used) -> used.metric().matches("(patchbay|http|jvm|process|system)_.*"))
			.hasSizeGreaterThan(20)
			.allSatisfy((used) -> assertThat(scrape.samples()).anyMatch((sample) -> sample.name().equals(used.metric())
					&& scraped(used.labels()).stream().allMatch(sample.labels()::containsKey)));
	}

	// Prometheus adds the rest when it scrapes a pod.
	private static Set<String> scraped(Set<String> labels) {
		Set<String> own = new TreeSet<>(labels);
		own.removeAll(Set.of("job", "namespace", "pod", "instance", "container", "service", "le"));
		return own;
	}

	@Test
	void noLabelNamesAConnectionAClientOrARequest() {
		tour();
		Set<String> values = scrape().samples()
			.stream()
			.filter((sample) -> sample.name().matches("(patchbay|http_server)_.*"))
			.flatMap((sample) -> sample.labels()
				.entrySet()
				.stream()
				.filter((label) -> !label.getKey().matches("le|status"))
				.map(Map.Entry::getValue))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(values).contains("GET /connections/{id}", "sign-in", "airbyte", "upstream-unavailable")
			.doesNotContain("sandbox", "reader", "operator")
			.noneMatch((value) -> value.matches(".*([~@?]|[0-9a-f]{8}|\\d{2}).*"));
	}

	@Test
	void callsAreCountedWithTheirOutcomesAndRepetitions() {
		this.client.read(CONNECTIONS);
		Scrape before = scrape();
		this.client.breakPlatform("{'platform':'wallaroo','path':'connections/list','kind':'drop','times':1}");
		this.client.read(CONNECTIONS + "&backend=wallaroo");
		Scrape after = scrape();
		String[] list = { "backend", "wallaroo", "operation", "POST /v1/api/connections/list" };
		assertThat(grown(before, after, "patchbay_upstream_retries_total", list)).isEqualTo(1);
		assertThat(grown(before, after, "patchbay_upstream_calls_seconds_count", plus(list, "upstream-unavailable")))
			.isEqualTo(1);
		assertThat(grown(before, after, "patchbay_upstream_calls_seconds_count", plus(list, "success"))).isEqualTo(1);
		assertThat(after.sum("patchbay_shared_reads_total", "backend", "wallaroo", "result", "upstream")
				- before.sum("patchbay_shared_reads_total", "backend", "wallaroo", "result", "upstream"))
			.isEqualTo(1);
		assertThat(after.sum("patchbay_backend_status", "backend", "wallaroo")).isEqualTo(1);
		assertThat(after.sum("patchbay_backend_status", "backend", "wallaroo", "status", "healthy")).isEqualTo(1);
		assertThat(after.sum("patchbay_upstream_circuit_state", "backend", "wallaroo", "state", "closed")).isEqualTo(1);
		assertThat(after.sum("patchbay_upstream_max_concurrent_calls", "backend", "wallaroo")).isEqualTo(64);
	}

	@Test
	void changesThatGetNoAnswerAreCountedAndThoseThatSurelyDidNotHappenAreNot() {
		Scrape before = scrape();
		this.client.breakPlatform("{'platform':'wallaroo','path':'create','kind':'commit-then-drop','times':1}");
		assertThat(create("metrics-unknown").statusCode()).isEqualTo(504);
		this.client.breakPlatform("{'platform':'wallaroo','path':'create','kind':'status','status':500,'times':1}");
		assertThat(create("metrics-failed").statusCode()).isEqualTo(502);
		Scrape after = scrape();
		assertThat(grown(before, after, "patchbay_upstream_unknown_outcomes_total", "backend", "wallaroo"))
			.isEqualTo(1);
		assertThat(grown(before, after, "patchbay_upstream_unknown_outcomes_total")).isEqualTo(1);
	}

	private HttpResponse<String> create(String name) {
		return this.client.send("POST", "/api/v1/connections",
				"{\"backend\":\"wallaroo\",\"name\":\"" + name + "\",\"type\":\"HTTP\"}", "Content-Type",
				"application/json");
	}

	@Test
	void missingBackendOfAPageIsCountedAndOneThatIsSwitchedOffIsNot() {
		this.client.breakPlatform("{'platform':'maestro','path':'^/connections','kind':'status','status':500}");
		Scrape before = scrape();
		JsonNode page = this.client.as("operator").read(CONNECTIONS);
		assertThat(page.path("complete").booleanValue()).isFalse();
		Scrape after = scrape();
		assertThat(grown(before, after, "patchbay_partial_pages_total", "backend", "maestro")).isEqualTo(1);
		assertThat(grown(before, after, "patchbay_partial_pages_total")).isEqualTo(1);
		assertThat(after.sum("patchbay_partial_pages_total", "backend", "airbyte-off")).isZero();
	}

	@Test
	void callsWithKeysAndCleanupsAreCounted() {
		Scrape before = scrape();
		String draft = "{\"backend\":\"wallaroo\",\"name\":\"metered\",\"type\":\"HTTP\"}";
		for (String body : List.of(draft, draft, draft.replace("metered", "other"))) {
			this.client.send("POST", "/api/v1/connections", body, "Content-Type", "application/json", "Idempotency-Key",
					"metrics-1");
		}
		this.client.send("POST", "/sandbox/maestro/_control/seed", "{\"count\":3,\"oldCount\":2,\"olderThanDays\":90}",
				"Content-Type", "application/json");
		HttpResponse<String> plan = this.client.send("POST", "/api/v1/cleanup-plans",
				"{\"backend\":\"maestro\",\"olderThan\":\"P60D\",\"filter\":{\"q\":\"generated\"}}", "Content-Type",
				"application/json");
		String id = GatewayClient.json(plan).path("id").stringValue();
		HttpResponse<String> report = this.client.send("POST", "/api/v1/cleanup-plans/" + id + "/execute",
				"{\"confirm\":\"delete 2 connections\"}", "Content-Type", "application/json");
		assertThat(GatewayClient.json(report).path("deleted").intValue()).as(report.body()).isEqualTo(2);
		Scrape after = scrape();
		for (String outcome : List.of("stored", "replayed", "conflict")) {
			assertThat(grown(before, after, "patchbay_idempotency_requests_total", "outcome", outcome)).as(outcome)
				.isEqualTo(1);
		}
		assertThat(grown(before, after, "patchbay_cleanup_items_total", "backend", "maestro", "outcome", "deleted"))
			.isEqualTo(2);
		assertThat(grown(before, after, "patchbay_cleanup_items_total")).isEqualTo(2);
	}

	@Test
	void metricsAreTheOperatorsAloneOnThePortOfTheApi() {
		assertThat(this.client.as("reader").get("/actuator/prometheus").statusCode()).isEqualTo(403);
		assertThat(this.client.as("").get("/actuator/prometheus").statusCode()).isEqualTo(401);
	}

	@Test
	void nothingIsTracedUnlessItIsSaidWhereTracesGo(@Autowired ApplicationContext context) {
		assertThat(context.getBeanNamesForType(io.opentelemetry.api.trace.Tracer.class)).isEmpty();
		assertThat(context.getBeanNamesForType(io.micrometer.tracing.Tracer.class)).isEmpty();
	}

	private void tour() {
		this.client.read(CONNECTIONS);
		this.client.read("/api/v1/workspaces");
		this.client.read("/api/v1/connections/airbyte~5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21?include=endpoints");
		this.client.get("/api/v1/connections/airbyte~00000000-0000-4000-8000-00000000dead");
		this.client.get("/nowhere/5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21");
		this.client.breakPlatform("{'platform':'airbyte','path':'connections','kind':'drop','times':1}");
		this.client.read(CONNECTIONS);
	}

	private Scrape scrape() {
		HttpResponse<String> answer = this.client.get("/actuator/prometheus");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return Scrape.of(answer.body());
	}

	private static double grown(Scrape before, Scrape after, String name, String... labels) {
		return after.sum(name, labels) - before.sum(name, labels);
	}

	private static String[] plus(String[] labels, String outcome) {
		return new String[] { labels[0], labels[1], labels[2], labels[3], "outcome", outcome };
	}

}
