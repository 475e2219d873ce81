package io.patchbay.backend;

import java.util.regex.Pattern;

/**
 * The words of platforms, as far as callers may see them.
 */
public final class Messages {

	/** More than any sensible message, less than a traceback. */
	private static final int MAX_LENGTH = 300;

	private static final Pattern USER_INFO = Pattern.compile("://[^/\\s@]+@");

	private static final Pattern SECRET = Pattern
		.compile("(?i)((?:password|passwd|pwd|secret|token|credential|api_?key|private_?key)\\w*[\"']?\\s*[=:]\\s*)"
				+ "(\"[^\"]*\"|'[^']*'|[^\\s,;)]+)");

	private Messages() {
	}

	/**
	 * Takes the first line: what follows it is a traceback more often than not.
	 * @param text what a platform says
	 * @return at most 300 characters without control characters, empty for blank text
	 */
	public static String firstLine(String text) {
		String line = text.strip().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
		return (line.length() <= MAX_LENGTH) ? line : line.substring(0, MAX_LENGTH);
	}

	/**
	 * Hides what looks like a secret in text that people or their code have written, such
	 * as a line of source in a traceback.
	 * @param text the text
	 * @return the text with a mask in the place of each value of a telling name, and of
	 * each user in a URL
	 */
	public static String masked(String text) {
		return SECRET.matcher(USER_INFO.matcher(text).replaceAll("://***@")).replaceAll("$1***");
	}

}
