package io.patchbay.store;

import java.time.Duration;
import java.util.List;

import io.patchbay.connection.GatewayException;
import io.patchbay.connection.IdempotencyKey;
import io.patchbay.connection.IdempotencyRecord;
import io.patchbay.connection.IdempotencyStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@Testcontainers(disabledWithoutDocker = true)
class RedisIdempotencyStoreTests extends IdempotencyStoreContract {

	@Container
	private static final RedisServer SERVER = new RedisServer();

	private static RedisStoreFixture fixture;

	private static IdempotencyStore store;

	@BeforeAll
	static void connect() {
		fixture = new RedisStoreFixture(SERVER);
		store = new RedisIdempotencyStore(fixture.redis(), RedisStoreFixture.gate());
	}

	@AfterAll
	static void disconnect() {
		fixture.close();
	}

	@Override
	IdempotencyStore store() {
		return store;
	}

	@Test
	void everyChangeKeepsTheRecordForADay() {
		IdempotencyKey key = new IdempotencyKey("client", "ttl");
		IdempotencyRecord first = record();
		store.putIfAbsent(key, first);
		String name = only("*:" + RedisRecords.keyPart("ttl"));
		assertThat(fixture.redis().getExpire(name)).isBetween(86_390L, 86_400L);
		fixture.redis().expire(name, Duration.ofSeconds(5));
		store.putIfAbsent(key, record());
		assertThat(fixture.redis().getExpire(name)).isBetween(0L, 5L);
		store.replace(key, first, first.done("x"));
		assertThat(fixture.redis().getExpire(name)).isBetween(86_390L, 86_400L);
	}

	@Test
	void stepThatIsSentTwiceAnswersAsTheFirstTime() {
		IdempotencyKey key = new IdempotencyKey("client", "twice");
		IdempotencyRecord mine = record();
		assertThat(store.putIfAbsent(key, mine)).isEmpty();
		assertThat(store.putIfAbsent(key, mine)).isEmpty();
		assertThat(store.replace(key, mine, mine.done("x"))).isTrue();
		assertThat(store.replace(key, mine, mine.done("x"))).isTrue();
	}

	@Test
	void claimThatWasRefusedDoesNotKeepTheKey() {
		IdempotencyKey key = new IdempotencyKey("client", "withdrawn");
		IdempotencyKey other = new IdempotencyKey("client", "taken-over");
		IdempotencyRecord dead = record();
		store.putIfAbsent(other, dead);
		SERVER.pause();
		try {
			assertThatExceptionOfType(GatewayException.Unavailable.class)
				.isThrownBy(() -> store.putIfAbsent(key, record()));
			IdempotencyStore another = new RedisIdempotencyStore(fixture.redis(), RedisStoreFixture.gate());
			assertThatExceptionOfType(GatewayException.Unavailable.class)
				.isThrownBy(() -> another.replace(other, dead, record()));
		}
		finally {
			SERVER.unpause();
		}
		await().ignoreException(GatewayException.Unavailable.class)
			.untilAsserted(() -> assertThat(store.replace(other, dead, dead)).isTrue());
		await().untilAsserted(() -> assertThat(fixture.redis().hasKey(name("withdrawn"))).isFalse());
	}

	@Test
	void connectionThatIsKilledHidesNothing() {
		for (int i = 0; i < 20; i++) {
			IdempotencyKey key = new IdempotencyKey("client", "killed-" + i);
			IdempotencyRecord mine = record();
			assertThat(store.putIfAbsent(key, mine)).isEmpty();
			kill();
			await().ignoreException(GatewayException.Unavailable.class)
				.untilAsserted(() -> assertThat(store.putIfAbsent(key, record())).contains(mine));
		}
	}

	private static void kill() {
		try {
			SERVER.execInContainer("redis-cli", "client", "kill", "type", "normal");
		}
		catch (java.io.IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String name(String value) {
		return RedisIdempotencyStore.PREFIX + RedisRecords.keyPart("client") + ":" + RedisRecords.keyPart(value);
	}

	private static String only(String pattern) {
		return List.copyOf(fixture.redis().keys(pattern)).getFirst();
	}

}
