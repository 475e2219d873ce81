package io.patchbay.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SharedReadsTests {

	private static final BackendId BACKEND = new BackendId("able");

	private static final Caller CALLER = new Caller("client", Set.of("*"), Set.of("*"));

	private final SharedReads reads = new SharedReads((_) -> null, Tally.NONE);

	private final AtomicInteger made = new AtomicInteger();

	private final CountDownLatch arrived = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

	@AfterEach
	void stop() {
		this.release.countDown();
		this.callers.close();
	}

	@Test
	void callersWhoAskTheSameAtTheSameTimeShareOneAnswer() throws Exception {
		List<Waiter> crowd = IntStream.range(0, 64)
			.mapToObj((_) -> new Waiter(() -> this.reads.read(BACKEND, "x", this::slow)))
			.toList();
		Awaitility.await().until(() -> crowd.stream().allMatch(Waiter::waits));
		this.release.countDown();
		for (Waiter caller : crowd) {
			assertThat(caller.answer()).isEqualTo(1);
		}
		assertThat(this.reads.<Integer>read(BACKEND, "x", this::slow)).isEqualTo(2);
	}

	@Test
	void crowdOnASlowPlatformMakesFewCalls() throws Exception {
		InMemoryBackend backend = new InMemoryBackend("able").with(1);
		CountDownLatch never = new CountDownLatch(1);
		backend.before = () -> {
			this.made.incrementAndGet();
			try {
				assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		};
		ConnectionService service = service(backend);
		ConnectionId id = backend.connections.getFirst().id();
		List<Future<?>> crowd = new ArrayList<>();
		for (int i = 0; i < 64; i++) {
			crowd.add(this.callers.submit(() -> {
				for (int j = 0; j < 16; j++) {
					assertThat(service.get(CALLER, id, Set.of()).id()).isEqualTo(id);
				}
			}));
		}
		for (Future<?> caller : crowd) {
			caller.get(30, TimeUnit.SECONDS);
		}
		assertThat(this.made.get() * 1000.0 / (64 * 16)).isLessThanOrEqualTo(30);
	}

	@Test
	void readAfterAFinishedWriteNeverGetsTheOlderAnswer() throws Exception {
		Future<Integer> older = this.callers.submit(() -> this.reads.read(BACKEND, "x", this::slow));
		await(this.arrived);
		assertThat(this.reads.<String>change(BACKEND, () -> "changed")).isEqualTo("changed");
		assertThat(this.reads.<Integer>read(BACKEND, "x", () -> 100)).isEqualTo(100);
		this.release.countDown();
		assertThat(older.get(10, TimeUnit.SECONDS)).isEqualTo(1);
	}

	@Test
	void failedWriteMayHaveBeenMade() throws Exception {
		Future<Integer> older = this.callers.submit(() -> this.reads.read(BACKEND, "x", this::slow));
		await(this.arrived);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.reads.change(BACKEND, () -> {
			throw new IllegalStateException("who knows whether it happened");
		}));
		assertThat(this.reads.<Integer>read(BACKEND, "x", () -> 101)).isEqualTo(101);
		this.release.countDown();
		assertThat(older.get(10, TimeUnit.SECONDS)).isEqualTo(1);
	}

	@Test
	void whatAServiceHasWrittenIsSeenByWhoeverReadsAfterwards() throws Exception {
		WritingBackend backend = new WritingBackend("able") {

			@Override
			public Connection update(Connection current, ConnectionChange change) {
				Connection changed = super.update(current, change);
				this.connections.set(0, changed);
				return changed;
			}

			@Override
			public Connection get(ConnectionId connection, Set<Include> include) {
				Connection then = super.get(connection, include);
				if (Thread.currentThread().getName().equals("shared-read") && SharedReadsTests.this.made.get() == 0) {
					slow();
				}
				return then;
			}

		};
		backend.with(1);
		ConnectionService service = service(backend);
		ConnectionId id = backend.connections.getFirst().id();
		Future<Connection> older = this.callers.submit(() -> service.get(CALLER, id, Set.of()));
		await(this.arrived);
		ConnectionChange renamed = new ConnectionChange("Renamed", null, null, null, null);
		assertThat(service.update(CALLER, id, (_) -> renamed, (_) -> true).name()).isEqualTo("Renamed");
		this.made.incrementAndGet();
		assertThat(service.get(CALLER, id, Set.of()).name()).isEqualTo("Renamed");
		this.release.countDown();
		assertThat(older.get(10, TimeUnit.SECONDS).name()).isEqualTo("Connection 0");
	}

	@Test
	void otherQuestionsBackendsAndCredentialsAreNotShared() throws Exception {
		Future<Integer> first = this.callers.submit(() -> this.reads.read(BACKEND, "x", this::slow));
		await(this.arrived);
		assertThat(this.reads.<Integer>read(BACKEND, "y", () -> 2)).isEqualTo(2);
		assertThat(this.reads.<Integer>read(new BackendId("c"), "x", () -> 3)).isEqualTo(3);
		for (String token : List.of("one", "other")) {
			AtomicReference<String> used = new AtomicReference<>();
			Supplier<String> reading = () -> {
				used.set(CallContext.current().credentials().require(BACKEND));
				return "answer for " + used.get();
			};
			Supplier<String> read = () -> this.reads.read(BACKEND, "x", reading);
			assertThat(as(token).call(read)).isEqualTo("answer for " + token);
			assertThat(used).hasValue(token);
		}
		this.release.countDown();
		assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(1);
	}

	@Test
	void sameCredentialsShare() throws Exception {
		Supplier<Integer> read = () -> this.reads.read(BACKEND, "x", this::slow);
		Future<Integer> first = this.callers.submit(() -> as("one").call(read));
		await(this.arrived);
		Waiter second = new Waiter(() -> as("one").call(read));
		Awaitility.await().until(second::waits);
		this.release.countDown();
		assertThat(second.answer()).isEqualTo(first.get(10, TimeUnit.SECONDS));
	}

	@Test
	void samePlaceOfAListIsTheSameQuestion() {
		ListRequest one = new ListRequest(ConnectionFilter.NONE, Set.of(), "p", Seen.NOTHING.plus(List.of("a")), 5);
		ListRequest same = new ListRequest(ConnectionFilter.NONE, Set.of(), "p", Seen.NOTHING.plus(List.of("a")), 5);
		ListRequest other = new ListRequest(ConnectionFilter.NONE, Set.of(), "p", Seen.NOTHING.plus(List.of("b")), 5);
		assertThat(same).isEqualTo(one).hasSameHashCodeAs(one).isNotEqualTo(other);
	}

	@Test
	void whoeverCameFirstMayLeaveAndTheLastToLeaveEndsIt() {
		AtomicBoolean interrupted = new AtomicBoolean();
		CountDownLatch never = new CountDownLatch(1);
		Supplier<Integer> endless = () -> {
			this.arrived.countDown();
			try {
				never.await();
			}
			catch (InterruptedException ex) {
				interrupted.set(true);
			}
			return 1;
		};
		Waiter first = new Waiter(() -> this.reads.read(BACKEND, "x", endless));
		await(this.arrived);
		Waiter second = new Waiter(() -> this.reads.read(BACKEND, "x", endless));
		Awaitility.await().until(() -> first.waits() && second.waits());
		first.thread.interrupt();
		Awaitility.await().until(() -> first.failure.get() instanceof GatewayException.TimedOut);
		assertThat(second.waits()).isTrue();
		assertThat(interrupted).isFalse();
		second.thread.interrupt();
		Awaitility.await().untilTrue(interrupted);
		assertThat(this.reads.<Integer>read(BACKEND, "x", () -> 5)).isEqualTo(5);
	}

	@Test
	void nobodyJoinsAReadingWhoseCallerHasLittleTimeLeft() throws Exception {
		Supplier<Integer> read = () -> this.reads.read(BACKEND, "x", this::slow);
		Future<Integer> hasty = this.callers.submit(() -> Deadline.within(Duration.ofNanos(1), read));
		await(this.arrived);
		assertThat(this.reads.<Integer>read(BACKEND, "x", () -> 100)).isEqualTo(100);
		this.release.countDown();
		assertThat(hasty.get(10, TimeUnit.SECONDS)).isEqualTo(1);
	}

	@Test
	void eachCallerGetsItsOwnFailure() {
		GatewayException failure = new GatewayException.Refused(ErrorCode.UPSTREAM_ERROR, "no").at(BACKEND)
			.retryAfter(Duration.ofSeconds(3))
			.fact("known", 1);
		List<Waiter> crowd = IntStream.range(0, 2)
			.mapToObj((_) -> new Waiter(() -> this.reads.read(BACKEND, "x", () -> {
				slow();
				throw failure;
			})))
			.toList();
		Awaitility.await().until(() -> crowd.stream().allMatch(Waiter::waits));
		this.release.countDown();
		Awaitility.await().until(() -> crowd.stream().allMatch((caller) -> caller.failure.get() != null));
		assertThat(this.made).hasValue(1);
		GatewayException one = (GatewayException) crowd.getFirst().failure.get();
		GatewayException other = (GatewayException) crowd.getLast().failure.get();
		assertThat(one).isInstanceOf(GatewayException.Refused.class).isNotSameAs(other).isNotSameAs(failure);
		assertThat(one.fact("more", 2).facts()).containsEntry("known", 1);
		assertThat(List.of(other, failure)).allSatisfy((untouched) -> {
			assertThat(untouched.facts()).doesNotContainKey("more");
			assertThat(untouched.code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
			assertThat(untouched.backend()).isEqualTo(BACKEND);
			assertThat(untouched.retryAfter()).isEqualTo(Duration.ofSeconds(3));
		});
	}

	@Test
	void brokenAdapterIsNoProblemOfTheCallers() {
		assertThat(catchThrowableOfType(IllegalStateException.class, () -> this.reads.read(BACKEND, "x", () -> {
			throw new ArithmeticException("/ by zero");
		}))).hasMessageContaining("able").hasCauseInstanceOf(ArithmeticException.class);
	}

	@Test
	void eachCallerIsToldItsOwnTime() {
		this.release.countDown();
		Timings timings = new Timings();
		ScopedValue.where(Timings.CURRENT, timings).run(() -> this.reads.read(BACKEND, "x", this::slow));
		assertThat(timings.spent()).containsOnlyKeys(BACKEND);
	}

	private ConnectionService service(ConnectionBackend backend) {
		return new ConnectionService(new Backends(() -> List.of(backend)),
				new Federation(new CursorCodec(), new ReadBudget(Duration.ofSeconds(8)), Tally.NONE), this.reads);
	}

	private static CallContext as(String token) {
		return new CallContext(null, new UpstreamCredentials(Map.of(BACKEND, token), KeyedHash.with(null)));
	}

	private int slow() {
		this.arrived.countDown();
		await(this.release);
		return this.made.incrementAndGet();
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * One of many who ask the same.
	 */
	private final class Waiter {

		private final AtomicReference<@Nullable Integer> content = new AtomicReference<>();

		private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

		private final Thread thread;

		Waiter(Supplier<Integer> call) {
			this.thread = Thread.ofVirtual().start(() -> {
				try {
					this.content.set(call.get());
				}
				catch (RuntimeException ex) {
					this.failure.set(ex);
				}
			});
		}

		boolean waits() {
			return this.thread.getState() == Thread.State.WAITING;
		}

		@Nullable Integer answer() throws InterruptedException {
			assertThat(this.thread.join(Duration.ofSeconds(10))).isTrue();
			return this.content.get();
		}

	}

}
