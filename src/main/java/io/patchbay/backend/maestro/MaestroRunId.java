package io.patchbay.backend.maestro;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.SyncId;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known to find a run again. The platform's id of a run is not enough: it
 * can be read below its pipeline alone, and does not tell for which of the pipeline's
 * connections it was started.
 *
 * @param pipeline the pipeline's id with underscores
 * @param run the run's id with underscores, or {@code after-} and the milliseconds since
 * 1970 before which it cannot have begun, for a run that the platform has accepted and
 * does not show yet
 * @param connection the connection
 */
record MaestroRunId(String pipeline, String run, ConnectionId connection) {

	private static final Pattern PIPELINE = Pattern.compile("[0-9A-Za-z_-]{1,64}");

	private static final Pattern AFTER = Pattern.compile("after-(\\d{1,15})");

	private static final Pattern FORM = Pattern.compile("(\\w{1,64}):(\\w{1,64}|after-\\d{1,15}):(.+)");

	static boolean isPipeline(String text) {
		return PIPELINE.matcher(text).matches();
	}

	static MaestroRunId after(String pipeline, Instant time, ConnectionId connection) {
		return new MaestroRunId(pipeline, "after-" + Math.max(0, time.toEpochMilli()), connection);
	}

	/**
	 * Reads an id that we have given out.
	 * @param id the id
	 * @return its parts, {@code null} when it is none of ours
	 */
	static @Nullable MaestroRunId parse(SyncId id) {
		Matcher matcher = FORM.matcher(id.upstreamId());
		if (!matcher.matches()) {
			return null;
		}
		try {
			return new MaestroRunId(matcher.group(1), matcher.group(2),
					new ConnectionId(id.backend(), matcher.group(3)));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * When a run that is not shown yet cannot have begun.
	 * @return the earliest time, {@code null} for a run that was seen
	 */
	@Nullable Instant after() {
		Matcher matcher = AFTER.matcher(this.run);
		return matcher.matches() ? Instant.ofEpochMilli(Long.parseLong(matcher.group(1))) : null;
	}

	SyncId in(BackendId backend) {
		return new SyncId(backend, this.pipeline + ":" + this.run + ":" + this.connection.upstreamId());
	}

}
