package io.patchbay.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FederationTests {

	private static final Caller CALLER = new Caller("test", Set.of("*"), Set.of("*"));

	private final InMemoryBackend alpha = new InMemoryBackend("alpha").with(30);

	private final InMemoryBackend beta = new InMemoryBackend("beta").with(7);

	private final InMemoryBackend gamma = new InMemoryBackend("gamma").with(25);

	private Duration deadline = Duration.ofSeconds(8);

	@Test
	void walkMeetsEachConnectionOnceInOrderWhateverThePageSize() {
		for (int limit : new int[] { 1, 7, 10, 61, 62, 200 }) {
			List<String> ids = walk(ConnectionFilter.NONE, limit);
			assertThat(ids).hasSize(62).doesNotHaveDuplicates().isEqualTo(sortedByBackend(ids));
		}
	}

	@Test
	void limitMayChangeBetweenPages() {
		FederatedPage<Connection> first = page(ConnectionFilter.NONE, 5, null, false);
		FederatedPage<Connection> second = page(ConnectionFilter.NONE, 200, first.next(), false);
		assertThat(first.items()).hasSize(5);
		assertThat(second.items()).hasSize(57);
		assertThat(second.next()).isNull();
	}

	@Test
	void backendsAreAskedAtTheSameTime() {
		CyclicBarrier all = new CyclicBarrier(3);
		for (InMemoryBackend backend : backends()) {
			backend.before = () -> await(all);
		}
		assertThat(page(ConnectionFilter.NONE, 200, null, false).complete()).isTrue();
	}

	@Test
	void failedBackendKeepsItsPlaceAndHidesNobody() {
		this.beta.failure = FederationTests::unavailable;
		FederatedPage<Connection> first = page(ConnectionFilter.NONE, 200, null, false);
		assertThat(first.complete()).isFalse();
		assertThat(first.items()).hasSize(55);
		assertThat(first.next()).isNotNull();
		assertThat(outcome(first, "beta").outcome()).isEqualTo(BackendOutcome.Outcome.UNAVAILABLE);
		this.beta.failure = null;
		FederatedPage<Connection> second = page(ConnectionFilter.NONE, 200, first.next(), false);
		assertThat(second.complete()).isTrue();
		assertThat(second.items()).hasSize(7).allMatch((item) -> item.id().backend().value().equals("beta"));
		assertThat(second.next()).isNull();
		assertThat(this.alpha.lists).hasValue(1);
	}

	@Test
	void hangingBackendCostsItsOwnPartAlone() {
		this.deadline = Duration.ofMillis(400);
		CountDownLatch never = new CountDownLatch(1);
		this.beta.before = () -> awaitForever(never);
		long start = System.nanoTime();
		FederatedPage<Connection> page = page(ConnectionFilter.NONE, 200, null, false);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(800))
			.isGreaterThan(Duration.ofMillis(300));
		assertThat(page.items()).hasSize(55);
		assertThat(outcome(page, "beta").outcome()).isEqualTo(BackendOutcome.Outcome.TIMEOUT);
		assertThat(outcome(page, "alpha").outcome()).isEqualTo(BackendOutcome.Outcome.OK);
	}

	@Test
	void hangingBackendFailsStrictPage() {
		this.deadline = Duration.ofMillis(300);
		CountDownLatch never = new CountDownLatch(1);
		this.gamma.before = () -> awaitForever(never);
		assertThatExceptionOfType(GatewayException.TimedOut.class)
			.isThrownBy(() -> page(ConnectionFilter.NONE, 200, null, true))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.UPSTREAM_TIMEOUT));
	}

	@Test
	void allFailedIsAProblemOfTheDominantCause() {
		this.alpha.failure = FederationTests::unavailable;
		this.beta.failure = () -> new GatewayException.RateLimited(ErrorCode.UPSTREAM_RATE_LIMITED, "slow down");
		this.gamma.failure = () -> new GatewayException.RateLimited(ErrorCode.UPSTREAM_RATE_LIMITED, "slow down");
		assertThatExceptionOfType(GatewayException.RateLimited.class)
			.isThrownBy(() -> page(ConnectionFilter.NONE, 50, null, false))
			.satisfies((ex) -> assertThat(ex.facts()).containsKey("backends"));
	}

	@Test
	void disabledBackendMakesThePageIncompleteAndIsNotAskedAgain() {
		this.beta.enabled = false;
		FederatedPage<Connection> page = page(ConnectionFilter.NONE, 200, null, false);
		assertThat(page.complete()).isFalse();
		assertThat(page.next()).isNull();
		assertThat(outcome(page, "beta").outcome()).isEqualTo(BackendOutcome.Outcome.DISABLED);
		assertThat(this.beta.lists).hasValue(0);
		assertThatExceptionOfType(GatewayException.Unavailable.class)
			.isThrownBy(() -> page(ConnectionFilter.NONE, 200, null, true));
	}

	@Test
	void filterThatABackendCannotAnswerIsAnOutcome() {
		this.beta.filterable = EnumSet.noneOf(ConnectionFilter.Aspect.class);
		ConnectionFilter filter = createdFrom(Instant.EPOCH.plusSeconds(20));
		FederatedPage<Connection> page = page(filter, 200, null, false);
		assertThat(outcome(page, "beta").outcome()).isEqualTo(BackendOutcome.Outcome.UNSUPPORTED_FILTER);
		assertThat(page.complete()).isFalse();
		assertThat(page.next()).isNull();
		assertThat(page.items()).hasSize(10 + 5);
		assertThat(this.beta.lists).hasValue(0);
	}

	@Test
	void filterThatNobodyCanAnswerIsAProblem() {
		backends().forEach((backend) -> backend.filterable = Set.of());
		assertThatExceptionOfType(GatewayException.Invalid.class)
			.isThrownBy(() -> page(createdFrom(Instant.EPOCH), 200, null, false))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.UNSUPPORTED_FILTER));
	}

	@Test
	void cursorOfAnotherQuestionIsRefused() {
		String next = page(ConnectionFilter.NONE, 5, null, false).next();
		assertThatExceptionOfType(GatewayException.Invalid.class)
			.isThrownBy(() -> page(createdFrom(Instant.EPOCH), 5, next, false))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.CURSOR_FILTER_MISMATCH));
	}

	@Test
	void brokenItemsAreCountedAndFailNothing() {
		this.beta.invalidItems = 2;
		FederatedPage<Connection> page = page(ConnectionFilter.NONE, 200, null, false);
		assertThat(page.complete()).isTrue();
		assertThat(outcome(page, "beta").invalidItems()).isEqualTo(2);
	}

	@Test
	void callerMeetsItsOwnBackendsAlone() {
		Caller limited = new Caller("limited", Set.of("*"), Set.of("beta"));
		FederatedPage<Connection> page = service().list(limited, ConnectionFilter.NONE, Set.of(),
				new PageRequest(200, null, false));
		assertThat(page.items()).hasSize(7);
		assertThat(page.backends()).hasSize(1);
		assertThatExceptionOfType(GatewayException.NotFound.class)
			.isThrownBy(() -> service().get(limited, ConnectionId.parse("alpha~c0"), Set.of()));
	}

	@Test
	void brokenAdapterFailsLoudly() {
		this.beta.before = () -> {
			throw new IllegalStateException("a bug");
		};
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> page(ConnectionFilter.NONE, 200, null, false))
			.withMessageContaining("beta");
	}

	private List<String> walk(ConnectionFilter filter, int limit) {
		List<String> ids = new ArrayList<>();
		String cursor = null;
		do {
			FederatedPage<Connection> page = page(filter, limit, cursor, false);
			assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
			page.items().forEach((item) -> ids.add(item.id().toString()));
			cursor = page.next();
		}
		while (cursor != null);
		return ids;
	}

	private FederatedPage<Connection> page(ConnectionFilter filter, int limit, @Nullable String cursor,
			boolean strict) {
		return service().list(CALLER, filter, Set.of(), new PageRequest(limit, cursor, strict));
	}

	private ConnectionService service() {
		return new ConnectionService(new Backends(() -> List.copyOf(backends())),
				new Federation(new CursorCodec(), new ReadBudget(this.deadline), Tally.NONE),
				new SharedReads((_) -> null, Tally.NONE));
	}

	private List<InMemoryBackend> backends() {
		return List.of(this.gamma, this.alpha, this.beta);
	}

	private static BackendOutcome outcome(FederatedPage<?> page, String backend) {
		return page.backends()
			.stream()
			.filter((outcome) -> outcome.backend().value().equals(backend))
			.findFirst()
			.orElseThrow();
	}

	private static List<String> sortedByBackend(List<String> ids) {
		return ids.stream().sorted(java.util.Comparator.comparing((id) -> id.substring(0, id.indexOf('~')))).toList();
	}

	private static ConnectionFilter createdFrom(Instant instant) {
		return new ConnectionFilter(Set.of(), null, null, null, null, null, instant, null, null, null);
	}

	private static GatewayException unavailable() {
		return new GatewayException.Unavailable(ErrorCode.UPSTREAM_UNAVAILABLE, "down", true);
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(5, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException("not asked at the same time", ex);
		}
	}

	private static void awaitForever(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
