package io.patchbay.web;

import java.util.Arrays;
import java.util.List;

import io.patchbay.connection.GatewayException;
import io.patchbay.connection.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as callers send it. The type may be left out when there is a cron.
 *
 * @param type how to schedule
 * @param cron the expression
 * @param timeZone the zone of the expression
 * @param saysCron whether the body mentions the expression
 * @param saysTimeZone whether the body mentions the zone
 */
record ScheduleBody(Schedule.@Nullable Type type, @Nullable String cron, @Nullable String timeZone, boolean saysCron,
		boolean saysTimeZone) {

	static final ScheduleBody MANUAL = new ScheduleBody(Schedule.Type.MANUAL, null, null, false, false);

	static @Nullable ScheduleBody read(JsonFields all) {
		JsonFields fields = all.object("schedule");
		if (fields == null) {
			return null;
		}
		ScheduleBody body = new ScheduleBody(fields.parsed("type", ScheduleBody::type), fields.nonBlank("cron"),
				fields.nonBlank("timeZone"), fields.has("cron"), fields.has("timeZone"));
		fields.finish();
		return body;
	}

	/**
	 * Makes the schedule.
	 * @param current the schedule that the body is merged into, if any: what the body
	 * does not mention stays as it is
	 * @return the schedule
	 * @throws GatewayException.Invalid when it is not whole, or says more than it may
	 */
	Schedule on(@Nullable Schedule current) {
		if (this.type != null && this.type != Schedule.Type.CRON) {
			require(this.cron == null, "/schedule/cron", "only a schedule of the type CRON has it");
			require(this.timeZone == null, "/schedule/timeZone", "only a schedule of the type CRON has it");
			return new Schedule(this.type, null, null, List.of());
		}
		Schedule base = (current != null && current.type() == Schedule.Type.CRON) ? current : null;
		String merged = (base != null && !this.saysCron) ? base.cron() : this.cron;
		String zone = (base != null && !this.saysTimeZone) ? base.timeZone() : this.timeZone;
		require(merged != null, "/schedule/cron", "it is required, unless the type is MANUAL");
		return new Schedule(Schedule.Type.CRON, merged, zone, List.of());
	}

	private static Schedule.Type type(String text) {
		return Arrays.stream(Schedule.Type.values())
			.filter((type) -> type.name().equals(text))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("it is one of MANUAL, CRON, BASIC"));
	}

	private static void require(boolean holds, String pointer, String detail) {
		if (!holds) {
			throw JsonBodies.invalid(List.of(new GatewayException.FieldError(pointer, detail)));
		}
	}

}
