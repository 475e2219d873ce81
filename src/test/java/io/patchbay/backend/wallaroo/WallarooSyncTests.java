package io.patchbay.backend.wallaroo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.patchbay.backend.TestBackends;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncRequest;
import io.patchbay.connection.SyncRun;
import io.patchbay.connection.WorkspaceRef;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WallarooSyncTests extends WallarooFixture {

	private static final String ORCHESTRATION = uuid(70);

	private static final String TASK = uuid(80);

	private static final SyncRequest PLAIN = request(null, Map.of());

	@Test
	void startTellsTheConnectionAndMergesArguments() {
		orchestration("ready");
		started();
		Map<String, String> settings = Map.of("sync-targets[Connection 1].target", ORCHESTRATION,
				"sync-targets[Connection 1].workspace", "33", "sync-targets[Connection 1].arguments.mode", "full",
				"sync-targets[Connection 1].arguments.color", "red");
		SyncRun run = backend(settings).start(connection(33, 34), request(null, Map.of("mode", "delta")));
		assertThat(run.id()).isEqualTo(new SyncId(ID, TASK));
		assertThat(run.status()).isEqualTo(SyncRun.Status.QUEUED);
		assertThat(run.startedAt()).isNull();
		UPSTREAM.verify(1,
				WireMock.postRequestedFor(WireMock.urlEqualTo("/v1/api/task/run_once"))
					.withRequestBody(WireMock.equalToJson("""
							{"orch_id":"%s","workspace_id":33,"name":"patchbay-11111111-000000000001-1772366400000",
							 "json":{"mode":"delta","color":"red","connection_name":"Connection 1"}}"""
						.formatted(ORCHESTRATION))));
	}

	@Test
	void whatStandsAgainstAStartIsToldBeforeAnythingIsSent() {
		WallarooBackend backend = backend(Map.of());
		SyncRequest named = request(ORCHESTRATION, Map.of());
		assertThat(failure(() -> backend.start(connection(33), PLAIN)).code())
			.isEqualTo(ErrorCode.SYNC_TARGET_REQUIRED);
		assertThat(failure(() -> backend.start(connection(33), request("nightly", Map.of()))).code())
			.isEqualTo(ErrorCode.SYNC_TARGET_REQUIRED);
		assertThat(failure(() -> backend.start(connection(), named)).code()).isEqualTo(ErrorCode.NOT_SYNCABLE);
		GatewayException several = failure(() -> backend.start(connection(33, 34), named));
		assertThat(several.code()).isEqualTo(ErrorCode.SYNC_TARGET_REQUIRED);
		assertThat(several.facts().get("candidates").toString()).contains("wallaroo~33", "wallaroo~34");
		SyncRequest reset = new SyncRequest(SyncRun.Type.RESET, null, Map.of());
		assertThat(failure(() -> backend.start(connection(33), reset)))
			.isInstanceOf(GatewayException.NotSupported.class);
		Map<String, String> elsewhere = Map.of("sync-targets[%s].target".formatted(uuid(1)), ORCHESTRATION,
				"sync-targets[%s].workspace".formatted(uuid(1)), "8");
		assertThat(failure(() -> backend(elsewhere).start(connection(33), PLAIN)).code())
			.isEqualTo(ErrorCode.NOT_SYNCABLE);
		UPSTREAM.verify(0, WireMock.anyRequestedFor(WireMock.anyUrl()));
	}

	@Test
	void orchestrationHasToExistAndToBeReady() {
		WallarooBackend backend = backend(Map.of());
		SyncRequest named = request(ORCHESTRATION, Map.of());
		orchestration("packaging");
		GatewayException packaging = failure(() -> backend.start(connection(33), named));
		assertThat(packaging.code()).isEqualTo(ErrorCode.NOT_SYNCABLE);
		assertThat(packaging.retryAfter()).isEqualTo(Duration.ofSeconds(10));
		orchestration("error");
		assertThat(failure(() -> backend.start(connection(33), named)).retryAfter()).isNull();
		for (int status : List.of(400, 404)) {
			UPSTREAM.stubFor(WireMock.post("/v1/api/orchestration/get_by_id").willReturn(status(status)));
			assertThat(failure(() -> backend.start(connection(33), named)).code())
				.isEqualTo(ErrorCode.SYNC_TARGET_REQUIRED);
		}
		assertThat(calls(WireMock.post("/v1/api/task/run_once"))).isZero();
	}

	@Test
	void startWithoutAnAnswerIsSentOnceAndItsTaskIsFound() {
		orchestration("ready");
		UPSTREAM.stubFor(WireMock.post("/v1/api/task/run_once")
			.willReturn(WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
		WallarooBackend backend = backend(Map.of());
		SyncRequest named = request(ORCHESTRATION, Map.of());
		Instant since = this.clock.instant();
		assertThat(failure(() -> backend.start(connection(33), named)).code())
			.isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(calls(WireMock.post("/v1/api/task/run_once"))).isOne();
		String ours = "patchbay-11111111-000000000001-";
		tasks(task(81, ours + "1772366399999", "Connection 1", "started", "[]"),
				task(83, ours + "1772366400007", "Connection 1", "started", "[]"),
				task(82, ours + "1772366400003", "Connection 1", "started", "[]"),
				task(84, "nightly", "Connection 1", "started", "[]"),
				task(85, ours + "1772366400001", "Connection 2", "started", "[]"));
		assertThat(backend.findStarted(connection(33), named, since).orElseThrow().id().upstreamId())
			.isEqualTo(uuid(82));
		assertThat(backend.findStarted(connection(33), named, since.plusSeconds(1))).isEmpty();
	}

	@Test
	void runningIsTheNewestTaskThatHasNotEnded() {
		tasks(task(81, "a", "Connection 1", "started", "[{\"run_id\":\"r\",\"status\":\"failure\"}]"),
				task(82, "b", "Connection 1", "started", "[]"), task(83, "c", "Connection 2", "started", "[]"),
				task(84, "d", "Connection 1", "killed", "[]"));
		assertThat(backend(Map.of()).running(connection(33), PLAIN).orElseThrow().id().upstreamId())
			.isEqualTo(uuid(82));
	}

	@Test
	void runOfNoConnectionOfOursIsNotFound() {
		UPSTREAM.stubFor(WireMock.post("/v1/api/task/list_task_runs").willReturn(WireMock.okJson("[]")));
		UPSTREAM.stubFor(nameCall().willReturn(status(404)));
		UPSTREAM.stubFor(WireMock.post("/v1/api/task/get_by_id")
			.willReturn(WireMock.okJson(task(80, "x", "Connection 9", "started", "[]"))));
		WallarooBackend backend = backend(Map.of());
		for (String id : List.of(TASK, "../kill", "42")) {
			assertThat(failure(() -> backend.sync(new SyncId(ID, id)))).isInstanceOf(GatewayException.NotFound.class);
		}
		UPSTREAM.stubFor(WireMock.post("/v1/api/task/get_by_id").willReturn(status(400)));
		assertThat(failure(() -> backend.cancel(new SyncId(ID, TASK)))).isInstanceOf(GatewayException.NotFound.class);
	}

	@Test
	void endedRunIsNotKilledAndAScheduleNeither() {
		known("[{\"run_id\":\"r\",\"status\":\"success\"}]", "started", null);
		WallarooBackend backend = backend(Map.of());
		assertThat(backend.cancel(new SyncId(ID, TASK)).status()).isEqualTo(SyncRun.Status.SUCCEEDED);
		known("[{\"run_id\":\"r\",\"status\":\"running\"}]", "pending_kill", null);
		assertThat(backend.cancel(new SyncId(ID, TASK)).upstreamStatus()).isEqualTo("pending_kill");
		known("[{\"run_id\":\"r\",\"status\":\"running\"}]", "started", "*/5 * * * *");
		assertThat(failure(() -> backend.cancel(new SyncId(ID, TASK))).code()).isEqualTo(ErrorCode.CONFLICT);
		assertThat(calls(WireMock.post("/v1/api/task/kill"))).isZero();
	}

	@Test
	void logsAreThoseOfTheNewestRun() {
		known("[{\"run_id\":\"old\",\"status\":\"failure\",\"updated_at\":\"2026-01-01T00:00:00Z\"},"
				+ "{\"run_id\":\"new\",\"status\":\"running\",\"updated_at\":\"2026-01-02T00:00:00Z\"}]", "started",
				null);
		UPSTREAM.stubFor(WireMock.post("/v1/api/task/get_logs_for_run")
			.withRequestBody(WireMock.equalToJson("{\"id\":\"new\",\"lines\":2}"))
			.willReturn(WireMock.okJson("{\"logs\":[\"2026-01-02T00:00:01Z stdout F one\",\"two\"]}")));
		List<String> lines = new ArrayList<>();
		backend(Map.of()).logs(new SyncId(ID, TASK), 2, lines::add);
		assertThat(lines).containsExactly("2026-01-02T00:00:01Z stdout one", "two");
		known("[]", "started", null);
		backend(Map.of()).logs(new SyncId(ID, TASK), 2, lines::add);
		assertThat(lines).hasSize(2);
	}

	private void known(String runs, String status, String schedule) {
		UPSTREAM.stubFor(WireMock.post("/v1/api/task/list_task_runs").willReturn(WireMock.okJson(runs)));
		UPSTREAM.stubFor(nameCall().willReturn(WireMock.okJson(json(1))));
		String task = task(80, "x", "Connection 1", status, "[]");
		UPSTREAM.stubFor(WireMock.post("/v1/api/task/get_by_id")
			.willReturn(WireMock
				.okJson((schedule != null) ? task.replaceFirst("\\{", "{\"schedule\":\"" + schedule + "\",") : task)));
	}

	private static void orchestration(String status) {
		UPSTREAM.stubFor(WireMock.post("/v1/api/orchestration/get_by_id")
			.willReturn(WireMock.okJson("{\"id\":\"" + ORCHESTRATION + "\",\"status\":\"" + status + "\"}")));
	}

	private static void started() {
		UPSTREAM
			.stubFor(WireMock.post("/v1/api/task/run_once").willReturn(WireMock.okJson("{\"id\":\"" + TASK + "\"}")));
	}

	private static void tasks(String... tasks) {
		MappingBuilder call = WireMock.post("/v1/api/task/list")
			.withRequestBody(WireMock.equalToJson("{\"workspace_id\":33}"));
		UPSTREAM.stubFor(call.willReturn(WireMock.okJson("[" + String.join(",", tasks) + "]")));
	}

	private static String task(int number, String name, String connection, String status, String runs) {
		return """
				{"id":"%s","name":"%s","workspace_id":33,"status":"%s","killed":false,"last_runs":%s,
				 "input_data":{"connection_name":"%s"},"created_at":"2026-03-01T12:00:00+00:00"}"""
			.formatted(uuid(number), name, status, runs, connection);
	}

	private static SyncRequest request(String target, Map<String, Object> arguments) {
		return new SyncRequest(SyncRun.Type.SYNC, target, arguments);
	}

	private static Connection connection(int... workspaces) {
		List<WorkspaceRef> attached = new ArrayList<>();
		for (int workspace : workspaces) {
			attached.add(new WorkspaceRef(workspace(String.valueOf(workspace)), "ws-" + workspace));
		}
		return Connection.builder(id(uuid(1)), WallarooBackend.PLATFORM)
			.name("Connection 1")
			.workspaces(attached)
			.build();
	}

	private WallarooBackend backend(Map<String, String> settings) {
		WallarooFactory factory = new WallarooFactory();
		return (WallarooBackend) TestBackends.create(factory,
				TestBackends.properties(factory, UPSTREAM.baseUrl(), TestBackends.token("static"), List.of()), settings,
				this.clock);
	}

}
