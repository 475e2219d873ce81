package io.patchbay.backend.airbyte;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.patchbay.connection.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * Writes Airbyte's schedules. Its public API has no field for the time zone and stores
 * every schedule in UTC.
 */
final class AirbyteTiming {

	private static final String POINTER = "/schedule";

	private static final String ZONE = "UTC";

	private AirbyteTiming() {
	}

	/**
	 * Makes of a schedule what Airbyte stores.
	 * @param wanted the schedule as the caller says it
	 * @return the schedule as it will be read
	 * @throws io.patchbay.connection.GatewayException.Invalid when it is malformed
	 * @throws io.patchbay.connection.GatewayException.Unprocessable when Airbyte cannot
	 * store it
	 */
	static Schedule normalized(Schedule wanted) {
		return switch (wanted.type()) {
			case MANUAL -> manual(wanted);
			case CRON -> cron(wanted);
			case BASIC -> throw AirbyteRefusals.unsupported(POINTER + "/type",
					"is BASIC, which is set in Airbyte's own pages alone; say CRON or MANUAL");
		};
	}

	private static Schedule manual(Schedule wanted) {
		if (wanted.cron() != null) {
			throw AirbyteRefusals.invalid(POINTER + "/cron", "contradicts the type MANUAL");
		}
		return new Schedule(Schedule.Type.MANUAL, null, null, List.of());
	}

	private static Schedule cron(Schedule wanted) {
		if (wanted.cron() == null || wanted.cron().isBlank()) {
			throw AirbyteRefusals.invalid(POINTER + "/cron", "is required with the type CRON");
		}
		String quartz = AirbyteCron.toQuartz(wanted.cron());
		if (wanted.timeZone() != null && !isUtc(zone(wanted.timeZone()))) {
			throw AirbyteRefusals.unsupported(POINTER + "/timeZone",
					"is another zone than UTC, the only one that Airbyte's API can store");
		}
		return new Schedule(Schedule.Type.CRON, quartz, ZONE, List.of());
	}

	/**
	 * Whether a schedule is in force already.
	 * @param current the schedule as it was read
	 * @param wanted the normalized schedule
	 * @return whether both fire at the same times
	 */
	static boolean same(@Nullable Schedule current, Schedule wanted) {
		if (current == null || current.type() != wanted.type()) {
			return false;
		}
		if (wanted.cron() == null) {
			return true;
		}
		return current.cron() != null && current.timeZone() != null && isUtc(zone(current.timeZone()))
				&& AirbyteCron.canonical(current.cron()).equals(AirbyteCron.canonical(wanted.cron()));
	}

	/**
	 * Writes a schedule as Airbyte takes it.
	 * @param schedule the normalized schedule
	 * @return a JSON object
	 */
	static Map<String, String> json(Schedule schedule) {
		return (schedule.cron() != null) ? Map.of("scheduleType", "cron", "cronExpression", schedule.cron())
				: Map.of("scheduleType", "manual");
	}

	private static ZoneId zone(String name) {
		try {
			return ZoneId.of(name);
		}
		catch (DateTimeException ex) {
			throw AirbyteRefusals.invalid(POINTER + "/timeZone", "is no IANA time zone");
		}
	}

	// UTC has many names: Etc/UTC, Z, GMT+0 and more.
	private static boolean isUtc(ZoneId zone) {
		return ZoneOffset.UTC.equals(zone.normalized());
	}

}
