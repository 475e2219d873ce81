package io.patchbay.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SyncServiceTests {

	private static final SyncRequest SYNC = new SyncRequest(SyncRun.Type.SYNC, null, Map.of());

	private static final ConnectionId ID = ConnectionId.parse("able~c0");

	private static final SyncFilter ALL = new SyncFilter(null, null, null, false);

	private final SyncingBackend able = (SyncingBackend) new SyncingBackend("able").with(1);

	private final InMemoryBackend fixed = new InMemoryBackend("fixed").with(1);

	private final Caller caller = new Caller("client", Set.of("*"), Set.of("able", "fixed"));

	private final SyncService syncs = new SyncService(new Backends(() -> List.of(this.able, this.fixed)),
			new CursorCodec(), new ReadBudget(Duration.ofSeconds(1)), new SharedReads((_) -> null, Tally.NONE));

	@Test
	void runIsStartedWhenNothingRuns() {
		SyncStart start = start(OnConflict.FAIL);
		assertThat(start.outcome()).isEqualTo(SyncStart.Outcome.STARTED);
		assertThat(this.able.started).containsExactly(SYNC);
		assertThat(this.syncs.get(this.caller, start.run().id())).isEqualTo(start.run());
		assertThat(this.syncs.findStarted(this.caller, ID, SYNC, Instant.EPOCH)).contains(start.run());
	}

	@Test
	void runningRunIsRefusedOrTaken() {
		SyncRun running = start(OnConflict.FAIL).run();
		assertThatExceptionOfType(GatewayException.Conflict.class).isThrownBy(() -> start(OnConflict.FAIL))
			.matches((ex) -> ex.code() == ErrorCode.SYNC_ALREADY_RUNNING)
			.matches((ex) -> running.id().equals(ex.facts().get("running")))
			.matches((ex) -> Duration.ofSeconds(10).equals(ex.retryAfter()));
		assertThat(start(OnConflict.ATTACH)).isEqualTo(new SyncStart(running, SyncStart.Outcome.ATTACHED));
		assertThat(start(OnConflict.SKIP)).isEqualTo(new SyncStart(running, SyncStart.Outcome.SKIPPED));
		assertThat(this.able.started).hasSize(1);
	}

	@Test
	void runThatOnlyThePlatformKnowsOfIsToldAsSuch() {
		this.able.startFailure = () -> new GatewayException.Conflict(ErrorCode.SYNC_ALREADY_RUNNING, "Runs.");
		assertThatExceptionOfType(GatewayException.Conflict.class).isThrownBy(() -> start(OnConflict.ATTACH))
			.withMessageContaining("shows none")
			.matches((ex) -> ex.code() == ErrorCode.SYNC_ALREADY_RUNNING)
			.matches((ex) -> ex.facts().isEmpty() && Duration.ofSeconds(10).equals(ex.retryAfter()));
	}

	@Test
	void runThatBeganInBetweenIsFound() {
		SyncRun other = SyncingBackend.run("able~other", SyncRun.Status.RUNNING, 1);
		this.able.startFailure = () -> {
			this.able.put(other);
			return new GatewayException.Conflict(ErrorCode.SYNC_ALREADY_RUNNING, "Runs.");
		};
		assertThat(start(OnConflict.ATTACH).run()).isEqualTo(other);
	}

	@Test
	void otherConflictsStand() {
		this.able.startFailure = () -> new GatewayException.Conflict(ErrorCode.NOT_SYNCABLE, "Off.");
		assertThatExceptionOfType(GatewayException.Conflict.class).isThrownBy(() -> start(OnConflict.ATTACH))
			.matches((ex) -> ex.code() == ErrorCode.NOT_SYNCABLE);
	}

	@Test
	void callsAtTheSameTimeStartOneRun() throws Exception {
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			threads.add(Thread.startVirtualThread(() -> start(OnConflict.ATTACH)));
		}
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(this.able.started).hasSize(1);
	}

	@Test
	void whatThePlatformCannotNamesThoseThatCan() {
		assertThatExceptionOfType(GatewayException.NotSupported.class)
			.isThrownBy(() -> this.syncs.start(this.caller, ConnectionId.parse("fixed~c0"), SYNC, OnConflict.FAIL))
			.matches((ex) -> List.of(new BackendId("able")).equals(ex.facts().get("supportedBackends")));
		SyncId run = SyncId.parse("able~r0");
		assertThat(List.<Runnable>of(() -> this.syncs.cancel(this.caller, run),
				() -> this.syncs.logs(this.caller, run, 0, (_) -> {
				}), () -> this.syncs.state(this.caller, ID), () -> this.syncs.catalog(this.caller, ID)))
			.allSatisfy((call) -> assertThatExceptionOfType(GatewayException.NotSupported.class).isThrownBy(call::run));
	}

	@Test
	void runOfAHiddenBackendIsNotThere() {
		Caller stranger = new Caller("stranger", Set.of("*"), Set.of("fixed"));
		assertThatExceptionOfType(GatewayException.NotFound.class)
			.isThrownBy(() -> this.syncs.get(stranger, SyncId.parse("able~r0")))
			.withMessage("There is no sync 'able~r0'.");
	}

	@Test
	void historyIsWalkedEachWay() {
		for (int i = 0; i < 5; i++) {
			this.able.put(SyncingBackend.run("able~r" + i,
					(i % 2 == 0) ? SyncRun.Status.SUCCEEDED : SyncRun.Status.FAILED, i));
		}
		assertThat(walk(ALL, 2)).containsExactly("r4", "r3", "r2", "r1", "r0");
		assertThat(walk(new SyncFilter(null, null, null, true), 3)).containsExactly("r0", "r1", "r2", "r3", "r4");
		assertThat(walk(new SyncFilter(SyncRun.Status.FAILED, null, null, false), 1)).containsExactly("r3", "r1");
	}

	@Test
	void cursorBelongsToItsQuestion() {
		this.able.put(SyncingBackend.run("able~r0", SyncRun.Status.FAILED, 0));
		this.able.put(SyncingBackend.run("able~r1", SyncRun.Status.FAILED, 0));
		String next = this.syncs.history(this.caller, ID, ALL, new PageRequest(1, null, true)).next();
		assertThatExceptionOfType(GatewayException.Invalid.class)
			.isThrownBy(() -> this.syncs.history(this.caller, ID, new SyncFilter(null, null, null, true),
					new PageRequest(1, next, true)))
			.matches((ex) -> ex.code() == ErrorCode.CURSOR_FILTER_MISMATCH);
	}

	private List<String> walk(SyncFilter filter, int limit) {
		List<String> ids = new ArrayList<>();
		String cursor = null;
		do {
			SyncPage page = this.syncs.history(this.caller, ID, filter, new PageRequest(limit, cursor, true));
			page.items().forEach((run) -> ids.add(run.id().upstreamId()));
			cursor = page.next();
		}
		while (cursor != null);
		return ids;
	}

	private SyncStart start(OnConflict onConflict) {
		return this.syncs.start(this.caller, ID, SYNC, onConflict);
	}

}
