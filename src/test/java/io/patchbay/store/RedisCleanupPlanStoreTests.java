package io.patchbay.store;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

import io.patchbay.connection.CleanupPlanStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

@Testcontainers(disabledWithoutDocker = true)
class RedisCleanupPlanStoreTests extends CleanupPlanStoreContract {

	private static final long TWO_HOURS = Duration.ofHours(2).toSeconds();

	private static final long LEASE = CleanupPlanStore.LEASE.toSeconds();

	private static final long IN_USE = CleanupPlanStore.LEASE.plus(CleanupPlanStore.AFTERLIFE).toSeconds();

	@Container
	private static final RedisServer SERVER = new RedisServer();

	private static RedisStoreFixture fixture;

	private static CleanupPlanStore store;

	@BeforeAll
	static void connect() {
		fixture = new RedisStoreFixture(SERVER);
		store = new RedisCleanupPlanStore(fixture.redis(), RedisStoreFixture.gate(), Clock.fixed(NOW, ZoneOffset.UTC));
	}

	@AfterAll
	static void disconnect() {
		fixture.close();
	}

	@Override
	CleanupPlanStore store() {
		return store;
	}

	@Test
	void planIsKeptForAnHourAfterItHasExpired() {
		store.keep(plan("old", 1));
		store.record("old", "e", deleted(0));
		assertThat(secondsOf("old", "plan", "items"))
			.allSatisfy((left) -> assertThat(left).isBetween(7190L, TWO_HOURS));
	}

	@Test
	void planThatIsExecutedIsKept() {
		store.keep(plan("busy", 1));
		fixture.redis().expire(key("busy", "plan"), Duration.ofSeconds(5));
		store.claim("busy", "e");
		assertThat(secondsOf("busy", "plan")).allSatisfy((left) -> assertThat(left).isBetween(IN_USE - 10, IN_USE));
		fixture.redis().expire(key("busy", "plan"), Duration.ofSeconds(5));
		store.record("busy", "e", deleted(0));
		assertThat(secondsOf("busy", "plan", "items"))
			.allSatisfy((left) -> assertThat(left).isBetween(IN_USE - 10, IN_USE));
	}

	@Test
	void silentExecutionLosesThePlan() {
		store.keep(plan("lease", 1));
		store.claim("lease", "one");
		assertThat(secondsOf("lease", "execution")).allSatisfy((left) -> assertThat(left).isBetween(LEASE - 10, LEASE));
		fixture.redis().expire(key("lease", "execution"), Duration.ofSeconds(5));
		store.record("lease", "other", deleted(0));
		assertThat(secondsOf("lease", "execution")).allSatisfy((left) -> assertThat(left).isBetween(0L, 5L));
		store.record("lease", "one", deleted(0));
		assertThat(secondsOf("lease", "execution")).allSatisfy((left) -> assertThat(left).isBetween(LEASE - 10, LEASE));
		fixture.redis().expire(key("lease", "execution"), Duration.ZERO);
		assertThat(store.claimed("lease")).isFalse();
		assertThat(store.claim("lease", "two")).isTrue();
	}

	private static List<Long> secondsOf(String id, String... parts) {
		return java.util.Arrays.stream(parts).map((part) -> fixture.redis().getExpire(key(id, part))).toList();
	}

	private static String key(String id, String part) {
		return RedisCleanupPlanStore.PREFIX + "{" + RedisRecords.keyPart(id) + "}:" + part;
	}

}
