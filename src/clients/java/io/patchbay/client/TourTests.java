package io.patchbay.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.patchbay.client.api.BackendsApi;
import io.patchbay.client.api.CleanupApi;
import io.patchbay.client.api.ConnectionsApi;
import io.patchbay.client.api.ProblemsApi;
import io.patchbay.client.api.SyncsApi;
import io.patchbay.client.api.WorkspacesApi;
import io.patchbay.client.model.Backend;
import io.patchbay.client.model.CapabilitySupport;
import io.patchbay.client.model.CleanupBasis;
import io.patchbay.client.model.CleanupExecuteRequest;
import io.patchbay.client.model.CleanupFilter;
import io.patchbay.client.model.CleanupItemStatus;
import io.patchbay.client.model.CleanupPlan;
import io.patchbay.client.model.CleanupPlanRequest;
import io.patchbay.client.model.CleanupPlanState;
import io.patchbay.client.model.CleanupReport;
import io.patchbay.client.model.Connection;
import io.patchbay.client.model.ConnectionPage;
import io.patchbay.client.model.ConnectionPatch;
import io.patchbay.client.model.ConnectionStatus;
import io.patchbay.client.model.Include;
import io.patchbay.client.model.NewConnection;
import io.patchbay.client.model.NewSchedule;
import io.patchbay.client.model.OnConflict;
import io.patchbay.client.model.Outcome;
import io.patchbay.client.model.Problem;
import io.patchbay.client.model.ScheduleType;
import io.patchbay.client.model.SyncRequest;
import io.patchbay.client.model.SyncRun;
import io.patchbay.client.model.SyncStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClientResponseException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The tour of README, made with the generated client.
 */
class TourTests {

	private static final String CONNECTION = "airbyte~c0000000-0000-4000-8000-000000000001";

	private final Sandbox sandbox = new Sandbox();

	private final ApiClient client = new ApiClient();

	private final ConnectionsApi connections = new ConnectionsApi(this.client);

	private final SyncsApi syncs = new SyncsApi(this.client);

	@BeforeEach
	void connect() throws Exception {
		this.client.setBasePath(Sandbox.URL);
		this.client.setApiKey("sandbox");
		this.sandbox.reset();
	}

	@AfterEach
	void heal() throws Exception {
		this.sandbox.reset();
	}

	@Test
	void looksAround() {
		List<Backend> backends = new BackendsApi(this.client).listBackends().getItems();
		assertEquals(List.of("airbyte", "maestro", "wallaroo"), backends.stream().map(Backend::getId).toList());
		backends.forEach((backend) -> assertEquals(CapabilitySupport.NATIVE,
				backend.getCapabilities().get("connections.list").getSupport()));
		assertTrue(new WorkspacesApi(this.client).listWorkspaces(null, null, null, null, null)
			.getItems()
			.stream()
			.anyMatch((workspace) -> "wallaroo~33".equals(workspace.getId())));
	}

	@Test
	void followsAListToItsEnd() {
		List<String> ids = new ArrayList<>();
		String cursor = null;
		do {
			ConnectionPage page = page(5, cursor, null);
			assertTrue(page.getComplete());
			page.getItems().forEach((connection) -> ids.add(connection.getId()));
			cursor = page.getNext();
		}
		while (cursor != null);
		assertEquals(ids.size(), ids.stream().distinct().count());
		assertEquals(3, ids.stream().map((id) -> id.substring(0, id.indexOf('~'))).distinct().count());
		ConnectionPage active = this.connections.listConnections(List.of("airbyte"), null, null,
				ConnectionStatus.ACTIVE, null, null, null, null, null, null,
				List.of(Include.ENDPOINTS, Include.LAST_SYNC), null, null, null, null);
		assertFalse(active.getItems().isEmpty());
		active.getItems().forEach((connection) -> assertNotNull(connection.getSource().getType()));
	}

	@Test
	void seesWhatIsBroken() throws Exception {
		this.sandbox.breakPlatform("{\"platform\":\"wallaroo\",\"kind\":\"hang\"}");
		ConnectionPage page = page(200, null, null);
		assertFalse(page.getComplete());
		assertEquals(Outcome.TIMEOUT, page.getBackends().get(2).getOutcome());
		Problem problem = problem(504, () -> page(200, null, "handling=strict"));
		assertEquals("upstream-timeout", problem.getCode());
		assertEquals("wallaroo", problem.getBackend());
		this.sandbox.heal();
		assertEquals(problem.getCode(),
				new ProblemsApi(this.client).getProblemType(problem.getCode()).getCode());
	}

