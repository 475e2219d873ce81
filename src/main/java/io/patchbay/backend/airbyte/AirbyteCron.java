package io.patchbay.backend.airbyte;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import io.patchbay.connection.GatewayException;
import org.quartz.CronExpression;

/**
 * Cron expressions as callers write them, in the one form that Airbyte takes: Quartz, of
 * 6 or 7 fields. Those of UNIX, of 5 fields, are converted.
 */
final class AirbyteCron {

	private static final String POINTER = "/schedule/cron";

	private static final String ANY = "*";

	private static final String NONE = "?";

	/**
	 * Others mean something to the library alone, such as two bars, and may break it.
	 */
	private static final Pattern CHARACTERS = Pattern.compile("[A-Z0-9*?,/#-]*");

	// The library that Airbyte itself checks expressions with.
	private static final CronParser QUARTZ = parser(CronType.QUARTZ);

	private static final CronParser UNIX = parser(CronType.UNIX);

	private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

	private static final List<String> MONTHS = List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP",
			"OCT", "NOV", "DEC");

	private AirbyteCron() {
	}

	private static CronParser parser(CronType type) {
		return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(type));
	}

	/**
	 * Makes of an expression what Airbyte takes.
	 * @param expression a UNIX or a Quartz expression without a zone
	 * @return a Quartz expression that fires at the same times
	 * @throws GatewayException.Invalid when it is malformed
	 * @throws GatewayException.Unprocessable when it is well formed, and Airbyte cannot
	 * store it
	 */
	static String toQuartz(String expression) {
		String[] fields = expression.strip().toUpperCase(Locale.ROOT).split("\\s+");
		if (!CHARACTERS.matcher(String.join("", fields)).matches()) {
			throw AirbyteRefusals.invalid(POINTER, "has characters that no cron expression has");
		}
		String quartz = switch (fields.length) {
			case 5 -> ofUnix(fields);
			case 6, 7 -> String.join(" ", fields);
			default -> throw AirbyteRefusals.invalid(POINTER, "has " + (expression.isBlank() ? 0 : fields.length)
					+ " fields; 5 (UNIX), or 6 or 7 (Quartz) make an expression");
		};
		check(quartz);
		return quartz;
	}

	/**
	 * A form in which expressions are equal that differ in their writing alone.
	 * @param quartz a Quartz expression
	 * @return the expression with numbers for names, and without what says nothing
	 */
	static String canonical(String quartz) {
		String[] fields = quartz.strip().toUpperCase(Locale.ROOT).split("\\s+");
		if (fields.length < 6) {
			return String.join(" ", fields);
		}
		fields[4] = numbers(fields[4], MONTHS, 1);
		fields[5] = numbers(fields[5], DAYS, 1);
		int length = (fields.length == 7 && ANY.equals(fields[6])) ? 6 : fields.length;
		return String.join(" ", List.of(fields).subList(0, length));
	}

	// Quartz counts the days of the week from 1, Sunday, and wants exactly one of the two
	// day fields to say nothing, so that UNIX's "on either day" cannot be said.
	private static String ofUnix(String[] fields) {
		String[] unix = fields.clone();
		unix[4] = numbers(unix[4].replace("-SUN", "-7"), DAYS, 0);
		String text = String.join(" ", unix);
		try {
			UNIX.parse(text).validate();
		}
		catch (IllegalArgumentException ex) {
			throw malformed(ex);
		}
		String dayOfMonth = unix[2];
		String dayOfWeek = unix[4];
		if (!ANY.equals(dayOfMonth) && !ANY.equals(dayOfWeek)) {
			throw AirbyteRefusals.unsupported(POINTER, "names days of the month and days of the week, which means on "
					+ "either of them in UNIX; Airbyte's expressions cannot say that, so use one of the two fields");
		}
		boolean weekly = !ANY.equals(dayOfWeek);
		return String.join(" ", "0", unix[0], unix[1], weekly ? NONE : dayOfMonth, unix[3],
				weekly ? daysOfWeek(dayOfWeek) : NONE);
	}

	private static String daysOfWeek(String field) {
		TreeSet<Integer> days = new TreeSet<>();
		for (String item : field.split(",")) {
			String[] parts = item.split("/");
			String[] range = (ANY.equals(parts[0]) ? "0-6" : parts[0]).split("-");
			int first = Integer.parseInt(range[0]);
			int step = (parts.length > 1) ? Integer.parseInt(parts[1]) : 1;
			// A step without an end goes on to the end of the week.
			int last = (range.length > 1) ? Integer.parseInt(range[1]) : ((parts.length > 1) ? 6 : first);
			for (int day = first; day <= last; day += step) {
				days.add(day % 7 + 1);
			}
		}
		return written(List.copyOf(days));
	}

	private static String written(List<Integer> days) {
		List<String> runs = new ArrayList<>();
		int first = 0;
		for (int i = 0; i < days.size(); i++) {
			if (i + 1 < days.size() && days.get(i + 1) == days.get(i) + 1) {
				continue;
			}
			if (i - first >= 2) {
				runs.add(days.get(first) + "-" + days.get(i));
			}
			else {
				days.subList(first, i + 1).forEach((day) -> runs.add(day.toString()));
			}
			first = i + 1;
		}
		return String.join(",", runs);
	}

	private static void check(String quartz) {
		try {
			QUARTZ.parse(quartz).validate();
			new CronExpression(quartz);
		}
		catch (ParseException | IllegalArgumentException ex) {
			throw malformed(ex);
		}
		// Airbyte's own rule, which also keeps schedules from firing more often than once
		// a minute.
		String[] fields = quartz.split(" ");
		if (!isNumber(fields[0])) {
			throw AirbyteRefusals.unsupported(POINTER, "fires in other seconds than one; the field is a number here");
		}
		if (fields.length == 7 && !isNumber(fields[1])) {
			throw AirbyteRefusals.unsupported(POINTER,
					"names a year and several minutes; with 7 fields, the minutes are a number here");
		}
	}

	private static GatewayException malformed(Exception ex) {
		String reason = String.valueOf(ex.getMessage());
		return AirbyteRefusals.invalid(POINTER, "is no cron expression: " + reason.replaceAll("[.\\s]+$", ""));
	}

	private static boolean isNumber(String field) {
		return field.chars().allMatch((character) -> character >= '0' && character <= '9');
	}

	private static String numbers(String field, List<String> names, int first) {
		String result = field;
		for (Map.Entry<String, Integer> name : indexed(names, first).entrySet()) {
			result = result.replace(name.getKey(), name.getValue().toString());
		}
		return result;
	}

	private static Map<String, Integer> indexed(List<String> names, int first) {
		Map<String, Integer> numbers = new LinkedHashMap<>();
		names.forEach((name) -> numbers.put(name, first + numbers.size()));
		return numbers;
	}

}
