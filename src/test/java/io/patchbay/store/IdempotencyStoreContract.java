package io.patchbay.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.patchbay.connection.IdempotencyKey;
import io.patchbay.connection.IdempotencyRecord;
import io.patchbay.connection.IdempotencyStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every idempotency store does.
 */
abstract class IdempotencyStoreContract {

	private static final int AT_ONCE = 50;

	private final IdempotencyKey key = new IdempotencyKey("client", UUID.randomUUID().toString());

	/**
	 * The store under test, which other tests may have used.
	 * @return the store
	 */
	abstract IdempotencyStore store();

	@Test
	void firstRecordStays() {
		IdempotencyRecord first = record();
		assertThat(store().putIfAbsent(this.key, first)).isEmpty();
		assertThat(store().putIfAbsent(this.key, record())).contains(first);
	}

	@Test
	void keysBelongToTheirClients() {
		IdempotencyKey other = new IdempotencyKey("client:" + this.key.value(), "x");
		assertThat(store().putIfAbsent(other, record())).isEmpty();
		assertThat(store().putIfAbsent(new IdempotencyKey("client", this.key.value() + ":x"), record())).isEmpty();
		assertThat(store().putIfAbsent(new IdempotencyKey("client", this.key.value() + " ü\n"), record())).isEmpty();
	}

	@Test
	void recordIsChangedByWhoeverKnowsIt() {
		IdempotencyRecord first = record();
		store().putIfAbsent(this.key, first);
		assertThat(store().replace(this.key, record(), first.done("x"))).isFalse();
		assertThat(store().replace(this.key, first, first.unknown())).isTrue();
		assertThat(store().replace(this.key, first, record())).isFalse();
		store().remove(this.key, first);
		assertThat(store().putIfAbsent(this.key, record())).contains(first.unknown());
		store().remove(this.key, first.unknown());
		assertThat(store().putIfAbsent(this.key, record())).isEmpty();
	}

	@Test
	void unknownKeyIsNeitherChangedNorRemoved() {
		assertThat(store().replace(this.key, record(), record())).isFalse();
		store().remove(this.key, record());
		assertThat(store().putIfAbsent(this.key, record())).isEmpty();
	}

	@Test
	void recordComesBackAsItWas() {
		Instant since = Instant.parse("2026-01-01T00:00:00.123456789Z");
		IdempotencyRecord running = IdempotencyRecord.running("f", since, since.plusSeconds(900));
		IdempotencyRecord done = running.done("{\"body\":\"\\u0000 \\\" ü 😀\\n\"}");
		store().putIfAbsent(this.key, running);
		assertThat(store().replace(this.key, running, done)).isTrue();
		assertThat(store().putIfAbsent(this.key, record())).contains(done);
	}

	@Test
	void oneOfManyClaims() throws Exception {
		List<IdempotencyRecord> claims = IntStream.range(0, AT_ONCE).mapToObj((_) -> record()).toList();
		List<Optional<IdempotencyRecord>> before = atOnce(claims.stream()
			.<Callable<Optional<IdempotencyRecord>>>map((claim) -> () -> store().putIfAbsent(this.key, claim))
			.toList());
		assertThat(before).filteredOn(Optional::isEmpty).hasSize(1);
		IdempotencyRecord winner = claims.get(before.indexOf(Optional.<IdempotencyRecord>empty()));
		assertThat(before).filteredOn(Optional::isPresent).allSatisfy((found) -> assertThat(found).contains(winner));
	}

	@Test
	void oneOfManyTakesOver() throws Exception {
		IdempotencyRecord dead = record();
		store().putIfAbsent(this.key, dead);
		List<Boolean> taken = atOnce(IntStream.range(0, AT_ONCE)
			.<Callable<Boolean>>mapToObj((_) -> () -> store().replace(this.key, dead, record()))
			.toList());
		assertThat(taken).filteredOn(Boolean::booleanValue).hasSize(1);
	}

	static IdempotencyRecord record() {
		return IdempotencyRecord.running("f", Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
	}

	private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			List<T> answers = new java.util.ArrayList<>();
			for (Future<T> answer : executor.invokeAll(calls)) {
				answers.add(answer.get());
			}
			return answers;
		}
	}

}
