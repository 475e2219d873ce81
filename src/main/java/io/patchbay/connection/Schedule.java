package io.patchbay.connection;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * When a connection runs by itself.
 *
 * @param type how it is scheduled
 * @param cron a Quartz expression without its zone, for {@link Type#CRON} alone
 * @param timeZone the IANA name of the zone that the expression is meant in
 * @param nextRuns the next instants at which it fires, soonest first
 */
public record Schedule(Type type, @Nullable String cron, @Nullable String timeZone, List<Instant> nextRuns) {

	public Schedule {
		nextRuns = List.copyOf(nextRuns);
	}

	/**
	 * The kinds of schedule.
	 */
	public enum Type {

		/** Runs on demand alone. */
		MANUAL,
		/** Runs by a cron expression. */
		CRON,
		/** Runs at an interval that was set in the platform's own pages. */
		BASIC

	}

}
