package io.patchbay.store;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.patchbay.connection.CleanupItem;
import io.patchbay.connection.CleanupPlan;
import io.patchbay.connection.CleanupPlanStore;
import io.patchbay.connection.ConnectionId;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Keeps cleanup plans in memory. When there is no room for another, the oldest goes that
 * is not being executed: a cache that chooses by use might drop the newest, which nobody
 * has read yet.
 */
@Component
@ConditionalOnProperty(name = "patchbay.store", havingValue = "memory", matchIfMissing = true)
public class MemoryCleanupPlanStore implements CleanupPlanStore {

	/** Some 200 MB when every plan is as full as it can be. */
	private static final int MOST_CONNECTIONS = 500_000;

	/** What a plan without connections counts for. */
	private static final int BASE = 20;

	private final Map<String, Slot> slots = new LinkedHashMap<>();

	private final Clock clock;

	private final int room;

	/**
	 * Makes an empty store.
	 * @param clock tells when plans are forgotten
	 */
	@Autowired
	public MemoryCleanupPlanStore(Clock clock) {
		this(clock, MOST_CONNECTIONS);
	}

	MemoryCleanupPlanStore(Clock clock, int room) {
		this.clock = clock;
		this.room = room;
	}

	@Override
	public synchronized void keep(CleanupPlan plan) {
		makeRoom(weight(plan));
		this.slots.put(plan.id(), new Slot(plan));
	}

	@Override
	public synchronized Optional<CleanupPlan> find(String id) {
		return Optional.ofNullable(slot(id)).map((slot) -> slot.plan);
	}

	@Override
	public synchronized Map<ConnectionId, CleanupItem> items(String id) {
		Slot slot = slot(id);
		return (slot != null) ? Map.copyOf(slot.items) : Map.of();
	}

	@Override
	public synchronized boolean claim(String id, String execution) {
		Slot slot = slot(id);
		if (slot == null || held(slot)) {
			return false;
		}
		slot.execution = execution;
		slot.until = this.clock.instant().plus(LEASE);
		return true;
	}

	@Override
	public synchronized boolean claimed(String id) {
		Slot slot = slot(id);
		return slot != null && held(slot);
	}

	@Override
	public synchronized void record(String id, String execution, CleanupItem item) {
		Slot slot = this.slots.get(id);
		if (slot != null) {
			slot.items.put(item.id(), item);
			if (execution.equals(slot.execution)) {
				slot.until = this.clock.instant().plus(LEASE);
			}
		}
	}

	@Override
	public synchronized void release(String id, String execution) {
		Slot slot = this.slots.get(id);
		if (slot != null && execution.equals(slot.execution)) {
			slot.execution = null;
		}
	}

	private @Nullable Slot slot(String id) {
		Slot slot = this.slots.get(id);
		return (slot != null && !forgotten(slot)) ? slot : null;
	}

	private boolean held(Slot slot) {
		return slot.execution != null && this.clock.instant().isBefore(slot.until);
	}

	private boolean forgotten(Slot slot) {
		return !held(slot) && !this.clock.instant().isBefore(slot.plan.expiresAt().plus(AFTERLIFE));
	}

	private void makeRoom(int wanted) {
		this.slots.values().removeIf(this::forgotten);
		int used = this.slots.values().stream().mapToInt((slot) -> weight(slot.plan)).sum();
		Iterator<Slot> oldestFirst = this.slots.values().iterator();
		while (used + wanted > this.room && oldestFirst.hasNext()) {
			Slot slot = oldestFirst.next();
			if (!held(slot)) {
				oldestFirst.remove();
				used -= weight(slot.plan);
			}
		}
	}

	private static int weight(CleanupPlan plan) {
		return BASE + plan.candidates().size() + plan.skipped().size();
	}

	/**
	 * A plan and what became of it.
	 */
	private static final class Slot {

		private final CleanupPlan plan;

		private final Map<ConnectionId, CleanupItem> items = new HashMap<>();

		private @Nullable String execution;

		private Instant until = Instant.MIN;

		Slot(CleanupPlan plan) {
			this.plan = plan;
		}

	}

}
