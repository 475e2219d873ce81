package io.patchbay.sandbox.wallaroo;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The three ways in which Wallaroo writes an instant.
 */
enum WallarooTime {

	/**
	 * With a {@code Z}.
	 */
	ZULU("uuuu-MM-dd'T'HH:mm:ss.SSSSSSX"),

	/**
	 * With {@code +00:00}, as tasks and orchestrations always do.
	 */
	OFFSET("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx"),

	/**
	 * Without any zone, which means UTC.
	 */
	BARE("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

	private final DateTimeFormatter formatter;

	WallarooTime(String pattern) {
		this.formatter = DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
	}

	String format(Instant instant) {
		return this.formatter.format(instant);
	}

}
