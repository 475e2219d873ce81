package io.patchbay;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.swagger.v3.oas.annotations.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@GatewayTest
class GatewayAuditTests {

	private static final String CONNECTIONS = GatewayClient.API + "/connections";

	private static final String AIRBYTE = "airbyte~5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21";

	private static final String WALLAROO = "wallaroo~c0000000-0000-4000-8000-000000000001";

	private static final String RUNNABLE = "airbyte~c0000000-0000-4000-8000-000000000001";

	private final Logger logger = (Logger) LoggerFactory.getLogger("patchbay.audit");

	private final Lines lines = new Lines();

	private GatewayClient gateway;

	@BeforeEach
	void listen(@LocalServerPort int port) {
		this.gateway = GatewayClient.of(port);
		this.gateway.heal();
		this.lines.start();
		this.logger.addAppender(this.lines);
	}

	@AfterEach
	void leave() {
		this.logger.detachAppender(this.lines);
	}

	@Test
	void creationNamesTheBackendAndTheNewIdAndNothingThatIsSecret() {
		String body = "{\"backend\":\"wallaroo\",\"name\":\"n\",\"type\":\"HTTP\",\"details\":{\"password\":\"s3cr3t\"}}";
		HttpResponse<String> made = send("POST", CONNECTIONS, body, "Idempotency-Key", "audit-key-1", "X-Request-Id",
				"audit-1");
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		JsonNode line = only();
		String id = GatewayClient.json(made).path("id").stringValue();
		assertThat(line.propertyNames()).containsExactly("time", "client", "action", "target", "requestId", "result",
				"outcome", "status", "durationMs");
		assertThat(line.toString()).contains("\"client\":\"sandbox\",\"action\":\"createConnection\","
				+ "\"target\":\"wallaroo\",\"requestId\":\"audit-1\",\"result\":\"" + id
				+ "\",\"outcome\":\"done\",\"status\":201,");
		send("POST", CONNECTIONS, body, "Idempotency-Key", "audit-key-1");
		assertThat(only().path("replayed").booleanValue()).isTrue();
		send("POST", CONNECTIONS, body.replace("\"n\"", "\"m\""), "Idempotency-Key", "audit-key-1");
		assertThat(only().path("outcome").stringValue()).isEqualTo("idempotency-key-reused");
		assertThat(this.lines.all.toString()).doesNotContain("audit-key-1", "s3cr3t", "password");
	}

	@ParameterizedTest(name = "{0} {1} by {2} is {5} {6}")
	@CsvSource(delimiter = '|',
			textBlock = """
					DELETE | /connections/%W?detach=true&cascade=source   | sandbox | | deleteConnection | 501 | operation-unsupported
					DELETE | /connections/%W                              | sandbox | | deleteConnection | 409 | connection-attached
					DELETE | /connections/%A                              | sandbox | | deleteConnection | 204 | done
					DELETE | /connections/%W                              | reader  | | deleteConnection | 403 | insufficient-scope
					DELETE | /connections/airbyte-off~1                   | operator | | deleteConnection | 503 | backend-disabled
					DELETE | /connections/nonsense                        | sandbox | | deleteConnection | 400 | invalid-request
					PATCH  | /connections/%A                              | sandbox | {"name":"x"} | updateConnection | 200 | done
					PATCH  | /connections/%A                              | sandbox | {"nome":"x"} | updateConnection | 400 | invalid-request
					PATCH  | /connections/%A                              | sandbox | - | updateConnection | 415 | unsupported-media-type
					PUT    | /connections/%W/workspaces/wallaroo~34       | sandbox | | attachConnection | 201 | done
					PUT    | /connections/%A/workspaces/airbyte~1         | sandbox | | attachConnection | 409 | workspace-mismatch
					DELETE | /connections/%W/workspaces/wallaroo~33       | sandbox | | detachConnection | 204 | done
					POST   | /connections/%R/syncs                        | sandbox | | startSync | 202 | done
					POST   | /syncs/airbyte~0/cancel                      | sandbox | | cancelSync | 404 | not-found
					POST   | /cleanup-plans/nobody/execute                | sandbox | {"confirm":"x"} | executeCleanupPlan | 404 | not-found
					""")
	void eachCallHasOneLine(String method, String path, String key, String body, String action, int status,
			String outcome) {
		String where = path.replace("%W", WALLAROO).replace("%A", AIRBYTE).replace("%R", RUNNABLE);
		String type = "-".equals(body) ? "text/csv" : "application/json";
		HttpResponse<String> response = this.gateway.as(key)
			.send(method, GatewayClient.API + where, body, "Content-Type", type);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		JsonNode line = only();
		assertThat(line.path("action").stringValue()).isEqualTo(action);
		assertThat(line.path("client").stringValue()).isEqualTo(key);
		assertThat(line.path("target").stringValue()).isEqualTo(where.split("[/?]")[2]);
		assertThat(line.path("outcome").stringValue()).isEqualTo(outcome);
		assertThat(line.path("status").intValue()).isEqualTo(status);
		assertThat(line.path("requestId").stringValue())
			.isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
		if (where.contains("workspaces")) {
			assertThat(line.path("workspace").stringValue()).isEqualTo(where.replaceAll(".*/", ""));
		}
		if (where.contains("?")) {
			assertThat(line.path("options").toString()).isEqualTo("{\"cascade\":\"source\",\"detach\":\"true\"}");
		}
	}

