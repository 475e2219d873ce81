package io.patchbay.sandbox.maestro;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

class MaestroRunControllerTests {

	private static final String CUSTOMERS = MaestroPipelineSeeds.id(2);

	private static final String PAUSED = MaestroPipelineSeeds.id(MaestroPipelineSeeds.PAUSED);

	private static final String FAILING = MaestroPipelineSeeds.id(MaestroPipelineSeeds.FAILING);

	private final MaestroEmulator maestro = new MaestroEmulator();

	@BeforeEach
	void setTimes() {
		this.maestro.control("{'runDelay':20,'runDuration':60}");
	}

	@AfterEach
	void close() {
		this.maestro.close();
	}

	@Test
	void runAppearsLateUnderAnotherId() {
		JsonNode answer = this.maestro.post("/platform/pipeline/execute", body(CUSTOMERS.replace('_', '-')));
		assertThat(answer.path("status").booleanValue()).isTrue();
		assertThat(answer.at("/data/pipeline_id").stringValue()).isEqualTo(CUSTOMERS);
		assertThat(answer.at("/data/run_id").stringValue()).matches("manual__[0-9-]{10}T[0-9:]{8}\\+00:00");
		assertThat(runs(CUSTOMERS).isEmpty()).isTrue();
		this.maestro.pass(Duration.ofSeconds(25));
		JsonNode run = runs(CUSTOMERS).at("/0");
		assertThat(run.path("last_status").stringValue()).isEqualTo("RUNNING");
		String runId = run.path("pipeline_run_id").stringValue();
		assertThat(runId).matches("[0-9a-f]{8}(_[0-9a-f]{4}){3}_[0-9a-f]{12}");
		assertThat(run.path("id").isInt()).isTrue();
		this.maestro.pass(Duration.ofSeconds(60));
		JsonNode one = this.maestro.get("/platform/pipeline/" + CUSTOMERS + "/pipeline_run/" + runId);
		assertThat(one.path("last_status").stringValue()).isEqualTo("SUCCESS");
		assertThat(one.path("updated_at").stringValue()).isGreaterThan(one.path("created_at").stringValue());
		assertThat(one.path("trace").isNull()).isTrue();
		this.maestro.refused(404, HttpMethod.GET, "/platform/pipeline/" + CUSTOMERS + "/pipeline_run/x", "");
	}

	@Test
	void secondExecutionIsQueued() {
		this.maestro.post("/platform/pipeline/execute", body(CUSTOMERS));
		this.maestro.post("/platform/pipeline/execute", body(CUSTOMERS));
		this.maestro.pass(Duration.ofSeconds(40));
		assertThat(runs(CUSTOMERS).size()).isOne();
		this.maestro.pass(Duration.ofSeconds(60));
		assertThat(runs(CUSTOMERS).size()).isEqualTo(2);
		assertThat(runs(CUSTOMERS).at("/0/last_status").stringValue()).isEqualTo("RUNNING");
		assertThat(runs(CUSTOMERS).at("/1/last_status").stringValue()).isEqualTo("SUCCESS");
	}

	@Test
	void failingPipelineLeavesTrace() {
		this.maestro.post("/platform/pipeline/execute", body(FAILING));
		this.maestro.pass(Duration.ofSeconds(90));
		JsonNode run = runs(FAILING).at("/0");
		assertThat(run.path("last_status").stringValue()).isEqualTo("FAILED");
		assertThat(run.path("trace").stringValue()).startsWith("Traceback").contains("s3cr3t-canary");
	}

	@Test
	void pausedPipelineCannotBeExecuted() {
		JsonNode detail = this.maestro.refused(400, HttpMethod.POST, "/platform/pipeline/execute", body(PAUSED))
			.path("detail");
		assertThat(detail.path("exception_type").stringValue()).isEqualTo("PipelinePaused");
		assertThat(detail.path("status").booleanValue()).isFalse();
		assertThat(detail.path("traceback").stringValue()).contains("s3cr3t-canary");
		assertThat(detail.path("data").isNull()).isTrue();
		assertThat(refusal(400, "pause", PAUSED)).isEqualTo("PipelineAlreadyPaused");
		assertThat(this.maestro.post("/platform/pipeline/unpause", body(PAUSED)).at("/data/pipeline_id").stringValue())
			.isEqualTo(PAUSED);
		assertThat(refusal(400, "unpause", PAUSED)).isEqualTo("PipelineNotPaused");
		this.maestro.post("/platform/pipeline/execute", body(PAUSED));
		this.maestro.post("/platform/pipeline/pause", body(PAUSED));
		this.maestro.pass(Duration.ofSeconds(90));
		assertThat(runs(PAUSED).at("/0/last_status").stringValue()).isEqualTo("SUCCESS");
	}

	@Test
	void unknownPipelinesAreNamedErrors() {
		for (String call : new String[] { "execute", "pause", "unpause" }) {
			assertThat(refusal(404, call, "x")).isEqualTo("PipelineNotFound");
			assertThat(this.maestro.refused(400, HttpMethod.POST, "/platform/pipeline/" + call, "{}")
				.path("detail")
				.stringValue()).isEqualTo("pipeline_id is required");
		}
		assertThat(this.maestro.refused(500, HttpMethod.GET, "/platform/pipeline/x/pipeline_run", "").has("msg"))
			.isTrue();
	}

	@Test
	void seedsHaveHistoryNewestFirst() {
		JsonNode runs = runs(MaestroPipelineSeeds.id(MaestroPipelineSeeds.ORDERS));
		assertThat(runs.size()).isEqualTo(3);
		assertThat(runs.at("/0/created_at").stringValue()).isGreaterThan(runs.at("/2/created_at").stringValue());
	}

	private String refusal(int status, String call, String pipeline) {
		return this.maestro.refused(status, HttpMethod.POST, "/platform/pipeline/" + call, body(pipeline))
			.at("/detail/exception_type")
			.stringValue();
	}

	private JsonNode runs(String pipeline) {
		return this.maestro.get("/platform/pipeline/" + pipeline + "/pipeline_run");
	}

	private static String body(String pipeline) {
		return "{'pipeline_id':'" + pipeline + "'}";
	}

}
