package io.patchbay.store;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.patchbay.connection.CleanupItem;
import io.patchbay.connection.CleanupPlan;
import io.patchbay.connection.CleanupPlanStore;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.GatewayException;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Keeps cleanup plans where all replicas look. Of each plan there are up to three keys,
 * on the same node of a cluster: the plan, which never changes; what became of its
 * connections; and who executes it, which goes away by itself when nobody renews it.
 */
class RedisCleanupPlanStore implements CleanupPlanStore {

	static final String PREFIX = "patchbay:cleanup:";

	// What is in use is kept, however old it is.
	private static final String KEEP = """
			local function keep(key, millis)
				local left = redis.call('PTTL', key)
				if left >= 0 and left < tonumber(millis) then redis.call('PEXPIRE', key, millis) end
			end
			""";

	private static final RedisScript<Boolean> CLAIM = RedisScript.of(KEEP + """
			if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
			local holder = redis.call('GET', KEYS[3])
			if holder and holder ~= ARGV[1] then return 0 end
			redis.call('SET', KEYS[3], ARGV[1], 'PX', ARGV[2])
			keep(KEYS[1], ARGV[3])
			keep(KEYS[2], ARGV[3])
			return 1""", Boolean.class);

	private static final RedisScript<Long> RECORD = RedisScript.of(KEEP + """
			if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
			redis.call('HSET', KEYS[2], ARGV[4], ARGV[5])
			if redis.call('GET', KEYS[3]) == ARGV[1] then
				redis.call('PEXPIRE', KEYS[3], ARGV[2])
				keep(KEYS[1], ARGV[3])
			end
			redis.call('PEXPIRE', KEYS[2], redis.call('PTTL', KEYS[1]))
			return 1""", Long.class);

	private static final RedisScript<Long> RELEASE = RedisScript.of("""
			if redis.call('GET', KEYS[3]) == ARGV[1] then return redis.call('DEL', KEYS[3]) end
			return 0""", Long.class);

	private static final String LEASE_MILLIS = String.valueOf(LEASE.toMillis());

	/** For as long as somebody executes a plan, and then the usual time to read it. */
	private static final String IN_USE_MILLIS = String.valueOf(LEASE.plus(AFTERLIFE).toMillis());

	private final StringRedisTemplate redis;

	private final RedisGate gate;

	private final Clock clock;

	RedisCleanupPlanStore(StringRedisTemplate redis, RedisGate gate, Clock clock) {
		this.redis = redis;
		this.gate = gate;
		this.clock = clock;
	}

	@Override
	public void keep(CleanupPlan plan) {
		Duration kept = Duration.between(this.clock.instant(), plan.expiresAt().plus(AFTERLIFE));
		if (kept.isPositive()) {
			String text = RedisRecords.write(plan);
			this.gate.call(() -> {
				this.redis.opsForValue().set(keys(plan.id()).getFirst(), text, kept);
				return true;
			});
		}
	}

	@Override
	public Optional<CleanupPlan> find(String id) {
		String text = this.gate.call(() -> this.redis.opsForValue().get(keys(id).getFirst()));
		return Optional.ofNullable(text).map((plan) -> RedisRecords.read(plan, CleanupPlan.class));
	}

	@Override
	public Map<ConnectionId, CleanupItem> items(String id) {
		Map<ConnectionId, CleanupItem> items = new HashMap<>();
		this.gate.call(() -> this.redis.<String, String>opsForHash().entries(keys(id).get(1)))
			.forEach((connection, item) -> items.put(ConnectionId.parse(connection),
					RedisRecords.read(item, CleanupItem.class)));
		return items;
	}

	@Override
	public boolean claim(String id, String execution) {
		return Boolean.TRUE
			.equals(this.gate.call(() -> this.redis.execute(CLAIM, keys(id), execution, LEASE_MILLIS, IN_USE_MILLIS)));
	}

	@Override
	public boolean claimed(String id) {
		return Boolean.TRUE.equals(this.gate.call(() -> this.redis.hasKey(keys(id).get(2))));
	}

	@Override
	public void record(String id, String execution, CleanupItem item) {
		String text = RedisRecords.write(item);
		this.gate.insist(() -> this.redis.execute(RECORD, keys(id), execution, LEASE_MILLIS, IN_USE_MILLIS,
				item.id().toString(), text));
	}

	@Override
	public void release(String id, String execution) {
		try {
			this.gate.insist(() -> this.redis.execute(RELEASE, keys(id), execution));
		}
		catch (GatewayException.Unavailable ex) {
			// The plan comes free without it when the lease has run out.
			return;
		}
	}

	private static List<String> keys(String id) {
		String plan = PREFIX + "{" + RedisRecords.keyPart(id) + "}:";
		return List.of(plan + "plan", plan + "items", plan + "execution");
	}

}
