package io.patchbay.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.patchbay.store.MemoryAnswerCache;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CacheTests {

	private static final Caller CALLER = new Caller("client", Set.of("*"), Set.of("*"));

	private static final Duration TTL = Duration.ofSeconds(60);

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

	private final AtomicInteger calls = new AtomicInteger();

	private final WritingBackend able = (WritingBackend) new WritingBackend("able").with(2);

	private final InMemoryBackend other = new InMemoryBackend("other").with(3);

	private final SharedReads reads = new SharedReads((_) -> new MemoryAnswerCache(TTL, 1000, this.now::get),
			Tally.NONE);

	private final Backends backends = new Backends(() -> List.of(this.able, this.other));

	private final ConnectionService connections = new ConnectionService(this.backends,
			new Federation(new CursorCodec(), new ReadBudget(Duration.ofSeconds(8)), Tally.NONE), this.reads);

	private final WorkspaceService workspaces = new WorkspaceService(this.backends,
			new Federation(new CursorCodec(), new ReadBudget(Duration.ofSeconds(8)), Tally.NONE), this.reads);

	private final ConnectionId id = this.able.connections.getFirst().id();

	CacheTests() {
		this.able.before = this.calls::incrementAndGet;
		this.other.before = this.calls::incrementAndGet;
	}

	@Test
	void keptAnswerIsGivenUntilItIsTooOld() {
		assertThat(readName(Freshness.any())).isEqualTo("Connection 0");
		rename("Renamed elsewhere");
		pass(TTL.minusNanos(1));
		Freshness freshness = Freshness.any();
		assertThat(readName(freshness)).isEqualTo("Connection 0");
		assertThat(freshness.age()).isEqualTo(TTL.minusNanos(1));
		assertThat(this.calls).hasValue(1);
		pass(Duration.ofNanos(1));
		Freshness anew = Freshness.any();
		assertThat(readName(anew)).isEqualTo("Renamed elsewhere");
		assertThat(anew.age()).isNull();
		assertThat(this.calls).hasValue(2);
	}

	@Test
	void writeThroughTheGatewayIsSeenAtOnce() {
		readName(Freshness.any());
		page(CALLER, Freshness.any());
		this.workspaces.of(CALLER, this.id);
		this.workspaces.list(CALLER, Set.of(), new PageRequest(50, null, false));
		int before = this.calls.get();
		this.connections.create(CALLER,
				new ConnectionDraft(this.able.id(), "Made", null, null, null, null, null, null, null, null, null));
		rename("Renamed");
		Freshness freshness = Freshness.any();
		assertThat(readName(freshness)).isEqualTo("Renamed");
		assertThat(freshness.age()).isNull();
		assertThat(names(page(CALLER, Freshness.any()))).contains("Made", "Renamed");
		this.workspaces.of(CALLER, this.id);
		this.workspaces.list(CALLER, Set.of(), new PageRequest(50, null, false));
		// Of the other backend all was kept.
		assertThat(this.calls.get() - before).isEqualTo(4);
	}

	@Test
	void failedWriteAndOneThatIsFoundToHaveHappenedCountAsWell() {
		readName(Freshness.any());
		rename("Renamed");
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.connections.update(CALLER, this.id, (_) -> {
				throw new IllegalStateException("lost on the way");
			}, (_) -> true));
		assertThat(readName(Freshness.any())).isEqualTo("Renamed");
		rename("Renamed again");
		this.connections.findCreated(CALLER,
				new ConnectionDraft(this.able.id(), "Made", null, null, null, null, null, null, null, null, null),
				java.time.Instant.EPOCH);
		assertThat(readName(Freshness.any())).isEqualTo("Renamed again");
	}

	@Test
	void answerThatWasBegunBeforeTheEndOfAWriteIsNotKept() throws Exception {
		BackendId backend = this.able.id();
		CountDownLatch arrived = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		FutureTask<String> older = new FutureTask<>(() -> this.reads.read(backend, "x", () -> {
			arrived.countDown();
			await(release);
			return "old";
		}, (_) -> 1));
		Thread.ofVirtual().start(older);
		await(arrived);
		this.reads.<String>change(backend, () -> "changed");
		release.countDown();
		assertThat(older.get(10, TimeUnit.SECONDS)).isEqualTo("old");
		assertThat(this.reads.read(backend, "x", () -> "new", (_) -> 1)).isEqualTo("new");
	}

	@Test
	void whoAsksForSomethingNewGetsItAndGivesItToTheNext() {
		readName(Freshness.any());
		rename("Renamed elsewhere");
		Freshness anew = Freshness.upTo(Duration.ZERO, true);
		assertThat(readName(anew)).isEqualTo("Renamed elsewhere");
		assertThat(anew.age()).isNull();
		assertThat(readName(Freshness.any())).isEqualTo("Renamed elsewhere");
		assertThat(this.calls).hasValue(2);
	}

	@Test
	void whatIsNotToBeKeptIsGivenToNobodyElse() {
		readName(Freshness.any());
		rename("Renamed elsewhere");
		assertThat(readName(Freshness.upTo(Duration.ZERO, false))).isEqualTo("Renamed elsewhere");
		assertThat(readName(Freshness.any())).isEqualTo("Connection 0");
	}

	@Test
	void ageMayBeLimited() {
		readName(Freshness.any());
		rename("Renamed elsewhere");
		pass(Duration.ofSeconds(5));
		assertThat(readName(Freshness.upTo(Duration.ofSeconds(5), true))).isEqualTo("Connection 0");
		assertThat(readName(Freshness.upTo(Duration.ofSeconds(4), true))).isEqualTo("Renamed elsewhere");
	}

	@Test
	void readingThatIsUnderWayIsTooOldForWhoAsksForSomethingNew() throws Exception {
		BackendId backend = this.able.id();
		CountDownLatch arrived = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		FutureTask<String> older = new FutureTask<>(() -> this.reads.read(backend, "x", () -> {
			arrived.countDown();
			await(release);
			return "old";
		}, (_) -> 1));
		Thread.ofVirtual().start(older);
		await(arrived);
		pass(Duration.ofSeconds(1));
		Supplier<String> anew = () -> this.reads.read(backend, "x", () -> "new", (_) -> 1);
		assertThat(with(Freshness.upTo(Duration.ZERO, true), anew)).isEqualTo("new");
		release.countDown();
		assertThat(older.get(10, TimeUnit.SECONDS)).isEqualTo("old");
		// What was begun earlier and ended later does not replace it.
		assertThat(this.reads.read(backend, "x", () -> "newest", (_) -> 1)).isEqualTo("new");
	}

	@Test
	void failuresAreNotKept() {
		this.able.failure = () -> new GatewayException.Refused(ErrorCode.UPSTREAM_ERROR, "no");
		assertThatExceptionOfType(GatewayException.Refused.class).isThrownBy(() -> readName(Freshness.any()));
		assertThat(page(CALLER, Freshness.any()).complete()).isFalse();
		this.able.failure = null;
		assertThat(readName(Freshness.any())).isEqualTo("Connection 0");
		assertThat(page(CALLER, Freshness.any()).complete()).isTrue();
	}

	@Test
	void listThatWasBrokenOffIsNotKept() {
		List<Slice.Entry<String>> entries = List.of(new Slice.Entry<>("a", "a", "1"));
		GatewayException failure = new GatewayException.Refused(ErrorCode.UPSTREAM_ERROR, "no");
		this.reads.read(this.able.id(), "x", () -> new Slice<>(entries, null, 0, failure), Slice::weight);
		Slice<String> whole = this.reads.read(this.able.id(), "x", () -> new Slice<>(entries, null, 0, null),
				Slice::weight);
		assertThat(whole.failure()).isNull();
		assertThat(new Slice<>(List.of(), null, 0, null).weight()).isEqualTo(1);
		assertThat(new Slice<>(List.of(entries.getFirst(), entries.getFirst()), null, 0, null).weight()).isEqualTo(2);
	}

	@Test
	void runsAreNotKept() {
		for (int i = 1; i <= 2; i++) {
			this.connections.get(CALLER, this.id, Set.of(Include.LAST_SYNC));
			assertThat(this.calls).hasValue(i);
		}
		for (int i = 3; i <= 4; i++) {
			this.connections.list(CALLER, only("able"), Set.of(Include.LAST_SYNC), new PageRequest(50, null, false));
			assertThat(this.calls).hasValue(i);
		}
		this.reads.<String>read(this.able.id(), "run", () -> "running");
		assertThat(this.reads.<String>read(this.able.id(), "run", () -> "ended")).isEqualTo("ended");
	}

	@Test
	void whatDecidesOverAWriteIsReadRightBefore() {
		readName(Freshness.any());
		this.workspaces.of(CALLER, this.other.connections.getFirst().id());
		rename("Renamed elsewhere");
		List<String> seen = new ArrayList<>();
		this.connections.update(CALLER, this.id, (_) -> new ConnectionChange(null, null, null, null, null),
				(current) -> seen.add(current.name()));
		assertThat(seen).containsExactly("Renamed elsewhere");
		int before = this.calls.get();
		this.workspaces.attach(CALLER, this.other.connections.getFirst().id(), WorkspaceId.parse("other~w"));
		assertThat(this.calls.get()).isGreaterThan(before);
	}

	@Test
	void credentialsGetWhatWasReadWithThemAlone() {
		List<String> answers = new ArrayList<>();
		for (String token : List.of("one", "two", "one")) {
			CallContext context = new CallContext(null,
					new UpstreamCredentials(Map.of(this.able.id(), token), KeyedHash.with(null)));
			Supplier<String> reading = () -> token + this.calls.incrementAndGet();
			Supplier<String> read = () -> this.reads.read(this.able.id(), "x", reading, (_) -> 1);
			answers.add(context.call(read));
		}
		assertThat(answers).containsExactly("one1", "two2", "one1");
	}

	@Test
	void callersShareWhatTheyMaySeeAndNothingElse() {
		Caller limited = new Caller("limited", Set.of("*"), Set.of("other"));
		assertThat(page(CALLER, Freshness.any()).items()).hasSize(5);
		int before = this.calls.get();
		FederatedPage<Connection> page = page(limited, Freshness.any());
		assertThat(page.items()).hasSize(3).allMatch((item) -> item.id().backend().equals(this.other.id()));
		assertThat(page.backends()).hasSize(1);
		assertThat(this.connections.list(CALLER, only("able"), Set.of(), new PageRequest(50, null, false)).items())
			.hasSize(2);
		readName(Freshness.any());
		before++;
		assertThatExceptionOfType(GatewayException.NotFound.class)
			.isThrownBy(() -> this.connections.get(limited, this.id, Set.of()));
		assertThat(this.calls).hasValue(before);
	}

	@Test
	void pageIsAsOldAsItsOldestPart() {
		this.connections.list(CALLER, only("able"), Set.of(), new PageRequest(50, null, false));
		pass(Duration.ofSeconds(20));
		this.connections.list(CALLER, only("other"), Set.of(), new PageRequest(50, null, false));
		pass(Duration.ofSeconds(10));
		Freshness freshness = Freshness.any();
		page(CALLER, freshness);
		assertThat(freshness.age()).isEqualTo(Duration.ofSeconds(30));
		assertThat(this.calls).hasValue(2);
	}

	private String readName(Freshness freshness) {
		Supplier<Connection> read = () -> this.connections.get(CALLER, this.id, Set.of());
		return String.valueOf(with(freshness, read).name());
	}

	private FederatedPage<Connection> page(Caller caller, Freshness freshness) {
		Supplier<FederatedPage<Connection>> read = () -> this.connections.list(caller, ConnectionFilter.NONE, Set.of(),
				new PageRequest(50, null, false));
		return with(freshness, read);
	}

	private static <T> T with(Freshness freshness, Supplier<T> read) {
		return new CallContext(null, UpstreamCredentials.NONE, freshness, null).call(read);
	}

	private static ConnectionFilter only(String backend) {
		return new ConnectionFilter(Set.of(new BackendId(backend)), null, null, null, null, null, null, null, null,
				null);
	}

	private void rename(String name) {
		this.able.connections.set(0, this.able.connections.getFirst().toBuilder().name(name).build());
	}

	private void pass(Duration duration) {
		this.now.addAndGet(duration.toNanos());
	}

	private static List<String> names(FederatedPage<Connection> page) {
		return page.items().stream().map((connection) -> String.valueOf(connection.name())).toList();
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
