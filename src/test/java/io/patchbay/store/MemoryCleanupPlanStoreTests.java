package io.patchbay.store;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.CleanupBasis;
import io.patchbay.connection.CleanupItem;
import io.patchbay.connection.CleanupPlan;
import io.patchbay.connection.ConnectionFilter;
import io.patchbay.connection.ConnectionId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryCleanupPlanStoreTests {

	private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");

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

	@Test
	void onlyTheHolderReleases() {
		this.store.keep(plan("p", 1));
		assertThat(this.store.claim("p", "one")).isTrue();
		assertThat(this.store.claim("p", "two")).isFalse();
		this.store.release("p", "two");
		assertThat(this.store.claimed("p")).isTrue();
		this.store.release("p", "one");
		assertThat(this.store.claim("p", "two")).isTrue();
	}

	@Test
	void newestOutcomeCounts() {
		this.store.keep(plan("p", 1));
		ConnectionId id = new ConnectionId(new BackendId("mem"), "c0");
		this.store.record("p", "e", new CleanupItem(id, CleanupItem.Status.FAILED, "upstream-error"));
		CleanupItem deleted = new CleanupItem(id, CleanupItem.Status.DELETED, null);
		this.store.record("p", "e", deleted);
		assertThat(this.store.items("p")).containsOnlyKeys(id).containsValue(deleted);
	}

	@Test
	void unknownPlanIsNothing() {
		assertThat(this.store.find("x")).isEmpty();
		assertThat(this.store.items("x")).isEmpty();
		assertThat(this.store.claim("x", "e")).isFalse();
		assertThat(this.store.claimed("x")).isFalse();
	}

	private static CleanupPlan plan(String id, int candidates) {
		BackendId backend = new BackendId("mem");
		List<CleanupPlan.Candidate> all = IntStream.range(0, candidates)
			.mapToObj((i) -> new CleanupPlan.Candidate(new ConnectionId(backend, "c" + i), null, NOW, i))
			.toList();
		return new CleanupPlan(id, "test", backend, CleanupBasis.UPDATED_AT, ConnectionFilter.NONE, NOW, NOW,
				NOW.plusSeconds(3600), true, all, List.of());
	}

}
