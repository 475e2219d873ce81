package io.patchbay.backend;

/**
 * The words of platforms, as far as callers may see them.
 */
public final class Messages {

	/** More than any sensible message, less than a traceback. */
	private static final int MAX_LENGTH = 300;

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

}
