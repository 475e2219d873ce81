package io.patchbay.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.patchbay.connection.RateAllowance;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryRateLimiterTests {

	private final AtomicLong now = new AtomicLong();

	private final MemoryRateLimiter limiter = new MemoryRateLimiter(new RateLimit(60), this.now::get);

	@Test
	void limitIsGrantedAtOnceAndThenCallByCall() {
		for (int left = 59; left >= 0; left--) {
			RateAllowance allowance = this.limiter.take("one");
			assertThat(allowance.granted()).isTrue();
			assertThat(allowance.remaining()).isEqualTo(left);
			assertThat(allowance.untilFull()).isEqualTo(Duration.ofSeconds(60 - left));
		}
		RateAllowance refused = this.limiter.take("one");
		assertThat(refused.granted()).isFalse();
		assertThat(refused.untilNext()).isEqualTo(Duration.ofSeconds(1));
		this.now.addAndGet(Duration.ofMillis(999).toNanos());
		assertThat(this.limiter.take("one").granted()).isFalse();
		this.now.addAndGet(Duration.ofMillis(1).toNanos());
		assertThat(this.limiter.take("one").granted()).isTrue();
	}

	@Test
	void clientAtTheRateNeverWaitsEvenAfterARefusal() {
		for (int i = 0; i < 61; i++) {
			this.limiter.take("one");
		}
		for (int i = 0; i < 200; i++) {
			this.now.addAndGet(Duration.ofSeconds(1).toNanos());
			assertThat(this.limiter.take("one").granted()).isTrue();
		}
	}

	@Test
	void refusedCallsDoNotCount() {
		for (int i = 0; i < 500; i++) {
			this.limiter.take("one");
		}
		this.now.addAndGet(Duration.ofSeconds(1).toNanos());
		assertThat(this.limiter.take("one").granted()).isTrue();
	}

	@Test
	void clientsDoNotTakeFromEachOther() {
		for (int i = 0; i < 61; i++) {
			this.limiter.take("one");
		}
		assertThat(this.limiter.take("two"))
			.isEqualTo(new RateAllowance(true, 60, Duration.ofMinutes(1), 59, Duration.ZERO, Duration.ofSeconds(1)));
	}

	@Test
	void bucketIsForgottenOnlyOnceItIsFullAgain() {
		for (int i = 0; i < 61; i++) {
			this.limiter.take("one");
		}
		this.now.addAndGet(Duration.ofSeconds(59).toNanos());
		assertThat(this.limiter.take("one").remaining()).isEqualTo(58);
		this.now.addAndGet(Duration.ofSeconds(62).toNanos());
		assertThat(this.limiter.take("one").remaining()).isEqualTo(59);
	}

}
