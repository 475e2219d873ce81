package io.patchbay.backend.maestro;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.patchbay.backend.TestBackends;
import io.patchbay.connection.Connection;
import io.patchbay.connection.Deadline;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncRequest;
import io.patchbay.connection.SyncRun;
import io.patchbay.connection.SyncRun.Status;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MaestroSyncTests extends MaestroFixture {

	private static final String ONE = "0a1b2c3d_0000_4000_8000_000000000001";

	private static final String TWO = "0a1b2c3d_0000_4000_8000_000000000002";

	private static final SyncRequest PLAIN = request(null);

	private static final Connection CONNECTION = Connection.builder(id(1), MaestroBackend.PLATFORM)
		.name("Sales")
		.build();

	@Test
	void pipelineIsFoundByItsJobsAndRunsAreToldByTime() {
		pipelines();
		uses(ONE + "_0", id(1).upstreamId());
		uses(TWO + "_0", id(2).upstreamId());
		pipeline(ONE, "active");
		UPSTREAM.stubFor(runsCall(ONE).inScenario("runs")
			.willReturn(WireMock.okJson("[" + run("old", "SUCCESS", "2026-03-01T11:59:59.000Z") + "]")));
		UPSTREAM.stubFor(runsCall(ONE).inScenario("runs")
			.whenScenarioStateIs("executed")
			.willReturn(WireMock.okJson("[" + run("later", "RUNNING", "2026-03-01T12:00:09.000Z") + ","
					+ run("new", "RUNNING", "2026-03-01T12:00:01.000Z") + ","
					+ run("old", "SUCCESS", "2026-03-01T11:59:59.000Z") + "]")));
		UPSTREAM.stubFor(executeCall().inScenario("runs").willSetStateTo("executed").willReturn(executed("manual__x")));
		SyncRun started = maestro(Map.of()).start(CONNECTION, PLAIN);
		assertThat(started.id().upstreamId()).isEqualTo(ONE + ":new:" + id(1).upstreamId());
		assertThat(started.status()).isEqualTo(Status.RUNNING);
		UPSTREAM.verify(1, WireMock.postRequestedFor(WireMock.urlEqualTo("/platform/pipeline/execute"))
			.withRequestBody(WireMock.equalToJson("{\"pipeline_id\":\"" + ONE + "\"}")));
	}

	@Test
	void severalPipelinesAreListedAndNoneIsTold() {
		pipelines();
		uses(ONE + "_0", id(1).upstreamId());
		uses(TWO + "_0", id(1).upstreamId());
		GatewayException several = failure(() -> maestro(Map.of()).start(CONNECTION, PLAIN));
		assertThat(several.code()).isEqualTo(ErrorCode.SYNC_TARGET_REQUIRED);
		assertThat(several.facts()).containsEntry("candidates",
				List.of(Map.of("id", ONE, "name", "First"), Map.of("id", TWO, "name", "Second")));
		uses(ONE + "_0", id(7).upstreamId());
		UPSTREAM.stubFor(WireMock.get("/platform/jobs/jdbc/" + TWO + "_0").willReturn(detail(404)));
		UPSTREAM.stubFor(WireMock.get("/platform/jobs/jdbc/" + TWO + "-0").willReturn(detail(404)));
		GatewayException none = failure(() -> maestro(Map.of()).start(CONNECTION, PLAIN));
		assertThat(none.code()).isEqualTo(ErrorCode.SYNC_TARGET_REQUIRED);
		assertThat(none.facts()).doesNotContainKey("candidates");
	}

	@Test
	void jobThatIsKnownByItsHyphenIsFound() {
		pipelines();
		uses(ONE + "-0", id(1).upstreamId());
		UPSTREAM.stubFor(WireMock.get("/platform/jobs/jdbc/" + ONE + "_0").willReturn(detail(404)));
		uses(TWO + "_0", id(2).upstreamId());
		UPSTREAM.stubFor(runsCall(ONE).willReturn(WireMock.okJson("[]")));
		assertThat(maestro(Map.of()).running(CONNECTION, PLAIN)).isEmpty();
		UPSTREAM.verify(1, WireMock.getRequestedFor(WireMock.urlPathMatching("/platform/pipeline/" + ONE + ".*")));
	}

	@Test
	void whatStandsAgainstAStartIsToldBeforeAnythingIsSent() {
		MaestroBackend backend = maestro(Map.of("sync-targets[Sales].target", ONE.replace('_', '-')));
		pipeline(ONE, "paused");
		assertThat(failure(() -> backend.start(CONNECTION, PLAIN)).code()).isEqualTo(ErrorCode.NOT_SYNCABLE);
		UPSTREAM.stubFor(WireMock.get("/platform/pipeline/" + TWO).willReturn(detail(404)));
		assertThat(failure(() -> backend.start(CONNECTION, request(TWO))).code())
			.isEqualTo(ErrorCode.SYNC_TARGET_REQUIRED);
		assertThat(failure(() -> backend.start(CONNECTION, request("../auth"))).code())
			.isEqualTo(ErrorCode.SYNC_TARGET_REQUIRED);
		GatewayException arguments = failure(
				() -> backend.start(CONNECTION, new SyncRequest(SyncRun.Type.SYNC, null, Map.of("full", true))));
		assertThat(arguments.errors()).extracting(GatewayException.FieldError::pointer).containsExactly("/arguments");
		assertThat(failure(() -> backend.start(CONNECTION, new SyncRequest(SyncRun.Type.RESET, null, Map.of()))))
			.isInstanceOf(GatewayException.NotSupported.class);
		UPSTREAM.verify(0, WireMock.postRequestedFor(WireMock.anyUrl()));
	}

	@Test
	void pipelineThatIsPausedMeanwhileIsNotSyncable() {
		pipeline(ONE, "active");
		UPSTREAM.stubFor(runsCall(ONE).willReturn(WireMock.okJson("[]")));
		UPSTREAM.stubFor(executeCall().willReturn(WireMock.jsonResponse(
				"{\"detail\":{\"status\":false,\"exception_type\":\"PipelinePaused\",\"traceback\":\"s3cr3t\"}}",
				400)));
		GatewayException paused = failure(() -> maestro(Map.of()).start(CONNECTION, request(ONE)));
		assertThat(paused.code()).isEqualTo(ErrorCode.NOT_SYNCABLE);
		assertThat(String.valueOf(paused.upstream())).doesNotContain("s3cr3t");
	}

	@Test
	void runThatDoesNotAppearIsQueuedUntilItDoes() {
		recorded(id(1).upstreamId());
		pipeline(ONE, "active");
		String before = run("before", "SUCCESS", "2026-03-01T12:00:00.500Z");
		UPSTREAM.stubFor(runsCall(ONE).willReturn(WireMock.okJson("[" + before + "]")));
		UPSTREAM.stubFor(executeCall().willReturn(executed("manual__2026-03-01T12:00:00+00:00")));
		MaestroBackend backend = maestro(Map.of());
		SyncRun started = Deadline.within(Duration.ofSeconds(1), () -> backend.start(CONNECTION, request(ONE)));
		assertThat(started.status()).isEqualTo(Status.QUEUED);
		assertThat(started.id().upstreamId())
			.startsWith(ONE + ":after-" + Instant.parse("2026-03-01T12:00:00.501Z").toEpochMilli() + ":");
		assertThat(backend.sync(started.id()).status()).isEqualTo(Status.QUEUED);
		UPSTREAM.stubFor(runsCall(ONE).willReturn(
				WireMock.okJson("[" + run("mine", "RUNNING", "2026-03-01T12:00:40.000Z") + "," + before + "]")));
		SyncRun shown = backend.sync(started.id());
		assertThat(shown.status()).isEqualTo(Status.RUNNING);
		assertThat(shown.id().upstreamId()).isEqualTo(ONE + ":mine:" + id(1).upstreamId());
	}

	@Test
	void startWithoutAnAnswerIsSentOnceAndItsRunIsFound() {
		pipeline(ONE, "active");
		UPSTREAM.stubFor(runsCall(ONE).willReturn(WireMock.okJson("[]")));
		UPSTREAM.stubFor(executeCall().willReturn(WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
		MaestroBackend backend = maestro(Map.of());
		assertThat(failure(() -> backend.start(CONNECTION, request(ONE))).code())
			.isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		UPSTREAM.verify(1, WireMock.postRequestedFor(WireMock.urlEqualTo("/platform/pipeline/execute")));
		Instant since = Instant.parse("2026-03-01T11:59:00Z");
		assertThat(backend.findStarted(CONNECTION, request(ONE), since)).isEmpty();
		String ended = run("ended", "SUCCESS", "2026-03-01T11:58:55.000Z");
		UPSTREAM.stubFor(runsCall(ONE).willReturn(WireMock.okJson("[" + ended + "]")));
		assertThat(backend.findStarted(CONNECTION, request(ONE), since)).isEmpty();
		String old = run("old", "RUNNING", "2026-03-01T10:00:00.000Z");
		UPSTREAM.stubFor(runsCall(ONE).willReturn(WireMock.okJson("[" + old + "]")));
		assertThat(failure(() -> backend.findStarted(CONNECTION, request(ONE), since)).code())
			.isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		UPSTREAM.stubFor(runsCall(ONE)
			.willReturn(WireMock.okJson("[" + run("mine", "RUNNING", "2026-03-01T11:59:03.000Z") + "," + old + "]")));
		assertThat(backend.findStarted(CONNECTION, request(ONE), since).orElseThrow().id().upstreamId())
			.contains(":mine:");
	}

	@Test
	void idThatIsNoneOfOursIsNotFoundWithoutACall() {
		for (String id : List.of("x", ONE, ONE + ":1", "a/b:c:d", ONE + ":../x:" + id(1).upstreamId(), ONE + ":1:..")) {
			assertThat(failure(() -> maestro(Map.of()).sync(new SyncId(ID, id))))
				.isInstanceOf(GatewayException.NotFound.class);
		}
		UPSTREAM.verify(0, WireMock.anyRequestedFor(WireMock.anyUrl()));
	}

	private static void recorded(String connection) {
		UPSTREAM.stubFor(listCall().willReturn(answer(List.of(connection))));
	}

	private static void pipelines() {
		UPSTREAM.stubFor(WireMock.get("/platform/pipelines")
			.willReturn(WireMock.okJson("[" + row(1, ONE, "First", "jdbc") + "," + row(2, TWO, "Second", "jdbc") + ","
					+ row(3, "singer_one", "Third", "singer") + "]")));
	}

	private static String row(int number, String id, String name, String connector) {
		return """
				{"id":%d,"pipeline_id":"%s","name":"%s","jobs":[{"id":1,"job_id":"%s_0","input":{"connector":"%s"}}]}"""
			.formatted(number, id, name, id, connector);
	}

	private static void uses(String job, String connection) {
		UPSTREAM.stubFor(WireMock.get("/platform/jobs/jdbc/" + job)
			.willReturn(WireMock
				.okJson("{\"source_config\":{\"auth_parameters\":{\"config_id\":\"" + connection + "\"}}}")));
	}

	private static void pipeline(String id, String status) {
		UPSTREAM.stubFor(WireMock.get("/platform/pipeline/" + id)
			.willReturn(WireMock
				.okJson("{\"status\":true,\"data\":{\"id\":\"" + id + "\",\"status\":\"" + status + "\"}}")));
	}

	private static MappingBuilder runsCall(String pipeline) {
		return WireMock.get("/platform/pipeline/" + pipeline + "/pipeline_run");
	}

	private static MappingBuilder executeCall() {
		return WireMock.post("/platform/pipeline/execute");
	}

	private static ResponseDefinitionBuilder executed(String run) {
		return WireMock.okJson("{\"status\":true,\"data\":{\"run_id\":\"" + run + "\"}}");
	}

	private static ResponseDefinitionBuilder detail(int status) {
		return WireMock.jsonResponse("{\"detail\":\"not found\"}", status);
	}

	private static String run(String id, String status, String createdAt) {
		return """
				{"id":1,"pipeline_run_id":"%s","last_status":"%s","created_at":"%s","updated_at":"%s","trace":null}"""
			.formatted(id, status, createdAt, createdAt);
	}

	private static SyncRequest request(String target) {
		return new SyncRequest(SyncRun.Type.SYNC, target, Map.of());
	}

	private static MaestroBackend maestro(Map<String, String> settings) {
		return (MaestroBackend) backend(TestBackends.token("static"), settings);
	}

}
