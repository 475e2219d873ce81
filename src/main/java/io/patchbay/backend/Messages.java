package io.patchbay.backend;

import java.util.Objects;
import java.util.regex.Matcher;
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

	private static final Pattern TOKEN = Pattern.compile(
			"(?i)(bearer\\s+)[A-Za-z0-9._~+/=-]{12,}|eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)?");

	/** What a terminal takes for an order, whole where it is one of the usual ones. */
	private static final Pattern CONTROL = Pattern
		.compile("\\x1B\\[[0-9;?]*[ -/]*[@-~]|[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\t\\n]]");

	private Messages() {
	}

	/**
	 * Takes the first line: what follows it is a traceback more often than not.
	 * @param text what a platform says
	 * @return at most 300 characters without control characters and what looks like a
	 * secret, empty for blank text
	 */
	public static String firstLine(String text) {
		String line = plain(masked(text.strip().lines().findFirst().orElse(""))).replace('\t', ' ').strip();
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
		String named = SECRET.matcher(USER_INFO.matcher(text).replaceAll("://***@")).replaceAll("$1***");
		return TOKEN.matcher(named)
			.replaceAll((match) -> Matcher.quoteReplacement(Objects.requireNonNullElse(match.group(1), "") + "***"));
	}

	/**
	 * Leaves out what could steer a terminal that shows the text.
	 * @param text a line
	 * @return the line without control characters other than tabs and ends of lines
	 */
	static String plain(String text) {
		return CONTROL.matcher(text).replaceAll("");
	}

}
