package io.patchbay.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.patchbay.connection.GatewayException;
import io.patchbay.connection.IdempotencyKey;
import io.patchbay.connection.IdempotencyRecord;
import io.patchbay.connection.IdempotencyStore;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Remembers calls where all replicas look. Each step is a script, which Redis runs as a
 * whole. A script that is sent again because the connection broke finds its own work and
 * answers as it would have the first time.
 */
class RedisIdempotencyStore implements IdempotencyStore {

	static final String PREFIX = "patchbay:idempotency:";

	private static final Duration KEPT = Duration.ofHours(24);

	private static final RedisScript<String> PUT_IF_ABSENT = RedisScript.of("""
			local there = redis.call('GET', KEYS[1])
			if there and there ~= ARGV[1] then return there end
			redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
			return nil""", String.class);

	private static final RedisScript<Boolean> REPLACE = RedisScript.of("""
			local there = redis.call('GET', KEYS[1])
			if there ~= ARGV[1] and there ~= ARGV[2] then return 0 end
			redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
			return 1""", Boolean.class);

	private static final RedisScript<Long> REMOVE = RedisScript.of("""
			if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
			return 0""", Long.class);

	private final StringRedisTemplate redis;

	private final RedisGate gate;

	RedisIdempotencyStore(StringRedisTemplate redis, RedisGate gate) {
		this.redis = redis;
		this.gate = gate;
	}

	@Override
	public Optional<IdempotencyRecord> putIfAbsent(IdempotencyKey key, IdempotencyRecord record) {
		try {
			String there = this.gate
				.call(() -> this.redis.execute(PUT_IF_ABSENT, key(key), RedisRecords.write(record), kept()));
			return Optional.ofNullable(there).map((text) -> RedisRecords.read(text, IdempotencyRecord.class));
		}
		catch (GatewayException.Unavailable ex) {
			later(() -> remove(key, record));
			throw ex;
		}
	}

	@Override
	public boolean replace(IdempotencyKey key, IdempotencyRecord expected, IdempotencyRecord next) {
		boolean beginning = next.state() == IdempotencyRecord.State.RUNNING;
		try {
			return (beginning) ? this.gate.call(() -> swap(key, expected, next))
					: this.gate.insist(() -> swap(key, expected, next));
		}
		catch (GatewayException.Unavailable ex) {
			if (beginning) {
				later(() -> swap(key, next, expected));
			}
			throw ex;
		}
	}

	@Override
	public void remove(IdempotencyKey key, IdempotencyRecord expected) {
		this.gate.insist(() -> this.redis.execute(REMOVE, key(key), RedisRecords.write(expected)));
	}

	private boolean swap(IdempotencyKey key, IdempotencyRecord expected, IdempotencyRecord next) {
		return Boolean.TRUE.equals(
				this.redis.execute(REPLACE, key(key), RedisRecords.write(expected), RedisRecords.write(next), kept()));
	}

	// Redis may still get round to a claim whose caller was already refused, and would
	// keep the key until nobody can be at it any more. On the same connection the
	// withdrawal comes second.
	private static void later(Runnable withdrawal) {
		Thread.ofVirtual().name("withdrawal").start(() -> {
			try {
				withdrawal.run();
			}
			catch (RuntimeException ex) {
				// Sent or not, nothing more can be done; the gate has told of the outage.
				return;
			}
		});
	}

	private static List<String> key(IdempotencyKey key) {
		return List.of(PREFIX + RedisRecords.keyPart(key.client()) + ":" + RedisRecords.keyPart(key.value()));
	}

	private static String kept() {
		return String.valueOf(KEPT.toMillis());
	}

}
