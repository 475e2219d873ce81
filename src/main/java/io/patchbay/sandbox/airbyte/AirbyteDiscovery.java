package io.patchbay.sandbox.airbyte;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

import io.patchbay.sandbox.SandboxClock;

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

	private final SandboxClock clock;

	AirbyteDiscovery(AirbyteSwitches switches, SandboxClock clock) {
		this.switches = switches;
		this.clock = clock;
	}

	/**
	 * Takes the time that a discovery takes, outside of the store's lock.
	 * @throws AirbyteException 500 when discoveries are to fail
	 */
	void run() {
		Instant end = this.clock.instant().plusMillis(this.switches.number("discoverDelayMs"));
		while (this.clock.instant().isBefore(end)) {
			// Polls, because the tester may move the clock meanwhile
			LockSupport.parkNanos(POLL.toNanos());
		}
		if (this.switches.on("discoverFails")) {
			throw AirbyteException.unexpected("Something went wrong in the connector. logs:discover failed");
		}
	}

}
