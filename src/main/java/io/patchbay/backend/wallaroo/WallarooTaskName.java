package io.patchbay.backend.wallaroo;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.patchbay.connection.ConnectionId;
import org.jspecify.annotations.Nullable;

/**
 * The names that we give to tasks, by which a task is found again whose start nobody
 * answered. They hold our own time, so that the platform's clock does not matter.
 */
final class WallarooTaskName {

	private static final Pattern OURS = Pattern.compile("patchbay-(\\p{XDigit}{8}-\\p{XDigit}{12})-(\\d{13})");

	private WallarooTaskName() {
	}

	static String of(ConnectionId connection, Instant now) {
		return "patchbay-" + part(connection) + "-" + "%013d".formatted(now.toEpochMilli());
	}

	/**
	 * Whether a task was started by us for a connection since some time.
	 * @param name the task's name
	 * @param connection the connection
	 * @param since the time
	 * @return {@code false} for the tasks of others
	 */
	static boolean since(@Nullable String name, ConnectionId connection, Instant since) {
		Matcher matcher = OURS.matcher((name != null) ? name : "");
		return matcher.matches() && part(connection).equals(matcher.group(1))
				&& Long.parseLong(matcher.group(2)) >= since.toEpochMilli();
	}

	// Both ends of the UUID: long enough to be unique, short enough for a pod's name.
	private static String part(ConnectionId connection) {
		String id = connection.upstreamId().toLowerCase(Locale.ROOT);
		return id.substring(0, 8) + "-" + id.substring(24);
	}

}
