package io.patchbay.backend.wallaroo;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.patchbay.backend.BackendProperties;
import io.patchbay.backend.TestBackends;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
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
class WallarooSyncSandboxTests {

	private static final SyncRequest PLAIN = new SyncRequest(SyncRun.Type.SYNC, null, Map.of());

	@LocalServerPort
	private int port;

	private SandboxClient sandbox;

	private WallarooBackend backend;

	private Connection orders;

	@BeforeEach
	void connect() throws Exception {
		this.sandbox = new SandboxClient(this.port);
		this.sandbox.post("/sandbox/reset", "{}");
		WallarooFactory factory = new WallarooFactory();
		BackendProperties.Auth user = new BackendProperties.Auth(BackendProperties.Mode.HELD, null, null, null,
				"sandbox@patchbay.example", "sandbox-wallaroo-password", null, null, null);
		BackendProperties properties = TestBackends.properties(factory, this.sandbox.root() + "/sandbox/wallaroo", user,
				List.of());
		Map<String, String> targets = Map.of("sync-targets[orders-postgres].target", orchestration(1),
				"sync-targets[orders-postgres].workspace", "33");
		this.backend = (WallarooBackend) TestBackends.create(factory, properties, targets, Clock.systemUTC());
		this.orders = this.backend
			.get(new ConnectionId(new BackendId("wallaroo"), "c0000000-0000-4000-8000-000000000001"), Set.of());
	}

	@Test
	void runLivesFromQueueToSuccessUnderAStartedTask() throws Exception {
		SyncRun started = this.backend.start(this.orders, PLAIN);
		assertThat(this.backend.sync(started.id()).status()).isEqualTo(Status.QUEUED);
		assertThat(this.backend.running(this.orders, PLAIN).orElseThrow().id()).isEqualTo(started.id());
		advance(4);
		assertThat(this.backend.sync(started.id()).status()).isEqualTo(Status.RUNNING);
		advance(60);
		SyncRun ended = this.backend.sync(started.id());
		assertThat(ended.status()).isEqualTo(Status.SUCCEEDED);
		assertThat(ended.connection()).isEqualTo(this.orders.id());
		assertThat(ended.finishedAt()).isNull();
		assertThat(this.backend.running(this.orders, PLAIN)).isEmpty();
		List<String> lines = new ArrayList<>();
		this.backend.logs(started.id(), 1, lines::add);
		assertThat(lines).singleElement().asString().endsWith("stdout Done");
	}

	@Test
	void failureIsThatOfTheRun() throws Exception {
		SyncRun started = this.backend.start(this.orders,
				new SyncRequest(SyncRun.Type.SYNC, null, Map.of("outcome", "failure")));
		advance(60);
		SyncRun ended = this.backend.sync(started.id());
		assertThat(ended.status()).isEqualTo(Status.FAILED);
		assertThat(ended.upstreamStatus()).isEqualTo("failure");
	}

	@Test
	void cancelledRunIsKilledOnce() throws Exception {
		SyncRun started = this.backend.start(this.orders,
				new SyncRequest(SyncRun.Type.SYNC, null, Map.of("outcome", "stuck")));
		advance(30);
		SyncRun cancelled = this.backend.cancel(started.id());
		assertThat(cancelled.status()).isEqualTo(Status.RUNNING);
		assertThat(cancelled.upstreamStatus()).isEqualTo("pending_kill");
		this.backend.cancel(started.id());
		advance(5);
		assertThat(this.backend.cancel(started.id()).status()).isEqualTo(Status.CANCELLED);
		assertThat(requests("task/kill")).isOne();
	}

	@Test
	void killWithoutAnAnswerIsLookedAfter() throws Exception {
		SyncRun started = this.backend.start(this.orders, PLAIN);
		drop("task/kill");
		assertThat(this.backend.cancel(started.id()).upstreamStatus()).isEqualTo("pending_kill");
		assertThat(requests("task/kill")).isOne();
	}

	@Test
	void startThatIsCommittedAndDroppedIsFoundAndMadeOnce() throws Exception {
		drop("task/run_once");
		Instant since = Instant.now();
		GatewayException failure = catchThrowableOfType(GatewayException.class,
				() -> this.backend.start(this.orders, PLAIN));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		SyncRun found = this.backend.findStarted(this.orders, PLAIN, since).orElseThrow();
		assertThat(this.backend.running(this.orders, PLAIN).orElseThrow().id()).isEqualTo(found.id());
		assertThat(requests("task/run_once")).isOne();
	}

	@Test
	void orchestrationThatIsBeingPackagedIsNotSyncable() {
		GatewayException failure = catchThrowableOfType(GatewayException.class,
				() -> this.backend.start(this.orders, new SyncRequest(SyncRun.Type.SYNC, orchestration(6), Map.of())));
		assertThat(failure.code()).isEqualTo(ErrorCode.NOT_SYNCABLE);
	}

	@Test
	void historyIsPagedInEitherOrder() throws Exception {
		SyncRun first = this.backend.start(this.orders, PLAIN);
		advance(60);
		Slice<SyncRun> page = this.backend.syncs(this.orders, history(false, null, Seen.NOTHING));
		assertThat(page.entries()).hasSize(2);
		assertThat(page.entries().getFirst().id()).isEqualTo(first.id().upstreamId());
		Seen seen = Seen.NOTHING.plus(page.entries().stream().map(Slice.Entry::id).toList());
		Slice<SyncRun> rest = this.backend.syncs(this.orders, history(false, page.next(), seen));
		assertThat(rest.entries()).hasSize(1);
		assertThat(rest.next()).isNull();
		assertThat(this.backend.syncs(this.orders, history(true, null, Seen.NOTHING)).entries().getFirst().id())
			.isEqualTo(rest.entries().getFirst().id());
	}

	private static SyncListRequest history(boolean ascending, String place, Seen seen) {
		return new SyncListRequest(null, null, null, ascending, place, seen, 2);
	}

	private void advance(int seconds) throws Exception {
		assertThat(this.sandbox.post("/sandbox/clock", "{\"advance\":\"PT" + seconds + "S\"}").statusCode())
			.isEqualTo(200);
	}

	private void drop(String path) throws Exception {
		assertThat(
				this.sandbox
					.post("/sandbox/faults",
							"{\"platform\":\"wallaroo\",\"kind\":\"commit-then-drop\",\"path\":\"" + path
									+ "\",\"times\":1}")
					.statusCode())
			.isEqualTo(201);
	}

	private int requests(String path) throws Exception {
		return SandboxClient.json(this.sandbox.get("/sandbox/requests?platform=wallaroo&path=" + path))
			.path("count")
			.intValue();
	}

	private static String orchestration(int number) {
		return "0a000000-0000-4000-8000-%012d".formatted(number);
	}

}
