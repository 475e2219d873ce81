package io.patchbay.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.patchbay.connection.IdempotencyKey;
import io.patchbay.connection.IdempotencyRecord;
import io.patchbay.connection.IdempotencyStore;

/**
 * Remembers calls in this process, for a gateway of one replica. It is bounded: when
 * clients use more keys than fit, answers are forgotten early, the least used first; a
 * call that is under way never is.
 */
class MemoryIdempotencyStore implements IdempotencyStore {

	private static final Duration KEPT = Duration.ofHours(24);

	/** What a record takes beside its answer, in bytes, about. */
	private static final int RECORD_BYTES = 512;

	private final Cache<IdempotencyKey, IdempotencyRecord> cache;

	private final ConcurrentMap<IdempotencyKey, IdempotencyRecord> records;

	MemoryIdempotencyStore(long mostBytes, Ticker ticker) {
		this.cache = Caffeine.newBuilder()
			.maximumWeight(mostBytes)
			.weigher((IdempotencyKey key, IdempotencyRecord record) -> weigh(record))
			.expireAfterWrite(KEPT)
			.ticker(ticker)
			.build();
		this.records = this.cache.asMap();
	}

	@Override
	public Optional<IdempotencyRecord> putIfAbsent(IdempotencyKey key, IdempotencyRecord record) {
		return Optional.ofNullable(this.records.putIfAbsent(key, record));
	}

	@Override
	public boolean replace(IdempotencyKey key, IdempotencyRecord expected, IdempotencyRecord next) {
		return this.records.replace(key, expected, next);
	}

	@Override
	public void remove(IdempotencyKey key, IdempotencyRecord expected) {
		this.records.remove(key, expected);
	}

	// How many records there are once the bound has been enforced.
	long size() {
		this.cache.cleanUp();
		return this.cache.estimatedSize();
	}

	// What weighs nothing is not evicted.
	private static int weigh(IdempotencyRecord record) {
		String answer = record.answer();
		return switch (record.state()) {
			case RUNNING -> 0;
			case UNKNOWN -> RECORD_BYTES;
			case DONE -> RECORD_BYTES + 2 * ((answer != null) ? answer.length() : 0);
		};
	}

}
