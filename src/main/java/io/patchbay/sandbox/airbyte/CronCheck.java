package io.patchbay.sandbox.airbyte;

import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.TimeZone;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import io.patchbay.sandbox.SandboxJson;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/**
 * Airbyte's two looks at a cron expression: its form at the door, how often it fires at
 * the desk. Both use the libraries that the real server uses.
 */
final class CronCheck {

	private static final CronParser PARSER = new CronParser(
			CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));

	private static final String HELP = "https://www.quartz-scheduler.org/documentation/";

	/** How many runs are looked at; a week of a schedule that fires every hour. */
	private static final int RUNS = 168;

	private CronCheck() {
	}

	/**
	 * Checks the form.
	 * @param expression what was sent
	 * @return the expression without the one time zone that may be written
	 * @throws AirbyteException 400 when the form is wrong
	 */
	static String form(@Nullable String expression) {
		if (expression == null) {
			throw AirbyteException.badRequest("Missing cron expression in the schedule.");
		}
		String cron = expression.strip();
		if (cron.endsWith("UTC")) {
			cron = cron.substring(0, cron.length() - 3).strip();
		}
		try {
			PARSER.parse(cron).validate();
		}
		catch (IllegalArgumentException ex) {
			throw AirbyteException.badRequest("The cron expression %s is not valid. Error: %s. Please check the cron "
				.formatted(cron, ex.getMessage()) + "expression format at " + HELP);
		}
		String[] fields = cron.split("\\s+");
		if (isLoose(fields[0]) || (fields.length == 7 && isLoose(fields[1]))) {
			throw AirbyteException.badRequest("The cron expression " + cron
					+ " is not valid or is less than the one hour minimum. The seconds and minutes values cannot be `*`.");
		}
		return cron;
	}

	private static boolean isLoose(String field) {
		return !field.chars().allMatch(Character::isDigit);
	}

	/**
	 * Checks how often a schedule fires.
	 * @param cron the expression, well formed
	 * @param floorMinutes the shortest time between two runs that the plan allows
	 * @param now the time
	 * @throws AirbyteException 400 when it fires too often or Quartz cannot read it
	 */
	static void frequency(String cron, int floorMinutes, Instant now) {
		try {
			CronExpression quartz = new CronExpression(cron);
			quartz.setTimeZone(TimeZone.getTimeZone("UTC"));
			Date last = quartz.getNextValidTimeAfter(Date.from(now));
			for (int run = 0; run < RUNS && last != null; run++) {
				Date next = quartz.getNextValidTimeAfter(last);
				if (next != null && next.getTime() - last.getTime() < floorMinutes * 60_000L) {
					throw tooOften(cron, floorMinutes);
				}
				last = next;
			}
		}
		catch (ParseException ex) {
			throw AirbyteException.problem(400, "error:cron-validation/invalid-expression", "Invalid cron expression",
					"The cron expression could not be parsed.",
					SandboxJson.object().put("cronExpression", cron).put("validationErrorMessage", ex.getMessage()));
		}
	}

	private static AirbyteException tooOften(String cron, int floorMinutes) {
		String floor = (floorMinutes == 60) ? "1 hour" : floorMinutes + " minutes";
		return AirbyteException.problem(400, "error:cron-validation/under-one-hour-not-allowed",
				"Cron sync schedules more frequent than once per hour are not allowed",
				"The cron expression fires too often.",
				SandboxJson.object()
					.put("cronExpression", cron)
					.put("validationErrorMessage", "Cron executions must be at least " + floor + " apart"));
	}

}
