package io.patchbay.backend.maestro;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.patchbay.backend.BackendProperties;
import io.patchbay.backend.TestBackends;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionFilter;
import io.patchbay.connection.Deadline;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.ListRequest;
import io.patchbay.connection.Seen;
import io.patchbay.connection.Slice;
import io.patchbay.connection.SyncListRequest;
import io.patchbay.connection.SyncRequest;
import io.patchbay.connection.SyncRun;
import io.patchbay.connection.SyncRun.Status;
import io.patchbay.sandbox.SandboxClient;
import io.patchbay.sandbox.SandboxTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The syncs of the adapter against the emulator, over HTTP and with its clock.
 */
@SandboxTest
class MaestroSyncSandboxTests {

	private static final SyncRequest PLAIN = new SyncRequest(SyncRun.Type.SYNC, null, Map.of());

	@LocalServerPort
	private int port;

	private SandboxClient sandbox;

	private MaestroBackend backend;

	@BeforeEach
	void connect() throws Exception {
		this.sandbox = new SandboxClient(this.port);
		this.sandbox.post("/sandbox/reset", "{}");
		MaestroFactory factory = new MaestroFactory();
		BackendProperties.Auth user = new BackendProperties.Auth(BackendProperties.Mode.HELD, null, null, null,
				"sandbox@patchbay.example", "sandbox-maestro-password", null, null, null);
		BackendProperties properties = TestBackends.properties(factory, this.sandbox.root() + "/sandbox/maestro", user,
				List.of());
		this.backend = (MaestroBackend) TestBackends.create(factory, properties, Map.of(), Clock.systemUTC());
	}

	@Test
	void runIsFoundByItsConnectionAndLivesToSuccess() throws Exception {
		runDelay(0);
		Connection sales = connection("Sales DB");
		SyncRun started = this.backend.start(sales, PLAIN);
		assertThat(started.status()).isEqualTo(Status.RUNNING);
		assertThat(this.backend.running(sales, PLAIN).orElseThrow().id()).isEqualTo(started.id());
		advance(60);
		SyncRun ended = this.backend.sync(started.id());
		assertThat(ended.status()).isEqualTo(Status.SUCCEEDED);
		assertThat(ended.connection()).isEqualTo(sales.id());
		assertThat(ended.duration()).isEqualTo(Duration.ofSeconds(12));
		assertThat(this.backend.running(sales, PLAIN)).isEmpty();
		Slice<SyncRun> history = this.backend.syncs(sales,
				new SyncListRequest(Status.SUCCEEDED, null, null, false, null, Seen.NOTHING, 2));
		assertThat(history.entries()).extracting(Slice.Entry::id).hasSize(2).startsWith(started.id().upstreamId());
		assertThat(history.next()).isNotNull();
	}

	@Test
	void runThatIsShownLaterIsQueuedUntilThen() throws Exception {
		runDelay(3600);
		Connection crm = connection("CRM");
		SyncRun started = Deadline.within(Duration.ofSeconds(3), () -> this.backend.start(crm, PLAIN));
		assertThat(started.status()).isEqualTo(Status.QUEUED);
		assertThat(this.backend.sync(started.id()).status()).isEqualTo(Status.QUEUED);
		advance(3602);
		assertThat(this.backend.sync(started.id()).status()).isEqualTo(Status.RUNNING);
	}

	@Test
	void targetThatIsNotThereIsToldBeforeItsRunsAreAskedFor() {
		Connection sales = connection("Sales DB");
		SyncRequest nowhere = new SyncRequest(SyncRun.Type.SYNC, "11111111-2222-4333-8444-555555555555", Map.of());
		GatewayException refused = catchThrowableOfType(GatewayException.class,
				() -> this.backend.running(sales, nowhere));
		assertThat(refused.code()).isEqualTo(ErrorCode.SYNC_TARGET_REQUIRED);
	}

	@Test
	void failureTellsItsOwnLineAndLogsTellAll() throws Exception {
		runDelay(0);
		SyncRun started = this.backend.start(connection("Payroll"), PLAIN);
		advance(60);
		SyncRun failed = this.backend.sync(started.id());
		assertThat(failed.status()).isEqualTo(Status.FAILED);
		assertThat(failed.message()).isEqualTo("ConnectionError: could not connect to the source database");
		List<String> lines = new ArrayList<>();
		this.backend.logs(started.id(), 0, lines::add);
		assertThat(lines).hasSize(4).startsWith("Traceback (most recent call last):");
		lines.clear();
		this.backend.logs(started.id(), 1, lines::add);
		assertThat(lines).containsExactly("ConnectionError: could not connect to the source database");
	}

	@Test
	void startThatIsCommittedAndDroppedIsFoundAndMadeOnce() throws Exception {
		this.sandbox.post("/sandbox/faults", """
				{"platform":"maestro","kind":"commit-then-drop","path":"pipeline/execute","times":1}""");
		Connection sales = connection("Sales DB");
		Instant since = Instant.now();
		assertThat(failure(sales, PLAIN).code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		SyncRun found = this.backend.findStarted(sales, PLAIN, since).orElseThrow();
		assertThat(this.backend.running(sales, PLAIN).orElseThrow().id()).isEqualTo(found.id());
		assertThat(SandboxClient.json(this.sandbox.get("/sandbox/requests?platform=maestro&path=pipeline/execute"))
			.path("count")
			.intValue()).isOne();
	}

	@Test
	void targetsAreToldApart() throws Exception {
		GatewayException several = failure(connection("Billing"), PLAIN);
		assertThat(several.code()).isEqualTo(ErrorCode.SYNC_TARGET_REQUIRED);
		assertThat((List<?>) several.facts().get("candidates")).hasSize(2);
		assertThat(failure(connection("Ads account"), PLAIN).code()).isEqualTo(ErrorCode.SYNC_TARGET_REQUIRED);
		assertThat(failure(connection("Warehouse (legacy)"), PLAIN).code()).isEqualTo(ErrorCode.NOT_SYNCABLE);
		runDelay(0);
		SyncRequest named = new SyncRequest(SyncRun.Type.SYNC, "0a1b2c3d-0000-4000-8000-000000000007", Map.of());
		SyncRun started = this.backend.start(connection("Ads account"), named);
		assertThat(this.backend.sync(started.id()).connection()).isEqualTo(connection("Ads account").id());
	}

	private GatewayException failure(Connection connection, SyncRequest request) {
		return catchThrowableOfType(GatewayException.class, () -> this.backend.start(connection, request));
	}

	private Connection connection(String name) {
		ConnectionFilter filter = new ConnectionFilter(Set.of(), null, null, null, name, null, null, null, null, null);
		return this.backend.list(new ListRequest(filter, Set.of(), null, Seen.NOTHING, 1)).entries().getFirst().item();
	}

	private void runDelay(int seconds) throws Exception {
		assertThat(
				this.sandbox.patch("/sandbox/maestro/_control", "{\"runDelay\":\"PT" + seconds + "S\"}").statusCode())
			.isEqualTo(200);
	}

	private void advance(int seconds) throws Exception {
		assertThat(this.sandbox.post("/sandbox/clock", "{\"advance\":\"PT" + seconds + "S\"}").statusCode())
			.isEqualTo(200);
	}

}
