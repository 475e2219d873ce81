package io.patchbay.store;

import java.util.List;
import java.util.stream.IntStream;

import com.github.benmanes.caffeine.cache.Ticker;
import io.patchbay.connection.RateAllowance;
import io.patchbay.connection.RateLimiter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Testcontainers(disabledWithoutDocker = true)
@ExtendWith(OutputCaptureExtension.class)
class RedisRateLimiterTests {

	private static final RateLimit LIMIT = new RateLimit(60);

	@Container
	private static final RedisServer SERVER = new RedisServer();

	private static RedisStoreFixture fixture;

	@BeforeAll
	static void connect() {
		fixture = new RedisStoreFixture(SERVER);
	}

	@AfterAll
	static void disconnect() {
		fixture.close();
	}

	@Test
	void replicasGrantTheLimitTogether() {
		List<RateLimiter> replicas = List.of(replica(LIMIT), replica(LIMIT));
		long granted = IntStream.range(0, 200)
			.parallel()
			.filter((i) -> replicas.get(i % 2).take("shared").granted())
			.count();
		// A second may pass meanwhile, and gives one call back.
		assertThat(granted).isBetween(60L, 63L);
		RateAllowance refused = replicas.getFirst().take("shared");
		assertThat(refused.granted()).isFalse();
		assertThat(refused.untilNext()).isPositive().isLessThanOrEqualTo(java.time.Duration.ofSeconds(1));
		assertThat(replicas.getLast().take("another").remaining()).isEqualTo(59);
	}

	@Test
	void changedLimitCountsAtOnce() {
		replica(LIMIT).take("changed");
		assertThat(replica(new RateLimit(30)).take("changed").remaining()).isEqualTo(29);
	}

	@Test
	void bucketIsForgottenOnceItIsFull() {
		replica(LIMIT).take("short");
		assertThat(fixture.redis().getExpire(RedisRateLimiter.PREFIX + "60:short")).isBetween(1L, 11L);
	}

	@Test
	void replicaCountsForItselfWhileRedisIsAwayAndSaysSoOnce(CapturedOutput output) {
		RateLimiter limiter = replica(LIMIT);
		limiter.take("away");
		SERVER.pause();
		try {
			long granted = IntStream.range(0, 100).filter((_) -> limiter.take("away").granted()).count();
			assertThat(granted).isBetween(60L, 75L);
			assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).singleElement()
				.asString()
				.contains("Redis does not answer");
		}
		finally {
			SERVER.unpause();
		}
		await()
			.untilAsserted(() -> assertThat(limiter.take("returned-" + System.nanoTime()).remaining()).isEqualTo(59));
		await().untilAsserted(() -> {
			limiter.take("away");
			assertThat(output).contains("Redis answers again");
		});
	}

	private static RateLimiter replica(RateLimit limit) {
		return new RedisRateLimiter(limit, new MemoryRateLimiter(limit, Ticker.systemTicker()),
				new LettuceBuckets<>(fixture.connections()), RedisStoreFixture.gate());
	}

}