	@Test
	void makesAConnectionOnce() {
		NewConnection body = new NewConnection().backend("wallaroo")
			.name("orders-db")
			.type("POSTGRES")
			.details(Map.of("host", "db.example.com", "password", "hunter2"))
			.workspace("wallaroo~33");
		String key = UUID.randomUUID().toString();
		ResponseEntity<Connection> made = this.connections.createConnectionWithHttpInfo(body, key);
		assertEquals(201, made.getStatusCode().value());
		assertEquals("db.example.com", made.getBody().getDetails().get("host"));
		assertEquals(true, ((Map<?, ?>) made.getBody().getDetails().get("password")).get("redacted"));
		ResponseEntity<Connection> again = this.connections.createConnectionWithHttpInfo(body, key);
		assertEquals(made.getBody(), again.getBody());
		assertEquals("true", again.getHeaders().getFirst("Idempotency-Replayed"));
		String id = made.getBody().getId();
		assertEquals("connection-attached",
				problem(409, () -> this.connections.deleteConnection(id, null, null, null, null)).getCode());
		this.connections.deleteConnection(id, true, null, null, null);
		assertEquals("not-found", problem(404, () -> get(id)).getCode());
	}

	@Test
	void findsWhatWasLost() throws Exception {
		this.sandbox.breakPlatform("{\"platform\":\"wallaroo\",\"kind\":\"commit-then-drop\","
				+ "\"path\":\"connections/create\",\"times\":1}");
		NewConnection body = new NewConnection().backend("wallaroo").name("lost").type("HTTP");
		String key = UUID.randomUUID().toString();
		assertEquals("upstream-outcome-unknown",
				problem(504, () -> this.connections.createConnection(body, key)).getCode());
		ResponseEntity<Connection> found = this.connections.createConnectionWithHttpInfo(body, key);
		assertEquals("reconciled", found.getHeaders().getFirst("Idempotency-Outcome"));
	}

	@Test
	void changesAConnection() {
		Connection before = get(CONNECTION);
		Connection changed = change(
				new ConnectionPatch().schedule(new NewSchedule().cron("0 */6 * * *")).tablePrefix("raw_"));
		assertEquals(ScheduleType.CRON, changed.getSchedule().getType());
		assertEquals("0 0 */6 * * ?", changed.getSchedule().getCron());
		assertEquals("raw_", changed.getTablePrefix());
		assertEquals(before.getStreams(), changed.getStreams());
		assertEquals(ScheduleType.MANUAL, change(new ConnectionPatch().schedule(null)).getSchedule().getType());
		Problem problem = problem(400, () -> change(new ConnectionPatch().name(" ")));
		assertEquals("/name", problem.getErrors().get(0).getPointer());
	}

	@Test
	void runsASync() throws Exception {
		ResponseEntity<SyncRun> started = this.syncs.startSyncWithHttpInfo(CONNECTION, null, null, null);
		assertEquals(202, started.getStatusCode().value());
		assertFalse(started.getBody().getTerminal());
		Problem running = problem(409, () -> this.syncs.startSync(CONNECTION, null, null, null));
		assertEquals("sync-already-running", running.getCode());
		assertNotNull(running.getAdditionalProperty("running"));
		this.sandbox.later();
		String syncId = started.getBody().getId();
		SyncRun ended = this.syncs.getSync(syncId, "wait=30");
		assertEquals(SyncStatus.SUCCEEDED, ended.getStatus());
		assertTrue(this.syncs.watchSync(syncId, null).contains("event:done"));
		assertFalse(this.syncs.getSyncLogs(syncId, 20).isBlank());
		assertEquals(syncId,
				this.syncs.listSyncs(CONNECTION, null, null, null, null, 1, null).getItems().get(0).getId());
		SyncRun second = this.syncs.startSync(CONNECTION, null, null,
				new SyncRequest().onConflict(OnConflict.ATTACH));
		assertNotEquals(syncId, second.getId());
	}

	@Test
	void cleansUp() {
		CleanupApi cleanup = new CleanupApi(this.client);
		CleanupPlan plan = cleanup.createCleanupPlan(new CleanupPlanRequest().backend("maestro")
			.olderThan("P60D")
			.basis(CleanupBasis.UPDATED_AT)
			.filter(new CleanupFilter().type("mysql")), null);
		assertEquals(CleanupPlanState.READY, plan.getState());
		assertNotEquals(0, plan.getCandidateCount());
		CleanupReport report = cleanup.executeCleanupPlan(plan.getId(),
				new CleanupExecuteRequest().confirm(plan.getConfirm()), null);
		assertEquals(plan.getCandidateCount(), report.getDeleted());
		report.getItems().forEach((item) -> assertEquals(CleanupItemStatus.DELETED, item.getStatus()));
	}

	private ConnectionPage page(int limit, String cursor, String prefer) {
		return this.connections.listConnections(null, null, null, null, null, null, null, null, null, null, null,
				limit, cursor, prefer, null);
	}

	private Connection get(String id) {
		return this.connections.getConnection(id, null, null, null);
	}

	private Connection change(ConnectionPatch patch) {
		return this.connections.updateConnection(CONNECTION, patch, null);
	}

	private static Problem problem(int status, Executable call) {
		RestClientResponseException ex = assertThrows(RestClientResponseException.class, call);
		assertEquals(status, ex.getStatusCode().value(), ex.getResponseBodyAsString());
		return ex.getResponseBodyAs(Problem.class);
	}

}
