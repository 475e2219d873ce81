package io.patchbay.store;

import io.github.bucket4j.redis.lettuce.RedisApi;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Lets Bucket4j use the connection that the other stores use. It is asked for at each
 * call, so that the gateway starts without Redis, and it is the same for a single Redis,
 * sentinels and a cluster.
 *
 * @param <K> always {@code byte[]}; left open because Bucket4j passes keys on as an array
 * of objects, which could not be cast to one of {@code byte[]}
 */
class LettuceBuckets<K> implements RedisApi<K> {

	private final LettuceConnectionFactory connections;

	LettuceBuckets(LettuceConnectionFactory connections) {
		this.connections = connections;
	}

	@Override
	public <V> RedisFuture<V> eval(String script, ScriptOutputType type, K[] keys, byte[][] arguments) {
		return commands().eval(script, type, keys, arguments);
	}

	@Override
	public RedisFuture<byte[]> get(K key) {
		return commands().get(key);
	}

	@Override
	@SuppressWarnings("unchecked")
	public RedisFuture<?> delete(K key) {
		return commands().del(key);
	}

	@SuppressWarnings("unchecked")
	private RedisClusterAsyncCommands<K, byte[]> commands() {
		try (RedisConnection connection = this.connections.getConnection()) {
			if (connection instanceof LettuceConnection lettuce) {
				// Shared among all calls; closing gives nothing back but the wrapper.
				return (RedisClusterAsyncCommands<K, byte[]>) (RedisClusterAsyncCommands<?, byte[]>) lettuce
					.getNativeConnection();
			}
			throw new IllegalStateException("Lettuce makes connections of its own kind");
		}
	}

}
