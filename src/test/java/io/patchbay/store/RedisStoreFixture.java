package io.patchbay.store;

import java.time.Duration;

import io.lettuce.core.ClientOptions;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Connects a test to a Redis.
 */
final class RedisStoreFixture implements AutoCloseable {

	private final LettuceConnectionFactory connections;

	private final StringRedisTemplate redis;

	RedisStoreFixture(RedisServer server) {
		this.connections = new LettuceConnectionFactory(
				new RedisStandaloneConfiguration(server.getHost(), server.port()),
				LettuceClientConfiguration.builder()
					.commandTimeout(Duration.ofSeconds(1))
					.clientOptions(ClientOptions.builder()
						.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
						.build())
					.build());
		this.connections.afterPropertiesSet();
		this.connections.start();
		this.redis = new StringRedisTemplate(this.connections);
	}

	StringRedisTemplate redis() {
		return this.redis;
	}

	LettuceConnectionFactory connections() {
		return this.connections;
	}

	static RedisGate gate() {
		return new RedisGate("it is a test");
	}

	@Override
	public void close() {
		this.connections.destroy();
	}

}
