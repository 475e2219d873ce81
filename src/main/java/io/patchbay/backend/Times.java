package io.patchbay.backend;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the times of upstreams, which come in several notations even within one platform.
 */
public final class Times {

	private static final DateTimeFormatter LENIENT = new DateTimeFormatterBuilder()
		.appendPattern("yyyy-MM-dd['T'][' ']HH:mm[:ss][.SSSSSSSSS][.SSSSSS][.SSS]")
		.optionalStart()
		.appendOffset("+HH:MM", "Z")
		.optionalEnd()
		.optionalStart()
		.appendOffset("+HHMM", "Z")
		.optionalEnd()
		.optionalStart()
		.appendOffset("+HHmm", "Z")
		.optionalEnd()
		.toFormatter();

	private Times() {
	}

	/**
	 * Reads a time.
	 * @param value a number of seconds since 1970, or text in ISO 8601 or close to it,
	 * meant in UTC when it has no zone
	 * @return the instant, {@code null} when there is none or it cannot be read
	 */
	public static @Nullable Instant read(@Nullable JsonNode value) {
		if (value == null) {
			return null;
		}
		try {
			return value.isNumber() ? Instant.ofEpochSecond(value.asLong())
					: (value.isString() ? read(value.stringValue()) : null);
		}
		catch (DateTimeException | ArithmeticException ex) {
			return null;
		}
	}

	private static @Nullable Instant read(String text) {
		String trimmed = text.trim();
		if (trimmed.length() == 10) {
			return LocalDate.parse(trimmed).atStartOfDay().toInstant(ZoneOffset.UTC);
		}
		try {
			return parse(DateTimeFormatter.ISO_DATE_TIME, trimmed);
		}
		catch (DateTimeException ex) {
			return parse(LENIENT, trimmed);
		}
	}

	private static Instant parse(DateTimeFormatter format, String text) {
		TemporalAccessor time = format.parseBest(text, Instant::from, LocalDateTime::from);
		return (time instanceof LocalDateTime local) ? local.toInstant(ZoneOffset.UTC) : Instant.from(time);
	}

}
