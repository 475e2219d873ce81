package io.patchbay.backend.wallaroo;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a log as Kubernetes keeps it: time, stream, a flag that tells whole lines
 * from parts, and the text.
 */
final class WallarooLogLine {

	private static final Pattern LINE = Pattern.compile("(\\S+) (stdout|stderr) [FP](?: (.*))?", Pattern.DOTALL);

	private WallarooLogLine() {
	}

	/**
	 * What a line says on stderr.
	 * @param line the line
	 * @return its text, empty when it is of stdout or says nothing
	 */
	static Optional<String> error(String line) {
		Matcher matcher = LINE.matcher(line.stripTrailing());
		return (matcher.matches() && "stderr".equals(matcher.group(2)))
				? Optional.ofNullable(matcher.group(3)).filter((text) -> !text.isBlank()) : Optional.empty();
	}

	/**
	 * Leaves out the flag.
	 * @param line the line
	 * @return the line as people want it, whole when it has another form
	 */
	static String plain(String line) {
		String text = line.stripTrailing();
		Matcher matcher = LINE.matcher(text);
		if (!matcher.matches()) {
			return text;
		}
		String said = (matcher.group(3) != null) ? " " + matcher.group(3) : "";
		return matcher.group(1) + " " + matcher.group(2) + said;
	}

}
