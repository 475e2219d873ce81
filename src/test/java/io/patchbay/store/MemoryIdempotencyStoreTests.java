package io.patchbay.store;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import io.patchbay.connection.IdempotencyKey;
import io.patchbay.connection.IdempotencyRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryIdempotencyStoreTests {

	private final AtomicLong now = new AtomicLong();

	private final MemoryIdempotencyStore store = new MemoryIdempotencyStore(100_000, this.now::get);

	@Test
	void firstRecordStays() {
		IdempotencyRecord first = record();
		assertThat(this.store.putIfAbsent(key("a"), first)).isEmpty();
		assertThat(this.store.putIfAbsent(key("a"), record())).contains(first);
		assertThat(this.store.putIfAbsent(new IdempotencyKey("other", "a"), record())).isEmpty();
	}

	@Test
	void recordIsChangedByWhoeverKnowsIt() {
		IdempotencyRecord first = record();
		this.store.putIfAbsent(key("a"), first);
		assertThat(this.store.replace(key("a"), record(), first.done("x"))).isFalse();
		assertThat(this.store.replace(key("a"), first, first.unknown())).isTrue();
		this.store.remove(key("a"), first);
		assertThat(this.store.putIfAbsent(key("a"), record())).contains(first.unknown());
		this.store.remove(key("a"), first.unknown());
		assertThat(this.store.putIfAbsent(key("a"), record())).isEmpty();
	}

	@Test
	void recordIsForgottenADayAfterItsLastChange() {
		IdempotencyRecord first = record();
		this.store.putIfAbsent(key("a"), first);
		this.now.addAndGet(Duration.ofHours(23).toNanos());
		this.store.replace(key("a"), first, first.done("x"));
		this.now.addAndGet(Duration.ofHours(24).toNanos() - 1);
		assertThat(this.store.putIfAbsent(key("a"), record())).contains(first.done("x"));
		this.now.addAndGet(1);
		assertThat(this.store.putIfAbsent(key("a"), record())).isEmpty();
	}

	@Test
	void storeIsBoundedAndKeepsWhatIsUnderWay() {
		IdempotencyRecord underWay = record();
		this.store.putIfAbsent(key("under way"), underWay);
		for (int i = 0; i < 1000; i++) {
			this.store.putIfAbsent(key("k" + i), record().done("x".repeat(1000)));
		}
		assertThat(this.store.size()).isLessThan(50);
		assertThat(this.store.putIfAbsent(key("under way"), record())).contains(underWay);
	}

	private static IdempotencyKey key(String value) {
		return new IdempotencyKey("client", value);
	}

	private static IdempotencyRecord record() {
		return IdempotencyRecord.running("f", Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
	}

}
