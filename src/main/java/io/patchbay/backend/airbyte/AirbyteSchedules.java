package io.patchbay.backend.airbyte;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionStatus;
import io.patchbay.connection.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * Reads Airbyte's schedules. Airbyte appends the time zone to the cron expression when it
 * is read, although it does not take one when it is written.
 */
final class AirbyteSchedules {

	private static final String DEFAULT_ZONE = "UTC";

	private AirbyteSchedules() {
	}

	static @Nullable Schedule read(AirbyteConnection.Timing timing) {
		if (timing.scheduleType() == null) {
			return null;
		}
		return switch (timing.scheduleType().toLowerCase(Locale.ROOT)) {
			case "manual" -> new Schedule(Schedule.Type.MANUAL, null, null, List.of());
			case "basic" -> new Schedule(Schedule.Type.BASIC, null, null, List.of());
			case "cron" -> cron(timing.cronExpression());
			default -> null;
		};
	}

	/**
	 * Adds when a connection runs next, which only an active one does.
	 * @param connection the connection
	 * @param now the time
	 * @return the connection, the same one when nothing can be said
	 */
	static Connection withNextRuns(Connection connection, Instant now) {
		Schedule schedule = connection.schedule();
		if (connection.status() != ConnectionStatus.ACTIVE || schedule == null || schedule.cron() == null
				|| schedule.timeZone() == null) {
			return connection;
		}
		List<Instant> runs = AirbyteNextRuns.of(schedule.cron(), schedule.timeZone(), now);
		return connection.toBuilder()
			.schedule(new Schedule(schedule.type(), schedule.cron(), schedule.timeZone(), runs))
			.build();
	}

	private static Schedule cron(@Nullable String expression) {
		if (expression == null || expression.isBlank()) {
			return new Schedule(Schedule.Type.CRON, null, null, List.of());
		}
		String trimmed = expression.strip();
		int last = trimmed.lastIndexOf(' ');
		String token = trimmed.substring(last + 1);
		return (last > 0 && isZone(token))
				? new Schedule(Schedule.Type.CRON, trimmed.substring(0, last).strip(), token, List.of())
				: new Schedule(Schedule.Type.CRON, trimmed, DEFAULT_ZONE, List.of());
	}

	// No field of a cron expression is the name of a zone: zones have two letters or more
	// at the start, and no day is called like one.
	private static boolean isZone(String token) {
		if (token.length() < 2 || !isLetter(token.charAt(0)) || !isLetter(token.charAt(1))) {
			return false;
		}
		try {
			ZoneId.of(token);
			return true;
		}
		catch (DateTimeException ex) {
			return false;
		}
	}

	private static boolean isLetter(char character) {
		return character >= 'A' && character <= 'Z' || character >= 'a' && character <= 'z';
	}

}
