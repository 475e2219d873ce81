package io.patchbay.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.CleanupBasis;
import io.patchbay.connection.CleanupItem;
import io.patchbay.connection.CleanupPlan;
import io.patchbay.connection.CleanupPlanStore;
import io.patchbay.connection.ConnectionFilter;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ConnectionStatus;
import io.patchbay.connection.WorkspaceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every store of cleanup plans does.
 */
abstract class CleanupPlanStoreContract {

	static final BackendId BACKEND = new BackendId("mem");

	static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");

	private final String id = UUID.randomUUID().toString();

	/**
	 * The store under test, whose clock says {@link #NOW}, and which other tests may have
	 * used.
	 * @return the store
	 */
	abstract CleanupPlanStore store();

	@Test
	void planComesBackAsItWas() {
		ConnectionId one = new ConnectionId(BACKEND, "1671904800000_ü~:{}_mysql-1.0.0");
		Instant precise = Instant.parse("2025-12-31T23:59:59.999999999Z");
		CleanupPlan plan = new CleanupPlan(this.id, "client", BACKEND, CleanupBasis.LAST_SYNC,
				new ConnectionFilter(Set.of(BACKEND), new WorkspaceId(BACKEND, "33"), "mysql", ConnectionStatus.ACTIVE,
						"na\"me", "q", precise, null, null, NOW),
				precise, NOW, NOW.plusSeconds(3600), false,
				List.of(new CleanupPlan.Candidate(one, null, precise, Long.MIN_VALUE),
						new CleanupPlan.Candidate(new ConnectionId(BACKEND, "2"), "Two", NOW, Long.MAX_VALUE)),
				List.of(new CleanupPlan.Skipped(one, "no-date")));
		store().keep(plan);
		assertThat(store().find(this.id)).contains(plan);
	}

	@Test
	void unknownPlanIsNothing() {
		assertThat(store().find(this.id)).isEmpty();
		assertThat(store().items(this.id)).isEmpty();
		assertThat(store().claim(this.id, "e")).isFalse();
		assertThat(store().claimed(this.id)).isFalse();
		store().record(this.id, "e", deleted(0));
		store().release(this.id, "e");
		assertThat(store().items(this.id)).isEmpty();
		assertThat(store().claimed(this.id)).isFalse();
	}

	@Test
	void onlyTheHolderReleases() {
		store().keep(plan(this.id, 1));
		assertThat(store().claimed(this.id)).isFalse();
		assertThat(store().claim(this.id, "one")).isTrue();
		assertThat(store().claim(this.id, "two")).isFalse();
		store().release(this.id, "two");
		assertThat(store().claimed(this.id)).isTrue();
		store().release(this.id, "one");
		assertThat(store().claimed(this.id)).isFalse();
		assertThat(store().claim(this.id, "two")).isTrue();
	}

	@Test
	void oneOfManyClaims() {
		store().keep(plan(this.id, 1));
		assertThat(IntStream.range(0, 50).parallel().filter((i) -> store().claim(this.id, "e" + i)).count())
			.isEqualTo(1);
	}

	@Test
	void newestOutcomeCounts() {
		store().keep(plan(this.id, 2));
		store().claim(this.id, "e");
		store().record(this.id, "e", new CleanupItem(deleted(0).id(), CleanupItem.Status.FAILED, "upstream-error"));
		store().record(this.id, "e", deleted(0));
		store().record(this.id, "e", new CleanupItem(deleted(1).id(), CleanupItem.Status.SKIPPED, "already-gone"));
		assertThat(store().items(this.id)).isEqualTo(Map.of(deleted(0).id(), deleted(0), deleted(1).id(),
				new CleanupItem(deleted(1).id(), CleanupItem.Status.SKIPPED, "already-gone")));
	}

	@Test
	void fullPlanComesBack() {
		CleanupPlan plan = plan(this.id, 20_000);
		store().keep(plan);
		assertThat(store().find(this.id)).contains(plan);
	}

	static CleanupItem deleted(int candidate) {
		return new CleanupItem(new ConnectionId(BACKEND, "c" + candidate), CleanupItem.Status.DELETED, null);
	}

	static CleanupPlan plan(String id, int candidates) {
		List<CleanupPlan.Candidate> all = IntStream.range(0, candidates)
			.mapToObj((i) -> new CleanupPlan.Candidate(new ConnectionId(BACKEND, "c" + i), null, NOW, i))
			.toList();
		return new CleanupPlan(id, "test", BACKEND, CleanupBasis.UPDATED_AT, ConnectionFilter.NONE, NOW, NOW,
				NOW.plusSeconds(3600), true, all, List.of());
	}

}
