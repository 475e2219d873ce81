package io.patchbay.web;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts how calls with an {@code Idempotency-Key} were taken.
 */
final class IdempotencyMeters {

	private volatile Map<Outcome, Counter> counters = Map.of();

	void bindTo(MeterRegistry registry) {
		Map<Outcome, Counter> bound = new EnumMap<>(Outcome.class);
		for (Outcome outcome : Outcome.values()) {
			bound.put(outcome,
					Counter.builder("patchbay.idempotency.requests")
						.description("Calls with an Idempotency-Key by how they were taken")
						.tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
						.register(registry));
		}
		this.counters = bound;
	}

	void count(Outcome outcome) {
		Counter counter = this.counters.get(outcome);
		if (counter != null) {
			counter.increment();
		}
	}

	/**
	 * How a call with a key was taken.
	 */
	enum Outcome {

		/** As a new one: it was carried out, and its answer kept. */
		STORED,
		/** As one that was answered before. */
		REPLAYED,
		/** As another call than the one that has the key. */
		CONFLICT,
		/** As one that is under way. */
		IN_PROGRESS,
		/** As one whose outcome nobody knew until its effect was found. */
		RECONCILED

	}

}
