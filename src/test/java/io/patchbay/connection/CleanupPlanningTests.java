package io.patchbay.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

class CleanupPlanningTests {

	private final CleanupFixture fixture = new CleanupFixture();

	private final DeletingBackend backend = this.fixture.backend;

	@Test
	void boundaryStaysAndWhatIsEarlierByAMillisecondGoes() {
		this.backend.add("exact", CleanupFixture.CUTOFF)
			.add("early", CleanupFixture.CUTOFF.minusMillis(1))
			.add("late", CleanupFixture.CUTOFF.plusMillis(1))
			.add("undated", null);
		CleanupProgress progress = this.fixture.plan();
		CleanupPlan plan = progress.plan();
		assertThat(progress.state()).isEqualTo(CleanupPlan.State.READY);
		assertThat(CleanupFixture.ids(plan)).containsExactly("early");
		assertThat(plan.skipped()).containsExactly(new CleanupPlan.Skipped(this.fixture.id("undated"), "no-date"));
		assertThat(plan.cutoff()).isEqualTo(CleanupFixture.CUTOFF);
		assertThat(plan.createdAt()).isEqualTo(CleanupFixture.NOW);
		assertThat(plan.expiresAt()).isEqualTo(CleanupFixture.NOW.plus(Duration.ofHours(1)));
		assertThat(plan.confirmation()).isEqualTo("delete 1 connections");
		assertThat(this.backend.deletions).isEmpty();
	}

	@Test
	void allSlicesAreWalked() {
		for (int i = 0; i < 1001; i++) {
			this.backend.add("c" + i, (i % 2 == 0) ? CleanupFixture.OLD : CleanupFixture.NOW);
		}
		assertThat(this.fixture.plan().plan().candidates()).hasSize(501);
		assertThat(this.backend.lists).hasValue(6);
	}

