package io.patchbay.backend.maestro;

import java.util.List;

import io.patchbay.backend.Messages;
import org.jspecify.annotations.Nullable;

/**
 * The traceback of a failed run. It shows source code, and with it whatever that holds;
 * only the exception's own line is told as a message, without what looks like a secret.
 */
final class MaestroTrace {

	private static final String HEADER = "Traceback (most recent call last)";

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
			.map(Messages::firstLine)
			.orElse(null);
	}

	/**
	 * The trace as a log: its source lines may quote what must not be shown.
	 * @param trace the traceback
	 * @return its lines
	 */
	static List<String> lines(@Nullable String trace) {
		return (trace != null) ? trace.strip().lines().map(Messages::masked).toList() : List.of();
	}

}
