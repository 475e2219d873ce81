package io.patchbay.store;

import java.time.Clock;
import java.time.ZoneOffset;

import io.patchbay.connection.CleanupPlanStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryCleanupPlanStoreTests extends CleanupPlanStoreContract {

	private final MemoryCleanupPlanStore store = new MemoryCleanupPlanStore(Clock.fixed(NOW, ZoneOffset.UTC), 1000);

	@Test
	void newestIsKeptAndTheOldestGoes() {
		for (int i = 0; i < 5; i++) {
			this.store.keep(plan("p" + i, 400));
		}
		assertThat(this.store.find("p2")).isEmpty();
		assertThat(this.store.find("p3")).isPresent();
		assertThat(this.store.find("p4")).isPresent();
	}

	@Test
	void planInExecutionIsNotDropped() {
		this.store.keep(plan("busy", 400));
		assertThat(this.store.claim("busy", "e")).isTrue();
		for (int i = 0; i < 5; i++) {
			this.store.keep(plan("p" + i, 400));
		}
		assertThat(this.store.claimed("busy")).isTrue();
		assertThat(this.store.find("p4")).isPresent();
		assertThat(this.store.find("p3")).isEmpty();
	}

	@Test
	void planThatIsTooLargeAloneIsKeptAllTheSame() {
		this.store.keep(plan("small", 1));
		this.store.keep(plan("large", 5000));
		assertThat(this.store.find("small")).isEmpty();
		assertThat(this.store.find("large")).isPresent();
	}

	@Override
	CleanupPlanStore store() {
		return this.store;
	}

}