	@Test
	void brokenItemMakesThePlanUnexecutable() {
		this.backend.add("old", CleanupFixture.OLD).invalidItems = 1;
		CleanupProgress progress = this.fixture.plan();
		assertThat(progress.state()).isEqualTo(CleanupPlan.State.NOT_EXECUTABLE);
		assertThat(progress.plan().complete()).isFalse();
		assertThat(CleanupFixture.ids(progress.plan())).containsExactly("old");
		assertThatExceptionOfType(GatewayException.Conflict.class)
			.isThrownBy(() -> this.fixture.execute(progress.plan()))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.CONFLICT));
		assertThat(this.backend.deletions).isEmpty();
	}

	@Test
	void listingThatBreaksOffShowsWhatWasFound() {
		for (int i = 0; i < 300; i++) {
			this.backend.add("c" + i, CleanupFixture.OLD);
		}
		this.backend.before = () -> {
			if (this.backend.lists.get() > 1) {
				throw CleanupFixture.unavailable();
			}
		};
		CleanupProgress progress = this.fixture.plan();
		assertThat(progress.state()).isEqualTo(CleanupPlan.State.NOT_EXECUTABLE);
		assertThat(progress.plan().candidates()).hasSize(200);
	}

	@Test
	void listingThatCannotBeginIsThatFailure() {
		this.backend.failure = CleanupFixture::unavailable;
		assertThatExceptionOfType(GatewayException.Unavailable.class).isThrownBy(this.fixture::plan);
	}

	@Test
	void listingWithoutAnEndIsNotExecutable() {
		for (int i = 0; i <= CleanupPlanner.MOST; i++) {
			this.backend.connections.add(this.fixture.connection("c" + i, CleanupFixture.OLD).build());
		}
		assertThat(this.fixture.plan().state()).isEqualTo(CleanupPlan.State.NOT_EXECUTABLE);
		this.backend.connections.removeLast();
		assertThat(this.fixture.plan().state()).isEqualTo(CleanupPlan.State.READY);
	}

	@Test
	void attachedConnectionsAreSkippedWhereTheyCanBeAttached() {
		WorkspaceRef workspace = new WorkspaceRef(new WorkspaceId(new BackendId("mem"), "7"), null);
		Connection attached = this.fixture.connection("attached", CleanupFixture.OLD)
			.workspaces(List.of(workspace))
			.build();
		DeletingBackend attachable = new DeletingBackend.Attachable("mem").add(attached);
		this.backend.add(attached);
		assertThat(CleanupFixture.ids(this.fixture.plan().plan())).containsExactly("attached");
		CleanupPlan plan = new CleanupFixture(attachable).plan().plan();
		assertThat(plan.candidates()).isEmpty();
		assertThat(plan.skipped()).containsExactly(new CleanupPlan.Skipped(attached.id(), "attached"));
	}

	@Test
	void lastSyncCountsItsEnd() {
		this.backend.includable = EnumSet.of(Include.LAST_SYNC);
		this.backend.add(synced("old", SyncRun.Status.FAILED, CleanupFixture.OLD))
			.add(synced("running", SyncRun.Status.RUNNING, null))
			.add(synced("odd", SyncRun.Status.UNKNOWN, null))
			.add(synced("new", SyncRun.Status.SUCCEEDED, CleanupFixture.NOW))
			.add("never", CleanupFixture.OLD);
		CleanupPlan plan = this.fixture.plan(CleanupBasis.LAST_SYNC, ConnectionFilter.NONE).plan();
		assertThat(CleanupFixture.ids(plan)).containsExactly("old");
		assertThat(plan.candidates().getFirst().lastActivityAt()).isEqualTo(CleanupFixture.OLD);
		assertThat(plan.skipped()).extracting((item) -> item.id().upstreamId() + " " + item.reason())
			.containsExactly("running sync-running", "odd no-date", "never never-synced");
	}

	@Test
	void basisThatThePlatformDoesNotSayIsRefusedNamingOthers() {
		this.backend.filterable = EnumSet.of(ConnectionFilter.Aspect.CREATED);
		assertThatExceptionOfType(GatewayException.NotSupported.class).isThrownBy(this.fixture::plan)
			.satisfies((ex) -> assertThat(ex.facts()).containsOnly(entry("supportedBases", List.of("CREATED_AT")),
					entry("supportedBackends", List.of(this.fixture.other.id()))));
		assertThat(this.backend.lists).hasValue(0);
	}

	@Test
	void backendThatCannotDeleteIsRefused() {
		assertThatExceptionOfType(GatewayException.NotSupported.class)
			.isThrownBy(() -> this.fixture.service.plan(CleanupFixture.CALLER,
					new CleanupRequest(this.fixture.readOnly.id(), CleanupRequest.DEFAULT_AGE, CleanupBasis.UPDATED_AT,
							ConnectionFilter.NONE)))
			.satisfies((ex) -> assertThat(ex.facts())
				.containsOnly(entry("supportedBackends", List.of(this.backend.id(), this.fixture.other.id()))));
	}

	@Test
	void filterThatThePlatformCannotAnswerIsRefused() {
		this.backend.filterable = EnumSet.of(ConnectionFilter.Aspect.UPDATED);
		ConnectionFilter status = new ConnectionFilter(Set.of(), null, null, ConnectionStatus.INACTIVE, null, null,
				null, null, null, null);
		assertThatExceptionOfType(GatewayException.Invalid.class)
			.isThrownBy(() -> this.fixture.plan(CleanupBasis.UPDATED_AT, status))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.UNSUPPORTED_FILTER));
	}

	@Test
	void filterHolds() {
		this.backend.add("ab", CleanupFixture.OLD).add("bc", CleanupFixture.OLD);
		ConnectionFilter part = new ConnectionFilter(Set.of(), null, null, null, null, "N A", null, null, null, null);
		assertThat(CleanupFixture.ids(this.fixture.plan(CleanupBasis.UPDATED_AT, part).plan())).containsExactly("ab");
	}

	@Test
	void disabledAndHiddenBackendsAreTold() {
		this.backend.enabled = false;
		assertThatExceptionOfType(GatewayException.Unavailable.class).isThrownBy(this.fixture::plan);
		assertThatExceptionOfType(GatewayException.NotFound.class)
			.isThrownBy(() -> this.fixture.service.plan(new Caller("x", Set.of("*"), Set.of("other")),
					this.fixture.request(CleanupBasis.UPDATED_AT, ConnectionFilter.NONE)));
	}

	@Test
	void planBelongsToItsClientAlone() {
		String id = this.fixture.plan().plan().id();
		assertThat(id).matches("[A-Za-z0-9_-]{32}");
		for (Caller stranger : List.of(new Caller("stranger", Set.of("*"), Set.of("*")),
				new Caller("test", Set.of("*"), Set.of("other")))) {
			assertThatExceptionOfType(GatewayException.NotFound.class)
				.isThrownBy(() -> this.fixture.service.get(stranger, id));
			assertThatExceptionOfType(GatewayException.NotFound.class)
				.isThrownBy(() -> this.fixture.service.start(stranger, id, "delete 0 connections"));
		}
	}

	@Test
	void planExpiresAndIsForgotten() {
		CleanupPlan plan = this.fixture.plan().plan();
		this.fixture.clock.advance(Duration.ofHours(1));
		assertThat(this.fixture.state(plan)).isEqualTo(CleanupPlan.State.EXPIRED);
		assertThatExceptionOfType(GatewayException.Conflict.class).isThrownBy(() -> this.fixture.execute(plan));
		this.fixture.clock.advance(Duration.ofHours(1));
		assertThatExceptionOfType(GatewayException.NotFound.class).isThrownBy(() -> this.fixture.state(plan));
	}

	private Connection synced(String id, SyncRun.Status status, @Nullable Instant end) {
		ConnectionId connection = this.fixture.id(id);
		return Connection.builder(connection, this.backend.platform())
			.lastSync(new SyncRun(new SyncId(connection.backend(), "1"), connection, SyncRun.Type.SYNC, status, null,
					CleanupFixture.OLD, end, null, null, null))
			.build();
	}

}
