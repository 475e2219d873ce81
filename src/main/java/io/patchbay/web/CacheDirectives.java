package io.patchbay.web;

import java.time.Duration;
import java.util.Enumeration;

import io.patchbay.connection.Freshness;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

/**
 * The {@code Cache-Control} of requests and the {@code Age} of answers, RFC 9111. Of the
 * directives those count that ask for something newer than what is kept.
 */
final class CacheDirectives {

	private static final String MAX_AGE = "max-age=";

	private CacheDirectives() {
	}

	static Freshness read(HttpServletRequest request) {
		if (request.getHeader(HttpHeaders.CACHE_CONTROL) == null) {
			return Freshness.any();
		}
		Enumeration<String> values = request.getHeaders(HttpHeaders.CACHE_CONTROL);
		long oldest = Long.MAX_VALUE;
		boolean store = true;
		while (values.hasMoreElements()) {
			for (String part : values.nextElement().split(",")) {
				String directive = part.strip();
				store = store && !directive.equalsIgnoreCase("no-store");
				oldest = Math.min(oldest, seconds(directive));
			}
		}
		return (oldest == Long.MAX_VALUE) ? Freshness.any() : Freshness.upTo(Duration.ofSeconds(oldest), store);
	}

	// What cannot be understood asks for something new, as what has no time to live.
	private static long seconds(String directive) {
		if (directive.equalsIgnoreCase("no-cache") || directive.equalsIgnoreCase("no-store")) {
			return 0;
		}
		if (!directive.regionMatches(true, 0, MAX_AGE, 0, MAX_AGE.length())) {
			return Long.MAX_VALUE;
		}
		long seconds = 0;
		int end = directive.length();
		int from = MAX_AGE.length();
		if (end - from > 1 && directive.charAt(from) == '"' && directive.charAt(end - 1) == '"') {
			from++;
			end--;
		}
		for (int i = from; i < end; i++) {
			int digit = directive.charAt(i) - '0';
			if (digit < 0 || digit > 9) {
				return 0;
			}
			// As far as a cache has to count, RFC 9111, 1.2.2.
			seconds = Math.min(Integer.MAX_VALUE, seconds * 10 + digit);
		}
		return seconds;
	}

	/**
	 * Tells the age of an answer that was kept.
	 * @param freshness what the caller got
	 * @param response the answer, to which headers can still be added
	 */
	static void tell(Freshness freshness, HttpServletResponse response) {
		Duration age = freshness.age();
		if (age != null && response.getStatus() < 400) {
			response.setHeader(HttpHeaders.AGE, String.valueOf(age.toSeconds()));
		}
	}

}
