package io.patchbay.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The time that the emulators live in: the real one, moved by an offset that a tester
 * sets.
 */
@Component
@Profile("sandbox")
public final class SandboxClock extends Clock {

	private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

	/**
	 * Moves the emulators' time.
	 * @param step how far, backwards when negative
	 */
	public void advance(Duration step) {
		this.offset.updateAndGet((current) -> current.plus(step));
	}

	/**
	 * Returns to the real time.
	 */
	public void reset() {
		this.offset.set(Duration.ZERO);
	}

	/**
	 * How far the emulators' time is from the real one.
	 * @return the offset
	 */
	public Duration offset() {
		return this.offset.get();
	}

	@Override
	public Instant instant() {
		return Instant.now().plus(this.offset.get());
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

}
