package io.patchbay;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.patchbay.sandbox.SandboxClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.convention.TestBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Cleans up thousands of connections over real HTTP, with a gateway whose time stands
 * still.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = GatewayTest.FreePort.class)
@ActiveProfiles("sandbox")
class CleanupIntegrationTests {

	private static final String PLANS = "/api/v1/cleanup-plans";

	private static final String QUESTION = "{\"backend\":\"maestro\",\"olderThan\":\"P60D\","
			+ "\"filter\":{\"q\":\"generated\"}}";

	private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

	private static final Instant CUTOFF = NOW.atOffset(ZoneOffset.UTC).minusDays(60).toInstant();

	@LocalServerPort
	private int port;

	/** Makes the boundary a place that can be hit. */
	@TestBean(name = "clock")
	private Clock clock;

	private SandboxClient emulators;

	static Clock clock() {
		return Clock.fixed(NOW, ZoneOffset.UTC);
	}

	@BeforeEach
	void reset() throws Exception {
		this.emulators = new SandboxClient(this.port);
		this.emulators.post("/sandbox/reset", "{}");
		String session = this.emulators
			.post("/sandbox/maestro/auth/sign-in",
					"{\"username\":\"sandbox@patchbay.example\",\"password\":\"sandbox-maestro-password\"}")
			.body();
		this.emulators.authorization(session.replaceFirst("(?s).*\"accessToken\":\"([^\"]+)\".*", "$1"));
	}

