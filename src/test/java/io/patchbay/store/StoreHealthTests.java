package io.patchbay.store;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class StoreHealthTests {

	@Test
	void storeThatWasReachedOnceStaysSoAndIsLookedForWithEachProbe() {
		AtomicBoolean there = new AtomicBoolean();
		AtomicInteger looks = new AtomicInteger();
		StoreHealth health = new StoreHealth(() -> {
			looks.incrementAndGet();
			return there.get();
		});
		assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
		there.set(true);
		assertThat(health.health().getStatus()).isEqualTo(Status.UP);
		there.set(false);
		assertThat(health.health().getStatus()).isEqualTo(Status.UP);
		assertThat(looks).hasValue(3);
	}

}
