package io.patchbay.connection;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * A length of time back from now, in days of the calendar (UTC) and in hours of the
 * clock.
 *
 * @param period years, months and days
 * @param duration hours, minutes and seconds
 */
public record Age(Period period, Duration duration) {

	private static final int MOST_YEARS = 1000;

	private static final int DAYS_OF_A_YEAR = 366;

	public Age {
		boolean negative = period.isNegative() || duration.isNegative();
		boolean zero = period.isZero() && duration.isZero();
		if (negative || zero || period.toTotalMonths() > MOST_YEARS * 12L
				|| period.getDays() > MOST_YEARS * DAYS_OF_A_YEAR || duration.toDays() > MOST_YEARS * DAYS_OF_A_YEAR) {
			throw new IllegalArgumentException("it is longer than nothing and not longer than a thousand years");
		}
	}

	/**
	 * Reads an ISO 8601 period, duration, or both in one.
	 * @param text such as {@code P60D}, {@code P2M}, {@code PT36H}, {@code P1DT12H}
	 * @return the age
	 * @throws IllegalArgumentException when it is none, is nothing, or is negative
	 */
	public static Age parse(String text) {
		String upper = text.toUpperCase(Locale.ROOT);
		int time = upper.indexOf('T');
		String days = (time < 0) ? upper : upper.substring(0, time);
		try {
			return new Age(days.equals("P") ? Period.ZERO : Period.parse(days),
					(time < 0) ? Duration.ZERO : Duration.parse("P" + upper.substring(time)));
		}
		catch (DateTimeException ex) {
			// Without the cause, whose words are no help to a caller.
			throw new IllegalArgumentException("it is a period or a duration in ISO 8601, such as P60D or PT36H");
		}
	}

	/**
	 * Goes back in time.
	 * @param now where to start
	 * @return the instant that is this long ago
	 */
	public Instant before(Instant now) {
		return now.atOffset(ZoneOffset.UTC).minus(this.period).minus(this.duration).toInstant();
	}

	@Override
	public String toString() {
		String time = (this.duration.isZero()) ? "" : this.duration.toString().substring(1);
		return (this.period.isZero()) ? "P" + time : this.period + time;
	}

}