	@Test
	void exactlyTheInactiveOnesOfFiveThousandAreDeleted() throws Exception {
		String exact = seed(4999, 1234);
		Map<String, Instant> before = generated();
		assertThat(before).hasSize(5000).containsEntry(exact, CUTOFF);
		Set<String> inactive = before.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().isBefore(CUTOFF))
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
		int others = all().size() - before.size();
		JsonNode plan = plan(this.port);
		assertThat(plan.path("state").stringValue()).isEqualTo("READY");
		assertThat(plan.path("confirm").stringValue()).isEqualTo("delete 1234 connections");
		assertThat(plan.path("cutoff").stringValue()).isEqualTo(CUTOFF.toString());
		assertThat(ids(plan.path("candidates"))).hasSize(1234).isEqualTo(inactive);
		assertThat(generated()).isEqualTo(before);
		JsonNode report = SandboxClient.json(execute(this.port, plan, "application/json"));
		assertThat(report.path("deleted").intValue()).isEqualTo(1234);
		assertThat(report.path("failed").intValue()).isZero();
		Set<String> expected = new HashSet<>(before.keySet());
		expected.removeAll(inactive);
		assertThat(generated().keySet()).isEqualTo(expected).contains(exact);
		assertThat(all()).hasSize(3766 + others);
		assertThat(SandboxClient.json(send(this.port, "GET", PLANS + "/" + plan.path("id").stringValue(), null, "*/*"))
			.path("state")
			.stringValue()).isEqualTo("DONE");
	}

	@Test
	void whatIsTouchedInBetweenSurvives() throws Exception {
		seed(20, 10);
		JsonNode plan = plan(this.port);
		String touched = ids(plan.path("candidates")).iterator().next();
		assertThat(this.emulators.post("/sandbox/maestro/_control/touch", "{\"id\":\"" + touched + "\"}").statusCode())
			.isEqualTo(200);
		JsonNode report = SandboxClient.json(execute(this.port, plan, "application/json"));
		assertThat(report.path("deleted").intValue()).isEqualTo(9);
		assertThat(report.path("skipped").intValue()).isEqualTo(1);
		assertThat(generated()).hasSize(12).containsKey(touched);
		assertThat(report.path("items").valueStream().filter((item) -> item.has("reason")).toList()).singleElement()
			.satisfies((item) -> {
				assertThat(item.path("id").stringValue()).isEqualTo("maestro~" + touched);
				assertThat(item.path("reason").stringValue()).isEqualTo("changed-since-plan");
			});
	}

	@Test
	void brokenListingCannotBeExecuted() throws Exception {
		seed(200, 100);
		this.emulators.post("/sandbox/faults",
				"{\"platform\":\"maestro\",\"kind\":\"status\",\"status\":500,\"path\":\"^/connections\",\"after\":2}");
		JsonNode plan = plan(this.port);
		this.emulators.delete("/sandbox/faults");
		assertThat(plan.path("complete").booleanValue(true)).isFalse();
		assertThat(plan.path("state").stringValue()).isEqualTo("NOT_EXECUTABLE");
		HttpResponse<String> refused = execute(this.port, plan, "application/json");
		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(generated()).hasSize(201);
	}

	@Test
	void unknownOutcomeIsLookedUp() throws Exception {
		seed(10, 3);
		JsonNode plan = plan(this.port);
		this.emulators.post("/sandbox/faults",
				"{\"platform\":\"maestro\",\"kind\":\"commit-then-drop\",\"method\":\"DELETE\",\"times\":2}");
		JsonNode report = SandboxClient.json(execute(this.port, plan, "application/json"));
		assertThat(report.path("deleted").intValue()).isEqualTo(3);
		assertThat(generated()).hasSize(8);
	}

	@Test
	void namedCallsAreDoneOnce() throws Exception {
		seed(10, 3);
		HttpResponse<String> first = named("plan-1", PLANS, QUESTION);
		assertThat(named("plan-1", PLANS, QUESTION).body()).isEqualTo(first.body());
		JsonNode plan = SandboxClient.json(first);
		String execute = PLANS + "/" + plan.path("id").stringValue() + "/execute";
		HttpResponse<String> done = named("run-1", execute, "{\"confirm\":\"delete 3 connections\"}");
		HttpResponse<String> again = named("run-1", execute, "{\"confirm\":\"delete 3 connections\"}");
		assertThat(again.body()).isEqualTo(done.body()).contains("\"deleted\":3");
		assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
	}

	@Test
	void eachItemIsToldAsItGoes() throws Exception {
		seed(50, 30);
		HttpResponse<String> stream = execute(this.port, plan(this.port), "text/event-stream");
		assertThat(stream.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
		List<String> lines = stream.body().lines().filter((line) -> !line.isEmpty()).toList();
		assertThat(lines).filteredOn("event:item"::equals).hasSize(30);
		assertThat(lines.subList(lines.size() - 2, lines.size())).containsExactly("event:done",
				"data:{\"deleted\":30,\"skipped\":0,\"failed\":0}");
		assertThat(generated()).hasSize(21);
	}

	@Test
	void clientThatGoesAwayStopsNothing() throws Exception {
		seed(300, 200);
		this.emulators.post("/sandbox/faults",
				"{\"platform\":\"maestro\",\"kind\":\"delay\",\"method\":\"DELETE\",\"delayMs\":20}");
		JsonNode plan = plan(this.port);
		readItems(this.port, plan, 5);
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(generated()).hasSize(101));
		this.emulators.delete("/sandbox/faults");
	}

	@Test
	void newPlanFinishesWhatAKilledGatewayLeft() throws Exception {
		seed(999, 500);
		this.emulators.post("/sandbox/faults",
				"{\"platform\":\"maestro\",\"kind\":\"delay\",\"method\":\"DELETE\",\"delayMs\":20}");
		try (GatewayProcess gateway = start()) {
			int own = gateway.ready().port();
			readItems(own, plan(own), 100);
		}
		this.emulators.delete("/sandbox/faults");
		// A call of the killed gateway may still be under way.
		JsonNode plan = await().until(this::planOfAllThatIsLeft, Objects::nonNull);
		assertThat(generated()).hasSizeBetween(501, 899);
		JsonNode report = SandboxClient.json(execute(this.port, plan, "application/json"));
		assertThat(report.path("failed").intValue()).isZero();
		assertThat(generated()).hasSize(500);
	}

	private JsonNode planOfAllThatIsLeft() throws Exception {
		JsonNode plan = plan(this.port);
		return (plan.path("candidateCount").intValue() == generated().size() - 500) ? plan : null;
	}

	@Test
	void defaultBasisIsNotGuessedWhereThePlatformDoesNotSayIt() throws Exception {
		for (String backend : List.of("airbyte", "wallaroo")) {
			HttpResponse<String> refused = send(this.port, "POST", PLANS, "{\"backend\":\"" + backend + "\"}", "*/*");
			assertThat(refused.statusCode()).isEqualTo(501);
			JsonNode problem = SandboxClient.json(refused);
			assertThat(problem.path("code").stringValue()).isEqualTo("operation-unsupported");
			assertThat(problem.path("supportedBackends").valueStream().map(JsonNode::stringValue))
				.containsExactly("maestro");
			assertThat(problem.path("supportedBases").valueStream().map(JsonNode::stringValue)).contains("CREATED_AT");
		}
	}

	@Test
	void filterThatThePlatformCannotAnswerIsRefused() throws Exception {
		HttpResponse<String> refused = send(this.port, "POST", PLANS,
				"{\"backend\":\"maestro\",\"filter\":{\"status\":\"INACTIVE\"}}", "*/*");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(SandboxClient.json(refused).path("code").stringValue()).isEqualTo("unsupported-filter");
	}

	@Test
	void otherPlatformsAreCleanedUpByTheirOwnBases() throws Exception {
		for (String question : List.of("\"airbyte\",\"basis\":\"LAST_SYNC\",\"olderThan\":\"PT1H\"",
				"\"airbyte\",\"basis\":\"CREATED_AT\",\"filter\":{\"status\":\"ACTIVE\"}",
				"\"wallaroo\",\"basis\":\"CREATED_AT\"")) {
			HttpResponse<String> made = send(this.port, "POST", PLANS, "{\"backend\":" + question + "}", "*/*");
			assertThat(made.statusCode()).describedAs(made.body()).isEqualTo(201);
			JsonNode plan = SandboxClient.json(made);
			assertThat(plan.path("state").stringValue()).describedAs(made.body()).isEqualTo("READY");
			int count = plan.path("candidateCount").intValue();
			assertThat(count).describedAs(made.body()).isPositive();
			assertThat(plan.path("skipped").valueStream().map((item) -> item.path("reason").stringValue()))
				.isSubsetOf("never-synced", "sync-running", "attached", "no-date");
			JsonNode report = SandboxClient.json(execute(this.port, plan, "application/json"));
			assertThat(report.path("deleted").intValue()).describedAs(report.toString()).isEqualTo(count);
		}
	}

	private String seed(int count, int old) throws Exception {
		JsonNode answer = SandboxClient.json(this.emulators.post("/sandbox/maestro/_control/seed",
				"{\"count\":%d,\"oldCount\":%d,\"exactlyAt\":\"%s\"}".formatted(count, old, CUTOFF)));
		return answer.path("exact").stringValue();
	}

	private Map<String, Instant> generated() throws Exception {
		Map<String, Instant> found = new LinkedHashMap<>();
		connections("name=generated&").forEach((connection) -> found.put(connection.path("id").stringValue(),
				Instant.parse(connection.path("updated_at").stringValue())));
		return found;
	}

	private Set<String> all() throws Exception {
		return connections("").map((connection) -> connection.path("id").stringValue()).collect(Collectors.toSet());
	}

	private Stream<JsonNode> connections(String filter) throws Exception {
		return SandboxClient.json(this.emulators.get("/sandbox/maestro/connections?" + filter + "size=100000"))
			.path("connections")
			.valueStream();
	}

	private JsonNode plan(int gateway) throws Exception {
		HttpResponse<String> answer = send(gateway, "POST", PLANS, QUESTION, "*/*");
		assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(201);
		return SandboxClient.json(answer);
	}

	private HttpResponse<String> execute(int gateway, JsonNode plan, String accept) throws Exception {
		return send(gateway, "POST", PLANS + "/" + plan.path("id").stringValue() + "/execute",
				"{\"confirm\":\"" + plan.path("confirm").stringValue() + "\"}", accept);
	}

	private void readItems(int gateway, JsonNode plan, int count) throws Exception {
		HttpRequest request = request(gateway, "POST", PLANS + "/" + plan.path("id").stringValue() + "/execute",
				"{\"confirm\":\"" + plan.path("confirm").stringValue() + "\"}", "text/event-stream");
		try (Stream<String> lines = this.emulators.http().send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
			assertThat(lines.filter("event:item"::equals).limit(count).count()).isEqualTo(count);
		}
	}

	private HttpResponse<String> send(int gateway, String method, String path, String body, String accept)
			throws IOException, InterruptedException {
		return this.emulators.http()
			.send(request(gateway, method, path, body, accept), HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<String> named(String key, String path, String body) throws IOException, InterruptedException {
		HttpRequest request = request(this.port, "POST", path, body, "*/*");
		return this.emulators.http()
			.send(HttpRequest.newBuilder(request, (_, _) -> true).header("Idempotency-Key", key).build(),
					HttpResponse.BodyHandlers.ofString());
	}

	private static HttpRequest request(int gateway, String method, String path, String body, String accept) {
		return HttpRequest.newBuilder(new SandboxClient(gateway).request(method, path, body), (_, _) -> true)
			.timeout(Duration.ofMinutes(2))
			.header("X-Api-Key", "sandbox")
			.header("Accept", accept)
			.build();
	}

	private static Set<String> ids(JsonNode items) {
		return items.valueStream()
			.map((item) -> item.path("id").stringValue().substring("maestro~".length()))
			.collect(Collectors.toSet());
	}

	// A process of its own, because a gateway that is only closed says goodbye.
	private GatewayProcess start() throws IOException {
		String maestro = "--patchbay.backends.maestro.";
		String key = "--patchbay.security.api-keys[0].";
		return GatewayProcess.start("killed-gateway", List.of(maestro + "platform=maestro",
				maestro + "base-url=" + this.emulators.root() + "/sandbox/maestro",
				maestro + "auth.username=sandbox@patchbay.example", maestro + "auth.password=sandbox-maestro-password",
				key + "client=sandbox", key + "sha256=b7ad567477c83756aab9a542b2be04f77dbae25115d85f22070d74d8cc4779dc",
				key + "scopes=*", key + "backends=*"));
	}

}
