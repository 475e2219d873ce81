package io.patchbay.backend;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryBudgetTests {

	private final AtomicLong nanos = new AtomicLong();

	private final RetryBudget budget = new RetryBudget(this.nanos::get);

	@Test
	void manyCallsAtOnceGetAFifthAndTheReserve() {
		int repeated = 0;
		for (int i = 0; i < 1000; i++) {
			this.budget.called();
			repeated += this.budget.spend() ? 1 : 0;
		}
		assertThat(repeated).isBetween(200, 210);
	}

	@Test
	void quietTimesFillTheReserveAndNoMore() {
		while (this.budget.spend()) {
			assertThat(this.nanos).hasValue(0);
		}
		this.nanos.addAndGet(Duration.ofSeconds(2).toNanos());
		assertThat(spendAll()).isEqualTo(2);
		this.nanos.addAndGet(Duration.ofHours(1).toNanos());
		assertThat(spendAll()).isEqualTo(10);
	}

	private int spendAll() {
		int spent = 0;
		while (this.budget.spend()) {
			spent++;
		}
		return spent;
	}

}
