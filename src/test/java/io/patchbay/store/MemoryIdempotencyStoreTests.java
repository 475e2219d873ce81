package io.patchbay.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.patchbay.connection.IdempotencyKey;
import io.patchbay.connection.IdempotencyRecord;
import io.patchbay.connection.IdempotencyStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryIdempotencyStoreTests extends IdempotencyStoreContract {

	private final AtomicLong now = new AtomicLong();

	private final MemoryIdempotencyStore store = new MemoryIdempotencyStore(100_000, this.now::get);

	@Override
	IdempotencyStore store() {
		return this.store;
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

}
