package io.patchbay.backend.maestro;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The traceback of a failed run. It shows source code, and with it whatever that holds;
 * only the exception's own line is told as a message, without what looks like a secret.
 */
final class MaestroTrace {

	private static final int MAX_MESSAGE = 300;

	private static final String HEADER = "Traceback (most recent call last)";

	private static final Pattern USER_INFO = Pattern.compile("://[^/\\s@]+@");

	private static final Pattern SECRET = Pattern
		.compile("(?i)((?:password|passwd|pwd|secret|token|credential|api_?key|private_?key)\\w*[\"']?\\s*[=:]\\s*)"
				+ "(\"[^\"]*\"|'[^']*'|[^\\s,;)]+)");

	private MaestroTrace() {
	}

	/**
	 * The text of the exception.
	 * @param trace the traceback, or some other text
	 * @return one line of at most 300 characters, {@code null} when there is none
	 */
	static @Nullable String message(@Nullable String trace) {
		List<String> lines = lines(trace);
		int from = 0;
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i).contains(HEADER)) {
				from = i + 1;
			}
		}
		// Frames are indented; what follows them is the exception, on as many lines as
		// its
		// message has.
		return lines.subList(from, lines.size())
			.stream()
			.filter((line) -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
			.findFirst()
			.map(MaestroTrace::harmless)
			.orElse(null);
	}

	static List<String> lines(@Nullable String trace) {
		return (trace != null) ? trace.strip().lines().toList() : List.of();
	}

	private static String harmless(String line) {
		String text = line.strip().replaceAll("\\p{Cntrl}", " ");
		text = USER_INFO.matcher(text).replaceAll("://***@");
		text = SECRET.matcher(text).replaceAll("$1***");
		return (text.length() <= MAX_MESSAGE) ? text : text.substring(0, MAX_MESSAGE);
	}

}