	@Test
	void unknownOutcomeIsToldAndThenWhatBecameOfIt() {
		this.gateway.breakPlatform(
				"{'platform':'airbyte','kind':'commit-then-drop','method':'POST','path':'/jobs$'," + "'times':1}");
		send("POST", CONNECTIONS + "/" + RUNNABLE + "/syncs", null, "Idempotency-Key", "audit-key-2");
		assertThat(only().path("outcome").stringValue()).isEqualTo("upstream-outcome-unknown");
		HttpResponse<String> found = send("POST", CONNECTIONS + "/" + RUNNABLE + "/syncs", null, "Idempotency-Key",
				"audit-key-2");
		JsonNode line = only();
		assertThat(line.path("reconciled").booleanValue()).isTrue();
		assertThat(line.path("result")).isEqualTo(GatewayClient.json(found).path("id"));
	}

	@ParameterizedTest
	@CsvSource({ "application/json", "text/event-stream" })
	void cleanupHasALineForEachDeletionAndOneForAll(String accept) {
		HttpResponse<String> planned = send("POST", GatewayClient.API + "/cleanup-plans",
				"{\"backend\":\"maestro\",\"olderThan\":\"P60D\",\"basis\":\"UPDATED_AT\"}");
		JsonNode plan = GatewayClient.json(planned);
		JsonNode line = only();
		assertThat(line.path("action").stringValue()).isEqualTo("createCleanupPlan");
		assertThat(line.path("target").stringValue()).isEqualTo("maestro");
		assertThat(line.path("result")).isEqualTo(plan.path("id"));
		List<String> candidates = plan.path("candidates")
			.valueStream()
			.map((item) -> item.path("id").stringValue())
			.toList();
		assertThat(candidates).hasSizeGreaterThan(1);
		this.gateway.breakPlatform("{'platform':'maestro','kind':'status','status':500,'method':'DELETE','times':1}");
		send("POST", GatewayClient.API + "/cleanup-plans/" + plan.path("id").stringValue() + "/execute",
				"{\"confirm\":" + plan.path("confirm") + "}", "Accept", accept);
		await().untilAsserted(() -> assertThat(this.lines.all).hasSize(candidates.size() + 1));
		JsonNode all = this.lines.take(candidates.size());
		assertThat(all.path("action").stringValue()).isEqualTo("executeCleanupPlan");
		assertThat(all.path("target")).isEqualTo(plan.path("id"));
		assertThat(all.path("outcome").stringValue()).isEqualTo("done");
		assertThat(this.lines.all)
			.allSatisfy((deletion) -> assertThat(deletion.path("plan")).isEqualTo(plan.path("id")))
			.allSatisfy((deletion) -> assertThat(deletion.path("requestId")).isEqualTo(all.path("requestId")))
			.allSatisfy((deletion) -> assertThat(deletion.path("action").stringValue()).isEqualTo("deleteConnection"));
		assertThat(this.lines.all).extracting((deletion) -> deletion.path("target").stringValue())
			.containsExactlyInAnyOrderElementsOf(candidates);
		assertThat(this.lines.all).extracting((deletion) -> deletion.path("outcome").stringValue())
			.containsOnlyOnce("upstream-error")
			.contains("done");
	}

	@Test
	void readingAndStrangersLeaveNoLine() {
		this.gateway.get(CONNECTIONS + "/" + AIRBYTE);
		this.gateway.as("").send("DELETE", CONNECTIONS + "/" + AIRBYTE, null);
		this.gateway.as("wrong").send("DELETE", CONNECTIONS + "/" + AIRBYTE, null);
		this.gateway.send("POST", GatewayClient.API + "/nowhere", "{}");
		this.gateway.send("DELETE", CONNECTIONS, null);
		assertThat(this.lines.all).isEmpty();
	}

	@Test
	void everyOperationThatChangesSomethingHasAName(
			@Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
		List<String> nameless = mapping.getHandlerMethods()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().getPatternValues().stream().anyMatch((path) -> path.startsWith("/api/")))
			.filter((entry) -> !entry.getKey().getMethodsCondition().getMethods().equals(Set.of(RequestMethod.GET)))
			.filter((entry) -> entry.getValue().getMethodAnnotation(Operation.class) == null)
			.map(Object::toString)
			.toList();
		assertThat(nameless).isEmpty();
	}

	private HttpResponse<String> send(String method, String path, String body, String... headers) {
		List<String> all = new ArrayList<>(List.of(headers));
		all.addAll(List.of("Content-Type", "application/json"));
		return this.gateway.send(method, path, body, all.toArray(String[]::new));
	}

	private JsonNode only() {
		// The line is written when the answer may have arrived already.
		await().untilAsserted(() -> assertThat(this.lines.all).isNotEmpty());
		assertThat(this.lines.all).hasSize(1);
		return this.lines.take(0);
	}

	private static final class Lines extends AppenderBase<ILoggingEvent> {

		private final List<JsonNode> all = new CopyOnWriteArrayList<>();

		@Override
		protected void append(ILoggingEvent event) {
			this.all.add(JsonMapper.shared().readTree(event.getFormattedMessage()));
		}

		private JsonNode take(int index) {
			return this.all.remove(index);
		}

	}

}
