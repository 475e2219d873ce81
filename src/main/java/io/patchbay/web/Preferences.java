package io.patchbay.web;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;

/**
 * The {@code Prefer} header, RFC 7240: wishes that are granted or ignored, never errors.
 */
final class Preferences {

	private static final int LONGEST_WAIT = 60;

	private static final Pattern WAIT = Pattern.compile("wait\\s*=\\s*\"?([0-9]{1,9})\"?", Pattern.CASE_INSENSITIVE);

	private Preferences() {
	}

	static boolean strict(@Nullable List<String> headers) {
		return headers != null && headers.stream()
			.flatMap((header) -> List.of(header.split("[,;]")).stream())
			.map((preference) -> preference.replaceAll("[\\s\"]", "").toLowerCase(Locale.ROOT))
			.anyMatch("handling=strict"::equals);
	}

	/**
	 * How long the caller would wait for the end of what it asks for.
	 * @param headers the headers
	 * @return the wait, at the most a minute; {@code null} when it asks for none, or in
	 * words that cannot be understood
	 */
	static @Nullable Duration wait(@Nullable List<String> headers) {
		if (headers == null) {
			return null;
		}
		return headers.stream()
			.flatMap((header) -> Stream.of(header.split("[,;]")))
			.map((preference) -> WAIT.matcher(preference.strip()))
			.filter(Matcher::matches)
			.findFirst()
			.map((match) -> Duration.ofSeconds(Math.min(LONGEST_WAIT, Integer.parseInt(match.group(1)))))
			.orElse(null);
	}

	static ResponseEntity.BodyBuilder applied(ResponseEntity.BodyBuilder response, @Nullable Duration wait) {
		return (wait != null) ? response.header("Preference-Applied", "wait=" + wait.toSeconds()) : response;
	}

	static ResponseEntity.BodyBuilder applied(ResponseEntity.BodyBuilder response, boolean strict) {
		return strict ? response.header("Preference-Applied", "handling=strict") : response;
	}

}
