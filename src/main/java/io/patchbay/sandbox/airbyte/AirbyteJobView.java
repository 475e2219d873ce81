package io.patchbay.sandbox.airbyte;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

import io.patchbay.sandbox.SandboxJson;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * How jobs look in the public API.
 */
@Component
@Profile("sandbox")
class AirbyteJobView {

	private static final DateTimeFormatter WITH_SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssX");

	private final AirbyteSwitches switches;

	AirbyteJobView(AirbyteSwitches switches) {
		this.switches = switches;
	}

	/**
	 * Shows a job that was just started.
	 * @param job the job
	 * @param now the time
	 * @return the job without what it has moved
	 */
	ObjectNode created(Job job, Instant now) {
		ObjectNode json = SandboxJson.object()
			.put("jobId", job.id())
			.put("status", status(job, now))
			.put("jobType", job.type())
			.put("startTime", time(job.createdAt()))
			.put("connectionId", job.connectionId());
		boolean terminal = job.terminal(now);
		if (terminal) {
			json.put("lastUpdatedAt", time(job.updatedAt(now)));
		}
		if (!job.pending(now)) {
			Instant end = (terminal) ? job.updatedAt(now) : now;
			json.put("duration", Duration.between(seconds(job.createdAt()), seconds(end)).toString());
		}
		return json;
	}

	ObjectNode json(Job job, Instant now) {
		ObjectNode json = created(job, now);
		if (!job.pending(now)) {
			long rows = job.rows(now);
			json.put("bytesSynced", job.bytes(rows)).put("rowsSynced", rows);
		}
		return json;
	}

	String status(Job job, Instant now) {
		String status = job.status(now);
		return ("pending".equals(status) && this.switches.on("queued")) ? "queued" : status;
	}

	private String time(Instant instant) {
		// The server prints an OffsetDateTime, which leaves out seconds that are zero
		return (this.switches.on("dropZeroSeconds")) ? seconds(instant).atOffset(ZoneOffset.UTC).toString()
				: WITH_SECONDS.format(instant.atOffset(ZoneOffset.UTC));
	}

	static Instant seconds(Instant instant) {
		return instant.truncatedTo(ChronoUnit.SECONDS);
	}

}
