package io.patchbay.sandbox.airbyte;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The slow part of creating and patching connections: asking the source what it has.
 */
@Component
@Profile("sandbox")
class AirbyteDiscovery {

	private static final Duration POLL = Duration.ofMillis(5);

	private final AirbyteSwitches switches;

	private final AirbyteStore store;

	AirbyteDiscovery(AirbyteSwitches switches, AirbyteStore store) {
		this.switches = switches;
		this.store = store;
	}

	/**
	 * Takes the time that a discovery takes, outside of the store's lock.
	 * @throws AirbyteException 500 when discoveries are to fail
	 */
	void run() {
		Instant end = this.store.now().plusMillis(this.switches.number("discoverDelayMs"));
		while (this.store.now().isBefore(end)) {
			// Polls, because the tester may move the clock meanwhile
			LockSupport.parkNanos(POLL.toNanos());
		}
		if (this.switches.on("discoverFails")) {
			throw AirbyteException.unexpected("Something went wrong in the connector. logs:discover failed");
		}
	}

}
