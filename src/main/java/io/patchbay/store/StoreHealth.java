package io.patchbay.store;

import java.util.function.BooleanSupplier;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether this replica is set up to reach the store: a part of its readiness. A store
 * that was reached once stays so. When it goes away later it goes away for all replicas,
 * which still answer all that does not need it; to take them out of service then would
 * make an outage of the store one of everything. It is looked for with each probe all the
 * same, so that what the metric tells is no older, on a replica that nobody calls, too.
 */
final class StoreHealth implements HealthIndicator {

	private final BooleanSupplier reach;

	private volatile boolean reached;

	/**
	 * Looks for the store with each probe.
	 * @param reach tries to reach it
	 */
	StoreHealth(BooleanSupplier reach) {
		this.reach = reach;
	}

	@Override
	public Health health() {
		if (this.reach.getAsBoolean()) {
			this.reached = true;
		}
		return (this.reached ? Health.up() : Health.down()).build();
	}

}
