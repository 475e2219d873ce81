package io.patchbay.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.CallContext;
import io.patchbay.connection.Caller;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.IdempotencyKey;
import io.patchbay.connection.IdempotencyRecord;
import io.patchbay.connection.IdempotencyStore;
import io.patchbay.connection.KeyedHash;
import io.patchbay.connection.UpstreamCredentials;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IdempotencyTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private final MapStore store = new MapStore();

	private final List<Instant> looked = new ArrayList<>();

	private final Deque<Supplier<Optional<ResponseEntity<?>>>> effects = new ArrayDeque<>();

	private Instant now = NOW;

	private int done;

	@Test
	void callWithoutAKeyIsDoneEachTime() {
		assertThat(call(null, "a", this::work).getStatusCode().value()).isEqualTo(201);
		assertThat(call(null, "a", this::work).getStatusCode().value()).isEqualTo(201);
		assertThat(this.done).isEqualTo(2);
		assertThat(this.store.records).isEmpty();
	}

	@Test
	void answerIsReplayedToItsClientAlone() {
		ResponseEntity<byte[]> first = call("k", "a", this::work);
		ResponseEntity<byte[]> second = call("k", "a", this::work);
		assertThat(second.getBody()).isEqualTo(first.getBody()).asString().isEqualTo("{\"n\":1}");
		assertThat(second.getHeaders().getFirst("Location")).isEqualTo("/there");
		assertThat(second.getHeaders().getFirst(Idempotency.REPLAYED)).isEqualTo("true");
		Caller other = new Caller("other", Set.of(), Set.of());
		assertThat(answer(IdempotentCall.of(other, request("k"), bytes("a"), null), this::work).getBody()).asString()
			.isEqualTo("{\"n\":2}");
	}

	@Test
	void anotherCallWithTheKeyIsRefused() {
		call("k", "a", this::work);
		assertThatExceptionOfType(GatewayException.Unprocessable.class).isThrownBy(() -> call("k", "b", this::work))
			.matches((ex) -> ex.code() == ErrorCode.IDEMPOTENCY_KEY_REUSED);
	}

	@Test
	void secondCallMeanwhileIsTurnedAway() {
		call("k", "a", () -> {
			assertThatExceptionOfType(GatewayException.Conflict.class).isThrownBy(() -> call("k", "a", this::work))
				.matches((ex) -> ex.code() == ErrorCode.IDEMPOTENCY_IN_PROGRESS)
				.matches((ex) -> Duration.ofSeconds(1).equals(ex.retryAfter()));
			return work();
		});
		assertThat(this.done).isEqualTo(1);
	}

	@Test
	void definiteFailureIsTheAnswer() {
		fails(new GatewayException.Conflict(ErrorCode.NAME_TAKEN, "Taken."));
		ResponseEntity<byte[]> again = call("k", "a", this::work);
		assertThat(again.getStatusCode().value()).isEqualTo(409);
		assertThat(again.getHeaders().getFirst("Content-Type")).isEqualTo("application/problem+json");
		assertThat(again.getBody()).asString().contains("\"code\":\"name-taken\"");
		assertThat(this.done).isZero();
	}

	@Test
	void failureThatDidNothingGivesTheKeyBack() {
		fails(new GatewayException.RateLimited(ErrorCode.UPSTREAM_RATE_LIMITED, "Later."));
		fails(new GatewayException.Unavailable(ErrorCode.CIRCUIT_OPEN, "Later.", false));
		fails(new GatewayException.TimedOut(ErrorCode.UPSTREAM_TIMEOUT, "Later.", false));
		fails(new GatewayException.Refused(ErrorCode.UPSTREAM_AUTH_FAILED, "Later."));
		fails(new GatewayException.Denied(ErrorCode.UPSTREAM_FORBIDDEN, "Later."));
		fails(new GatewayException.Conflict(ErrorCode.SYNC_ALREADY_RUNNING, "Later.")
			.retryAfter(Duration.ofSeconds(10)));
		assertThat(call("k", "a", this::work).getHeaders().toSingleValueMap()).doesNotContainKey(Idempotency.REPLAYED);
		assertThat(this.looked).isEmpty();
	}

	@Test
	void unknownOutcomeIsLookedForAndAdopted() {
		fails(unknown());
		this.now = NOW.plusSeconds(60);
		this.effects.add(() -> Optional.of(ResponseEntity.ok(Map.of("n", 7))));
		ResponseEntity<byte[]> found = call("k", "a", this::work);
		assertThat(found.getHeaders().getFirst(Idempotency.OUTCOME)).isEqualTo("reconciled");
		assertThat(call("k", "a", this::work).getHeaders().toSingleValueMap())
			.containsEntry(Idempotency.OUTCOME, "reconciled")
			.containsEntry(Idempotency.REPLAYED, "true");
		assertThat(this.looked).containsExactly(NOW);
		assertThat(this.done).isZero();
	}

	@Test
	void unknownOutcomeWithoutEffectIsDoneAgain() {
		fails(unknown());
		this.effects.add(Optional::empty);
		assertThat(call("k", "a", this::work).getStatusCode().value()).isEqualTo(201);
		assertThat(this.done).isEqualTo(1);
	}

	@Test
	void effectIsLookedForUntilItCanBeKnown() {
		fails(unknown());
		this.effects.add(() -> {
			throw new GatewayException.Unavailable(ErrorCode.UPSTREAM_UNAVAILABLE, "Down.", true);
		});
		assertThatExceptionOfType(GatewayException.Unavailable.class).isThrownBy(() -> call("k", "a", this::work));
		this.effects.add(Optional::empty);
		fails(new GatewayException.RateLimited(ErrorCode.UPSTREAM_RATE_LIMITED, "Later."));
		this.effects.add(() -> Optional.of(ResponseEntity.ok().build()));
		assertThat(call("k", "a", this::work).getStatusCode().value()).isEqualTo(200);
		assertThat(this.looked).containsExactly(NOW, NOW, NOW);
	}

	@Test
	void effectThatShowsLateIsAdopted() {
		fails(unknown());
		this.effects.add(Optional::empty);
		this.effects.add(() -> Optional.of(ResponseEntity.ok().build()));
		ResponseEntity<byte[]> found = call("k", "a", () -> {
			throw new GatewayException.Conflict(ErrorCode.NAME_TAKEN, "Taken.");
		});
		assertThat(found.getHeaders().getFirst(Idempotency.OUTCOME)).isEqualTo("reconciled");
	}

	@Test
	void unexpectedFailureAndBrokenTryCountAsUnknown() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> call("k", "a", () -> {
			throw new IllegalStateException();
		}));
		this.effects.add(() -> Optional.of(ResponseEntity.ok().build()));
		assertThat(call("k", "a", this::work).getStatusCode().value()).isEqualTo(200);
		IdempotentCall dead = IdempotentCall.of(caller(), request("dead"), new byte[0], null);
		this.store.putIfAbsent(dead.key(), IdempotencyRecord.running(dead.fingerprint(), NOW.minusSeconds(900), NOW));
		this.effects.add(() -> Optional.of(ResponseEntity.ok().build()));
		assertThat(answer(dead, this::work).getHeaders().getFirst(Idempotency.OUTCOME)).isEqualTo("reconciled");
	}

	@Test
	void nothingIsDoneWhileTheStoreIsAway() {
		this.store.away = true;
		assertThatExceptionOfType(GatewayException.Unavailable.class).isThrownBy(() -> call("k", "a", this::work));
		assertThat(this.done).isZero();
		assertThat(call(null, "a", this::work).getStatusCode().value()).isEqualTo(201);
		this.store.away = false;
		assertThat(call("k", "a", this::work).getStatusCode().value()).isEqualTo(201);
	}

	@Test
	void answerIsGivenEvenIfItCannotBeKeptAndTheKeyStaysTaken() {
		assertThat(call("k", "a", this::workAndLoseTheStore).getBody()).asString().isEqualTo("{\"n\":1}");
		assertThatExceptionOfType(GatewayException.Unavailable.class).isThrownBy(() -> call("k", "a", this::work));
		this.store.away = false;
		assertThatExceptionOfType(GatewayException.Conflict.class).isThrownBy(() -> call("k", "a", this::work))
			.matches((ex) -> ex.code() == ErrorCode.IDEMPOTENCY_IN_PROGRESS);
		this.now = NOW.plusSeconds(900);
		this.effects.add(() -> Optional.of(ResponseEntity.ok().build()));
		assertThat(call("k", "a", this::work).getHeaders().getFirst(Idempotency.OUTCOME)).isEqualTo("reconciled");
		assertThat(this.done).isEqualTo(1);
	}

	@Test
	void failureIsToldEvenIfItCannotBeNoted() {
		for (GatewayException failure : List.of(unknown(),
				new GatewayException.Conflict(ErrorCode.NAME_TAKEN, "Taken."),
				new GatewayException.RateLimited(ErrorCode.UPSTREAM_RATE_LIMITED, "Later."))) {
			this.store.away = false;
			assertThatExceptionOfType(GatewayException.class).isThrownBy(() -> call(failure.code().value(), "a", () -> {
				this.store.away = true;
				throw failure;
			})).isSameAs(failure);
		}
	}

	private ResponseEntity<?> workAndLoseTheStore() {
		this.store.away = true;
		return work();
	}

	private void fails(GatewayException failure) {
		assertThatExceptionOfType(GatewayException.class).isThrownBy(() -> call("k", "a", () -> {
			throw failure;
		})).isSameAs(failure);
	}

	@Test
	void answerIsForThoseWithTheSameUpstreamCredentials() {
		BackendId backend = new BackendId("mem");
		Function<String, IdempotentCall> with = (
				token) -> new CallContext(null, new UpstreamCredentials(Map.of(backend, token), KeyedHash.with("k")))
					.call(() -> IdempotentCall.of(caller(), request("k"), bytes("a"), backend));
		answer(with.apply("alice"), this::work);
		assertThat(with.apply("alice").fingerprint()).doesNotContain("alice");
		assertThat(answer(with.apply("alice"), this::work).getHeaders().getFirst(Idempotency.REPLAYED))
			.isEqualTo("true");
		for (IdempotentCall other : List.of(with.apply("bob"),
				IdempotentCall.of(caller(), request("k"), bytes("a"), backend))) {
			assertThatExceptionOfType(GatewayException.Unprocessable.class).isThrownBy(() -> answer(other, this::work))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_REUSED));
		}
		assertThat(this.done).isEqualTo(1);
	}

	private static GatewayException unknown() {
		return new GatewayException.TimedOut(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN, "Who knows.", true);
	}

	private ResponseEntity<?> work() {
		this.done++;
		return ResponseEntity.status(201).header("Location", "/there").body(Map.of("n", this.done));
	}

	private ResponseEntity<byte[]> call(String key, String body, Supplier<ResponseEntity<?>> work) {
		return answer(IdempotentCall.of(caller(), request(key), bytes(body), null), work);
	}

	private ResponseEntity<byte[]> answer(IdempotentCall call, Supplier<ResponseEntity<?>> work) {
		Idempotency idempotency = new Idempotency(this.store, Clock.fixed(this.now, ZoneOffset.UTC),
				JsonMapper.builder().build());
		return idempotency.answer(call, work, (since) -> {
			this.looked.add(since);
			return this.effects.remove().get();
		});
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static Caller caller() {
		return new Caller("client", Set.of(), Set.of());
	}

	private static MockHttpServletRequest request(String key) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/v1/connections");
		if (key != null) {
			request.addHeader(IdempotentCall.HEADER, key);
		}
		return request;
	}

	private static final class MapStore implements IdempotencyStore {

		private final Map<IdempotencyKey, IdempotencyRecord> records = new ConcurrentHashMap<>();

		private boolean away;

		private void reach() {
			if (this.away) {
				throw new GatewayException.Unavailable(ErrorCode.UPSTREAM_UNAVAILABLE, "Away.", false);
			}
		}

		@Override
		public Optional<IdempotencyRecord> putIfAbsent(IdempotencyKey key, IdempotencyRecord record) {
			reach();
			return Optional.ofNullable(this.records.putIfAbsent(key, record));
		}

		@Override
		public boolean replace(IdempotencyKey key, IdempotencyRecord expected, IdempotencyRecord next) {
			reach();
			return this.records.replace(key, expected, next);
		}

		@Override
		public void remove(IdempotencyKey key, IdempotencyRecord expected) {
			reach();
			this.records.remove(key, expected);
		}

	}

}
