package io.patchbay.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SyncWatchTests {

	private static final SyncId ID = SyncId.parse("able~r0");

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final SyncingBackend backend = (SyncingBackend) new SyncingBackend("able").with(1);

	private final Caller caller = new Caller("client", Set.of("*"), Set.of("able"));

	private final ManualScheduler scheduler = new ManualScheduler();

	private final SyncWatch watch = new SyncWatch(new SyncService(new Backends(() -> List.of(this.backend)),
			new CursorCodec(), new ReadBudget(SECOND), new SharedReads((_) -> null, Tally.NONE)), this.scheduler);

	private final List<SyncEvent> events = new ArrayList<>();

	@Test
	void eventsTellWhatHasChanged() {
		progress(SyncRun.Status.QUEUED, 0);
		watch(null);
		progress(SyncRun.Status.RUNNING, 0);
		this.scheduler.advance(SECOND);
		progress(SyncRun.Status.RUNNING, 7);
		this.scheduler.advance(SECOND);
		progress(SyncRun.Status.SUCCEEDED, 9);
		this.scheduler.advance(SECOND);
		assertThat(this.events).extracting(SyncEvent::kind)
			.containsExactly(SyncEvent.Kind.STATE, SyncEvent.Kind.STATE, SyncEvent.Kind.PROGRESS, SyncEvent.Kind.DONE);
		assertThat(this.events).extracting(SyncEvent::id).doesNotHaveDuplicates().isSorted();
		assertThat(this.watch.pollers()).isZero();
		assertThat(this.scheduler.size()).isZero();
	}

	@Test
	void pollsBackOffAndComeBackWithAChange() {
		progress(SyncRun.Status.RUNNING, 1);
		watch(null);
		this.scheduler.advance(Duration.ofMinutes(2));
		int quiet = this.backend.reads.get();
		assertThat(quiet).isBetween(12, 20);
		progress(SyncRun.Status.RUNNING, 2);
		this.scheduler.advance(Duration.ofSeconds(11));
		assertThat(this.events).hasSize(2);
		int before = this.backend.reads.get();
		progress(SyncRun.Status.RUNNING, 3);
		this.scheduler.advance(Duration.ofSeconds(10));
		assertThat(this.events).hasSize(3);
		assertThat(this.backend.reads.get() - before).isGreaterThanOrEqualTo(2);
	}

	@Test
	void passingFailuresAreSatOut() {
		progress(SyncRun.Status.RUNNING, 1);
		watch(null);
		this.backend.failures
			.add(() -> new GatewayException.Unavailable(ErrorCode.UPSTREAM_UNAVAILABLE, "Down.", false));
		this.backend.failures.add(() -> new GatewayException.TimedOut(ErrorCode.UPSTREAM_TIMEOUT, "Late.", false));
		this.backend.failures
			.add(() -> new GatewayException.RateLimited(ErrorCode.UPSTREAM_RATE_LIMITED, "Many.").retryAfter(SECOND));
		progress(SyncRun.Status.SUCCEEDED, 1);
		this.scheduler.advance(Duration.ofSeconds(30));
		assertThat(this.events).extracting(SyncEvent::kind).containsExactly(SyncEvent.Kind.STATE, SyncEvent.Kind.DONE);
	}

	@Test
	void otherFailuresEndTheWatching() {
		progress(SyncRun.Status.RUNNING, 1);
		watch(null);
		this.backend.runs.clear();
		this.scheduler.advance(SECOND);
		assertThat(this.events.getLast().kind()).isEqualTo(SyncEvent.Kind.PROBLEM);
		assertThat(this.events.getLast().failure()).isInstanceOf(GatewayException.NotFound.class);
		assertThat(this.watch.pollers()).isZero();
	}

	@Test
	void unknownRunIsRefusedAndLeavesNothing() {
		assertThatExceptionOfType(GatewayException.NotFound.class).isThrownBy(() -> watch(null));
		assertThat(this.watch.pollers() + this.watch.watchers() + this.scheduler.size()).isZero();
	}

	@Test
	void whoComesBackMissesNothingAndHearsNothingTwice() {
		progress(SyncRun.Status.RUNNING, 1);
		SyncWatch.Watching other = this.watch.watch(this.caller, ID, null, (_) -> {
		});
		SyncWatch.Watching first = watch(null);
		first.close();
		for (int i = 2; i <= 4; i++) {
			progress(SyncRun.Status.RUNNING, i);
			this.scheduler.advance(SECOND);
		}
		watch(this.events.getLast().id()).close();
		assertThat(this.events).extracting((event) -> event.run().bytes()).containsExactly(1L, 2L, 3L, 4L);
		watch(this.events.getLast().id()).close();
		assertThat(this.events).hasSize(4);
		other.close();
		assertThat(this.watch.pollers() + this.scheduler.size()).isZero();
		progress(SyncRun.Status.SUCCEEDED, 5);
		watch(this.events.getLast().id()).close();
		assertThat(this.events.getLast().kind()).isEqualTo(SyncEvent.Kind.DONE);
		SyncWatch.Watching late = watch(this.events.getLast().id());
		assertThat(late.ended()).isTrue();
		assertThat(this.events).hasSize(5);
	}

	@Test
	void anotherReplicaGivesTheSameIds() {
		progress(SyncRun.Status.RUNNING, 1);
		watch(null).close();
		SyncWatch replica = new SyncWatch(new SyncService(new Backends(() -> List.of(this.backend)), new CursorCodec(),
				new ReadBudget(SECOND), new SharedReads((_) -> null, Tally.NONE)), this.scheduler);
		replica.watch(this.caller, ID, this.events.getLast().id(), this.events::add).close();
		assertThat(this.events).hasSize(1);
	}

	@Test
	void waitThatRunsOutTellsTheRunAsItIs() {
		progress(SyncRun.Status.RUNNING, 1);
		assertThat(this.watch.await(this.caller, ID, null, Duration.ofMillis(1)).status())
			.isEqualTo(SyncRun.Status.RUNNING);
		assertThat(this.watch.pollers() + this.watch.watchers()).isZero();
	}

	@Test
	void waitOfAnEndedRunTakesNoTime() {
		progress(SyncRun.Status.FAILED, 1);
		assertThat(this.watch.await(this.caller, ID, null, Duration.ofMinutes(1)).status())
			.isEqualTo(SyncRun.Status.FAILED);
	}

	@Test
	void releasedWaitsEnd() throws Exception {
		progress(SyncRun.Status.RUNNING, 1);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<SyncRun> waiter = threads
				.submit(() -> this.watch.await(this.caller, ID, null, Duration.ofMinutes(1)));
			Awaitility.await().until(() -> this.watch.watchers() == 1);
			this.watch.release();
			assertThat(waiter.get().status()).isEqualTo(SyncRun.Status.RUNNING);
		}
	}

	@Test
	void fiveHundredWatchersAndWaitersShareOnePoller() throws Exception {
		progress(SyncRun.Status.RUNNING, 0);
		CountDownLatch done = new CountDownLatch(500);
		List<Future<SyncRun>> waiters = new ArrayList<>();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 500; i++) {
				waiters.add(threads.submit(() -> this.watch.await(this.caller, ID, null, Duration.ofMinutes(5))));
				threads.submit(() -> this.watch.watch(this.caller, ID, null, (event) -> {
					if (event.kind() == SyncEvent.Kind.DONE) {
						done.countDown();
					}
				}));
			}
			Awaitility.await().until(() -> this.watch.watchers() == 1000);
			assertThat(this.watch.pollers()).isEqualTo(1);
			for (int second = 1; second <= 60; second++) {
				progress(SyncRun.Status.RUNNING, second);
				this.scheduler.advance(SECOND);
			}
			progress(SyncRun.Status.SUCCEEDED, 61);
			this.scheduler.advance(SECOND);
			done.await();
			for (Future<SyncRun> waiter : waiters) {
				assertThat(waiter.get().status()).isEqualTo(SyncRun.Status.SUCCEEDED);
			}
		}
		assertThat(this.backend.reads.get()).isLessThan(80);
		assertThat(this.watch.pollers() + this.scheduler.size()).isZero();
	}

	private SyncWatch.Watching watch(String seen) {
		return this.watch.watch(this.caller, ID, seen, this.events::add);
	}

	private void progress(SyncRun.Status status, long bytes) {
		this.backend.put(SyncingBackend.run(ID.toString(), status, bytes));
	}

}
