package io.patchbay.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class CleanupExecutionTests {

	private final CleanupFixture fixture = new CleanupFixture();

	private final DeletingBackend backend = this.fixture.backend;

	@Test
	void deletesThePlanAndNothingElse() {
		this.backend.add("a", CleanupFixture.OLD).add("b", CleanupFixture.OLD).add("new", CleanupFixture.NOW);
		CleanupPlan plan = this.fixture.plan().plan();
		this.backend.add("late-comer", CleanupFixture.OLD);
		List<CleanupItem> told = Collections.synchronizedList(new ArrayList<>());
		CleanupReport report = this.fixture.start(plan).run(told::add);
		assertThat(CleanupFixture.lines(report)).containsExactly("a DELETED", "b DELETED");
		assertThat(report.count(CleanupItem.Status.DELETED)).isEqualTo(2);
		assertThat(told).containsExactlyInAnyOrderElementsOf(report.items());
		assertThat(this.backend.left()).containsExactly("new", "late-comer");
		assertThat(this.fixture.state(plan)).isEqualTo(CleanupPlan.State.DONE);
	}

	@Test
	void whatIsDeletedIsSeenByWhoeverReadsAfterwards() throws Exception {
		this.backend.add("a", CleanupFixture.OLD);
		CleanupPlan plan = this.fixture.plan().plan();
		CountDownLatch arrived = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		FutureTask<List<String>> older = new FutureTask<>(
				() -> this.fixture.reads.read(this.backend.id(), "all", () -> slowly(arrived, release)));
		Thread.ofVirtual().start(older);
		assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
		this.fixture.execute(plan);
		assertThat(this.fixture.reads.<List<String>>read(this.backend.id(), "all", this.backend::left)).isEmpty();
		release.countDown();
		assertThat(older.get(10, TimeUnit.SECONDS)).containsExactly("a");
	}

	private List<String> slowly(CountDownLatch arrived, CountDownLatch release) {
		List<String> then = this.backend.left();
		arrived.countDown();
		try {
			assertThat(release.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return then;
	}

	@Test
	void whatChangedSinceThePlanSurvives() {
		for (String id : List.of("touched", "renamed", "enabled", "rescheduled", "gone", "deleted", "same")) {
			this.backend.add(id, CleanupFixture.OLD);
		}
		CleanupPlan plan = this.fixture.plan().plan();
		this.backend.add("touched", CleanupFixture.OLD.plusMillis(1))
			.add(this.fixture.connection("renamed", CleanupFixture.OLD).name("Another").build())
			.add(this.fixture.connection("enabled", CleanupFixture.OLD).enabled(true).build())
			.add(this.fixture.connection("rescheduled", CleanupFixture.OLD)
				.schedule(new Schedule(Schedule.Type.MANUAL, null, null, List.of()))
				.build())
			.add(this.fixture.connection("deleted", CleanupFixture.OLD).status(ConnectionStatus.DELETED).build());
		this.backend.connections.removeIf((connection) -> connection.id().upstreamId().equals("gone"));
		assertThat(CleanupFixture.lines(this.fixture.execute(plan))).containsExactly(
				"touched SKIPPED changed-since-plan", "renamed SKIPPED changed-since-plan",
				"enabled SKIPPED changed-since-plan", "rescheduled SKIPPED changed-since-plan",
				"gone SKIPPED already-gone", "deleted SKIPPED already-gone", "same DELETED");
	}

	@Test
	void nothingMoreIsDeletedOnceTheStoreIsAway() {
		for (int i = 0; i < 100; i++) {
			this.backend.add("c" + i, CleanupFixture.OLD);
		}
		CleanupPlan plan = this.fixture.plan().plan();
		this.fixture.store.room(5);
		assertThatExceptionOfType(GatewayException.Unavailable.class).isThrownBy(() -> this.fixture.execute(plan))
			.matches(GatewayException.Unavailable::maybeProcessed)
			.withMessageContaining("Execute it again");
		// The five, and what the eight workers were at.
		assertThat(this.backend.left()).hasSizeBetween(100 - 5 - 8, 100 - 5 - 1);
		this.fixture.store.room(Integer.MAX_VALUE);
		assertThat(this.fixture.execute(plan).count(CleanupItem.Status.FAILED)).isZero();
		assertThat(this.backend.left()).isEmpty();
	}

	@Test
	void whatWasAttachedSinceThePlanSurvives() {
		DeletingBackend attachable = new DeletingBackend.Attachable("mem").add("a", CleanupFixture.OLD);
		CleanupFixture own = new CleanupFixture(attachable);
		CleanupPlan plan = own.plan().plan();
		WorkspaceRef workspace = new WorkspaceRef(null, "by name alone");
		attachable.add(own.connection("a", CleanupFixture.OLD).workspaces(List.of(workspace)).build());
		assertThat(CleanupFixture.lines(own.execute(plan))).containsExactly("a SKIPPED changed-since-plan");
	}

	@Test
	void whatTheFilterRefusesNowSurvives() {
		this.backend.add(this.fixture.connection("a", CleanupFixture.OLD).status(ConnectionStatus.INACTIVE).build());
		ConnectionFilter inactive = new ConnectionFilter(Set.of(), null, null, ConnectionStatus.INACTIVE, null, null,
				null, null, null, null);
		CleanupPlan plan = this.fixture.plan(CleanupBasis.UPDATED_AT, inactive).plan();
		this.backend.add(this.fixture.connection("a", CleanupFixture.OLD).status(ConnectionStatus.ACTIVE).build());
		assertThat(CleanupFixture.lines(this.fixture.execute(plan))).containsExactly("a SKIPPED changed-since-plan");
	}

	@ParameterizedTest
	@ValueSource(strings = { "delete 1 connection", "Delete 1 connections", "delete 2 connections", "",
			" delete 1 connections" })
	void otherWordsDeleteNothing(String words) {
		this.backend.add("a", CleanupFixture.OLD);
		CleanupPlan plan = this.fixture.plan().plan();
		assertThatExceptionOfType(GatewayException.Unprocessable.class)
			.isThrownBy(() -> this.fixture.service.start(CleanupFixture.CALLER, plan.id(), words))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.CONFIRMATION_MISMATCH));
		assertThat(this.backend.deletions).isEmpty();
		assertThat(this.fixture.state(plan)).isEqualTo(CleanupPlan.State.READY);
	}

	@Test
	void failureIsOfItsItemAloneAndIsTriedAgain() {
		this.backend.add("a", CleanupFixture.OLD).add("bad", CleanupFixture.OLD).add("c", CleanupFixture.OLD);
		AtomicInteger failures = new AtomicInteger();
		this.backend.beforeDeletion = (id) -> {
			if (id.equals("bad") && failures.getAndIncrement() == 0) {
				throw new GatewayException.Denied(ErrorCode.UPSTREAM_FORBIDDEN, "No.");
			}
		};
		CleanupPlan plan = this.fixture.plan().plan();
		assertThat(CleanupFixture.lines(this.fixture.execute(plan))).containsExactly("a DELETED",
				"bad FAILED upstream-forbidden", "c DELETED");
		assertThat(this.fixture.state(plan)).isEqualTo(CleanupPlan.State.DONE);
		assertThat(CleanupFixture.lines(this.fixture.execute(plan))).containsExactly("a DELETED", "bad DELETED",
				"c DELETED");
		assertThat(this.backend.deletions).containsExactlyInAnyOrder("a", "bad", "c", "bad");
	}

	@Test
	void unexpectedFailureIsOfItsItemAlone() {
		this.backend.add("a", CleanupFixture.OLD).add("b", CleanupFixture.OLD);
		this.backend.beforeDeletion = (id) -> {
			if (id.equals("a")) {
				throw new IllegalStateException("a mistake of ours");
			}
		};
		assertThat(CleanupFixture.lines(this.fixture.execute(this.fixture.plan().plan())))
			.containsExactly("a FAILED internal-error", "b DELETED");
	}

	@Test
	void unknownOutcomeIsLookedUp() {
		this.backend.add("gone", CleanupFixture.OLD).add("there", CleanupFixture.OLD);
		this.backend.beforeDeletion = (id) -> {
			if (id.equals("there")) {
				throw unknown();
			}
		};
		this.backend.afterDeletion = (_) -> {
			throw unknown();
		};
		CleanupPlan plan = this.fixture.plan().plan();
		assertThat(CleanupFixture.lines(this.fixture.execute(plan))).containsExactly("gone DELETED",
				"there FAILED upstream-outcome-unknown");
		// It took the platform a while.
		this.backend.connections.clear();
		assertThat(CleanupFixture.lines(this.fixture.execute(plan))).containsExactly("gone DELETED", "there DELETED");
	}

	@Test
	void openCircuitStopsEarlyAndTheRestIsLeftForLater() {
		for (int i = 0; i < 100; i++) {
			this.backend.add("c" + i, CleanupFixture.OLD);
		}
		AtomicInteger calls = new AtomicInteger();
		this.backend.beforeDeletion = (_) -> {
			if (calls.incrementAndGet() > 10) {
				throw new GatewayException.Unavailable(ErrorCode.CIRCUIT_OPEN, "It is left alone.", false);
			}
		};
		CleanupPlan plan = this.fixture.plan().plan();
		CleanupReport report = this.fixture.execute(plan);
		assertThat(report.count(CleanupItem.Status.DELETED)).isEqualTo(10);
		assertThat(report.count(CleanupItem.Status.FAILED)).isEqualTo(90);
		assertThat(report.items()).filteredOn((item) -> item.status() == CleanupItem.Status.FAILED)
			.allSatisfy((item) -> assertThat(item.reason()).isEqualTo("circuit-open"));
		assertThat(calls).hasValueLessThanOrEqualTo(18);
		calls.set(Integer.MIN_VALUE);
		assertThat(this.fixture.execute(plan).count(CleanupItem.Status.DELETED)).isEqualTo(100);
		assertThat(this.backend.left()).isEmpty();
	}

	@Test
	void executionIsParallelWithinBounds() {
		for (int i = 0; i < 64; i++) {
			this.backend.add("c" + i, CleanupFixture.OLD);
		}
		CountDownLatch eight = new CountDownLatch(8);
		this.backend.beforeDeletion = (_) -> {
			eight.countDown();
			await(eight);
		};
		this.fixture.execute(this.fixture.plan().plan());
		assertThat(Collections.max(this.backend.concurrency)).isEqualTo(8);
	}

	@Test
	void planIsExecutedByOneAtATime() throws Exception {
		this.backend.add("a", CleanupFixture.OLD);
		CleanupPlan plan = this.fixture.plan().plan();
		CountDownLatch inside = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		this.backend.beforeDeletion = (_) -> {
			inside.countDown();
			await(go);
		};
		CleanupExecution first = this.fixture.start(plan);
		FutureTask<CleanupReport> task = new FutureTask<>(() -> first.run((_) -> {
		}));
		Thread.ofVirtual().start(task);
		await(inside);
		assertThat(this.fixture.state(plan)).isEqualTo(CleanupPlan.State.EXECUTING);
		assertThatExceptionOfType(GatewayException.Conflict.class).isThrownBy(() -> this.fixture.start(plan));
		// It may outlive the plan, which is not forgotten as long.
		this.fixture.clock.advance(Duration.ofMinutes(2));
		go.countDown();
		assertThat(task.get(10, TimeUnit.SECONDS).count(CleanupItem.Status.DELETED)).isOne();
		assertThat(this.fixture.state(plan)).isEqualTo(CleanupPlan.State.DONE);
	}

	@Test
	void interruptedExecutionIsGoneOnWith() {
		for (int i = 0; i < 40; i++) {
			this.backend.add("c" + i, CleanupFixture.OLD);
		}
		CleanupPlan plan = this.fixture.plan().plan();
		AtomicInteger told = new AtomicInteger();
		assertThatIllegalStateException().isThrownBy(() -> this.fixture.start(plan).run((_) -> {
			if (told.incrementAndGet() >= 10) {
				throw new IllegalArgumentException("the thread dies");
			}
		}));
		assertThat(this.fixture.state(plan)).isEqualTo(CleanupPlan.State.READY);
		int deletions = this.backend.deletions.size();
		assertThat(deletions).isBetween(10, 18);
		CleanupReport report = this.fixture.execute(plan);
		assertThat(report.count(CleanupItem.Status.DELETED)).isEqualTo(40);
		assertThat(this.backend.deletions).hasSize(40).doesNotHaveDuplicates();
	}

	@Test
	void executionThatFellSilentLosesThePlan() {
		this.backend.add("a", CleanupFixture.OLD);
		CleanupPlan plan = this.fixture.plan().plan();
		this.fixture.start(plan);
		assertThatExceptionOfType(GatewayException.Conflict.class).isThrownBy(() -> this.fixture.start(plan));
		this.fixture.clock.advance(CleanupPlanStore.LEASE);
		assertThat(this.fixture.execute(plan).count(CleanupItem.Status.DELETED)).isOne();
	}

	@Test
	void emptyPlanIsExecutedWithoutACall() {
		CleanupPlan plan = this.fixture.plan().plan();
		assertThat(plan.confirmation()).isEqualTo("delete 0 connections");
		assertThat(this.fixture.execute(plan).items()).isEmpty();
	}

	private static GatewayException unknown() {
		return new GatewayException.TimedOut(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN, "Nobody knows.", true);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
