package io.patchbay.connection;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

import io.patchbay.store.MemoryCleanupPlanStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What goes on beside or after a request goes on with the credentials of its caller, and
 * with nobody else's.
 */
class CallerCredentialsTests {

	private static final SyncId RUN = SyncId.parse("able~r0");

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Caller CALLER = new Caller("client", Set.of("*"), Set.of("*"));

	private final ConcurrentLinkedQueue<String> used = new ConcurrentLinkedQueue<>();

	private final ManualScheduler scheduler = new ManualScheduler();

	private final Runs runs = new Runs();

	private final DeletingBackend deleting = new DeletingBackend("mem");

	private final Backends backends = new Backends(new Source());

	private final SyncWatch watch = new SyncWatch(new SyncService(this.backends, new CursorCodec(),
			new ReadBudget(SECOND), new SharedReads((_) -> null, Tally.NONE)), this.scheduler);

	private final CleanupService cleanup = new CleanupService(this.backends,
			new MemoryCleanupPlanStore(Clock.systemUTC()), Clock.systemUTC(), new SharedReads((_) -> null, Tally.NONE),
			Tally.NONE);

	@Test
	void withoutCredentialsNothingBegins() {
		assertThatExceptionOfType(GatewayException.Denied.class).isThrownBy(() -> watch(new ArrayList<>()))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.UPSTREAM_CREDENTIALS_REJECTED));
		assertThat(this.used).isEmpty();
		assertThat(this.watch.pollers() + this.watch.watchers()).isZero();
	}

	@Test
	void pollerServesThoseWithTheSameCredentialsAlone() {
		this.runs.put(SyncingBackend.run(RUN.toString(), SyncRun.Status.RUNNING, 1));
		List<SyncEvent> first = new ArrayList<>();
		List<SyncEvent> second = new ArrayList<>();
		as("alice", () -> watch(first));
		as("alice", () -> watch(new ArrayList<>()));
		assertThat(this.watch.pollers()).isEqualTo(1);
		as("bob", () -> watch(second));
		assertThat(this.watch.pollers()).isEqualTo(2);
		this.used.clear();
		this.scheduler.advance(SECOND);
		assertThat(this.used).containsExactlyInAnyOrder("alice", "bob");
	}

	@Test
	void credentialsThatDieEndTheWatchingOfTheirOwnersAlone() {
		this.runs.put(SyncingBackend.run(RUN.toString(), SyncRun.Status.RUNNING, 1));
		List<SyncEvent> first = new ArrayList<>();
		List<SyncEvent> second = new ArrayList<>();
		as("alice", () -> watch(first));
		as("bob", () -> watch(second));
		this.runs.dead = "alice";
		this.runs.put(SyncingBackend.run(RUN.toString(), SyncRun.Status.RUNNING, 2));
		this.scheduler.advance(SECOND);
		assertThat(first.getLast().failure()).isNotNull()
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.UPSTREAM_CREDENTIALS_REJECTED));
		assertThat(second.getLast().kind()).isEqualTo(SyncEvent.Kind.PROGRESS);
		assertThat(this.watch.pollers()).isEqualTo(1);
	}

	@Test
	void whatOneHasSeenIsNotToldToAnother() {
		this.runs.put(SyncingBackend.run(RUN.toString(), SyncRun.Status.RUNNING, 1));
		List<SyncEvent> first = new ArrayList<>();
		as("alice", () -> watch(first)).close();
		this.runs.put(SyncingBackend.run(RUN.toString(), SyncRun.Status.RUNNING, 2));
		as("alice", () -> watch(first)).close();
		String seen = first.getFirst().id();
		List<SyncEvent> missed = new ArrayList<>();
		as("alice", () -> this.watch.watch(CALLER, RUN, seen, missed::add)).close();
		assertThat(missed).hasSize(1);
		this.runs.dead = "bob";
		assertThatExceptionOfType(GatewayException.Denied.class)
			.isThrownBy(() -> as("bob", () -> this.watch.watch(CALLER, RUN, seen, missed::add)));
		this.runs.put(SyncingBackend.run(RUN.toString(), SyncRun.Status.RUNNING, 3));
		this.runs.dead = null;
		List<SyncEvent> others = new ArrayList<>();
		as("bob", () -> this.watch.watch(CALLER, RUN, seen, others::add)).close();
		assertThat(others).extracting((event) -> event.run().bytes()).containsExactly(3L);
	}

	@Test
	void cleanupIsExecutedWithTheCredentialsOfWhoeverExecutesIt() {
		fill(20);
		CleanupPlan plan = as("alice", this::plan);
		this.used.clear();
		CleanupExecution execution = as("bob", () -> this.cleanup.start(CALLER, plan.id(), plan.confirmation()));
		assertThat(as("bob", () -> execution.run((_) -> {
		})).count(CleanupItem.Status.DELETED)).isEqualTo(20);
		assertThat(this.used).isNotEmpty().containsOnly("bob");
	}

	@Test
	void refusedCredentialsStopACleanupAndOtherOnesGoOn() {
		fill(100);
		CleanupPlan plan = as("alice", this::plan);
		this.deleting.beforeDeletion = (_) -> {
			if (current().equals("bob")) {
				throw UpstreamCredentials.rejected(this.deleting.id());
			}
		};
		CleanupReport report = as("bob", () -> this.cleanup.start(CALLER, plan.id(), plan.confirmation()).run((_) -> {
		}));
		assertThat(report.items()).hasSize(100)
			.allSatisfy((item) -> assertThat(item.reason()).isEqualTo("upstream-credentials-rejected"));
		assertThat(this.deleting.deletions).hasSizeLessThanOrEqualTo(8);
		assertThat(as("alice", () -> this.cleanup.start(CALLER, plan.id(), plan.confirmation()).run((_) -> {
		})).count(CleanupItem.Status.DELETED)).isEqualTo(100);
	}

	@Test
	void cleanupWithoutCredentialsIsNotBegun() {
		fill(1);
		CleanupPlan plan = as("alice", this::plan);
		assertThatExceptionOfType(GatewayException.Denied.class)
			.isThrownBy(() -> this.cleanup.start(CALLER, plan.id(), plan.confirmation()));
		assertThat(this.cleanup.get(CALLER, plan.id()).state()).isEqualTo(CleanupPlan.State.READY);
	}

	private void fill(int count) {
		for (int i = 0; i < count; i++) {
			this.deleting.add("c" + i, CleanupFixture.OLD);
		}
		this.deleting.before = () -> this.used.add(current());
	}

	private CleanupPlan plan() {
		return this.cleanup
			.plan(CALLER,
					new CleanupRequest(this.deleting.id(), CleanupRequest.DEFAULT_AGE, CleanupBasis.UPDATED_AT,
							ConnectionFilter.NONE))
			.plan();
	}

	private SyncWatch.Watching watch(List<SyncEvent> events) {
		return this.watch.watch(CALLER, RUN, null, events::add);
	}

	private <T> T as(String who, Supplier<T> work) {
		Map<BackendId, String> values = Map.of(this.runs.id(), who, this.deleting.id(), who);
		return new CallContext(null, new UpstreamCredentials(values, KeyedHash.with("k"))).call(work);
	}

	private String current() {
		return CallContext.current().credentials().require(this.deleting.id());
	}

	private final class Source implements BackendSource {

		@Override
		public List<ConnectionBackend> backends() {
			return List.of(CallerCredentialsTests.this.runs, CallerCredentialsTests.this.deleting);
		}

		@Override
		public Set<BackendId> callerAuthorized() {
			return Set.of(CallerCredentialsTests.this.runs.id(), CallerCredentialsTests.this.deleting.id());
		}

	}

	/**
	 * Reads runs with the credentials at hand.
	 */
	private final class Runs extends SyncingBackend {

		private String dead;

		Runs() {
			super("able");
		}

		@Override
		public SyncRun sync(SyncId id) {
			String who = CallContext.current().credentials().require(id());
			CallerCredentialsTests.this.used.add(who);
			if (who.equals(this.dead)) {
				throw UpstreamCredentials.rejected(id());
			}
			return super.sync(id);
		}

	}

}
