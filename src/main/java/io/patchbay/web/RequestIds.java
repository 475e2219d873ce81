package io.patchbay.web;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The id that ties an answer to what is logged about it.
 */
final class RequestIds {

	static final String HEADER = "X-Request-Id";

	private static final String ATTRIBUTE = RequestIds.class.getName();

	// It goes to logs and headers as it is: nothing in it may start a new line or a tag.
	private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	private RequestIds() {
	}

	/**
	 * The id of a request: the caller's if it is acceptable, else one of our own. It
	 * stays the same for as long as the request lives.
	 * @param request the request
	 * @return its id
	 */
	static String of(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof String known) {
			return known;
		}
		String sent = request.getHeader(HEADER);
		String id = (sent != null && ACCEPTED.matcher(sent).matches()) ? sent : generate();
		request.setAttribute(ATTRIBUTE, id);
		return id;
	}

	private static String generate() {
		// Told apart from others they must be, and need not be hard to guess.
		return Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
	}

}
