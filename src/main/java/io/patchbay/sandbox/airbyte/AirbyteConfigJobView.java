package io.patchbay.sandbox.airbyte;

import java.time.Instant;
import java.util.List;

import io.patchbay.sandbox.SandboxJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * How jobs look in the Config API. Times are epoch seconds, those of log events epoch
 * milliseconds.
 */
@Component
@Profile("sandbox")
class AirbyteConfigJobView {

	private final AirbyteStore store;

	private final AirbyteJobView publicView;

	AirbyteConfigJobView(AirbyteStore store, AirbyteJobView publicView) {
		this.store = store;
		this.publicView = publicView;
	}

	/**
	 * Shows a job with its attempts.
	 * @param job the job
	 * @param now the time
	 * @param logs whether to show logs
	 * @return the job
	 */
	ObjectNode withAttempts(Job job, Instant now, boolean logs) {
		ObjectNode json = SandboxJson.object();
		json.set("job", job(job, now));
		ArrayNode attempts = json.putArray("attempts");
		for (int number = 0; number < job.begun(now).size(); number++) {
			attempts.add(attempt(job, number, now, logs));
		}
		return json;
	}

	ObjectNode attempt(Job job, int number, Instant now, boolean logs) {
		JobAttempt attempt = job.attempts().get(number);
		ObjectNode json = SandboxJson.object();
		json.set("attempt", plainAttempt(job, number, now));
		if (logs) {
			JobLogs.put(json, job, attempt, streams(job), now);
		}
		return json;
	}

	ObjectNode job(Job job, Instant now) {
		ObjectNode json = SandboxJson.object()
			.put("id", job.id())
			.put("configType", ("reset".equals(job.type())) ? "reset_connection" : job.type())
			.put("configId", job.connectionId())
			.put("createdAt", job.createdAt().getEpochSecond())
			.put("updatedAt", job.updatedAt(now).getEpochSecond());
		if (!job.begun(now).isEmpty()) {
			json.put("startedAt", job.attempts().getFirst().start().getEpochSecond());
		}
		json.put("status", this.publicView.status(job, now));
		ArrayNode enabled = json.putArray("enabledStreams");
		for (JsonNode stream : streams(job)) {
			ObjectNode descriptor = enabled.addObject().put("name", stream.path("name").stringValue());
			if (stream.has("namespace")) {
				descriptor.put("namespace", stream.path("namespace").stringValue());
			}
		}
		long rows = job.rows(now);
		json.putObject("aggregatedStats")
			.put("recordsEmitted", rows)
			.put("bytesEmitted", job.bytes(rows))
			.put("recordsCommitted", rows)
			.put("bytesCommitted", job.bytes(rows))
			.put("recordsRejected", 0);
		return json;
	}

	private ObjectNode plainAttempt(Job job, int number, Instant now) {
		JobAttempt attempt = job.attempts().get(number);
		Instant stopped = job.stopped(now);
		boolean cut = "cancelled".equals(job.status(now)) && stopped.isBefore(attempt.end());
		String status = (cut) ? "failed" : attempt.status(now);
		Instant end = (cut) ? stopped : attempt.end();
		boolean running = "running".equals(status);
		long rows = attempt.rows(job.rows(), stopped);
		ObjectNode json = SandboxJson.object()
			.put("id", number)
			.put("status", status)
			.put("createdAt", attempt.start().getEpochSecond())
			.put("updatedAt", ((running) ? attempt.start() : end).getEpochSecond());
		if (!running) {
			json.put("endedAt", end.getEpochSecond());
		}
		json.put("bytesSynced", job.bytes(rows)).put("recordsSynced", rows);
		json.putObject("totalStats")
			.put("recordsEmitted", rows)
			.put("bytesEmitted", job.bytes(rows))
			.put("stateMessagesEmitted", 3)
			.put("recordsCommitted", rows);
		JsonNode streams = streams(job);
		ArrayNode stats = json.putArray("streamStats");
		for (JsonNode stream : streams) {
			stats.addObject()
				.put("streamName", stream.path("name").stringValue())
				.putObject("stats")
				.put("recordsEmitted", rows / streams.size());
		}
		if ("failed".equals(status)) {
			json.set("failureSummary", failure(job, number, cut, end));
		}
		return json;
	}

	// The inner texts hold a secret on purpose: only the external message is for callers
	private static ObjectNode failure(Job job, int number, boolean cancelled, Instant end) {
		boolean retried = number < job.attempts().size() - 1;
		ObjectNode summary = SandboxJson.object();
		ObjectNode failure = summary.putArray("failures").addObject();
		if (cancelled) {
			failure.put("failureOrigin", "airbyte_platform")
				.put("failureType", "manual_cancellation")
				.put("externalMessage", "Setting attempt to FAILED because the job was cancelled");
		}
		else if (retried) {
			failure.put("failureOrigin", "destination")
				.put("failureType", "transient_error")
				.put("externalMessage", "The destination closed the connection");
		}
		else {
			failure.put("failureOrigin", "source")
				.put("failureType", "config_error")
				.put("externalMessage", "The source refused the credentials");
		}
		failure.put("internalMessage", "login failed with password=s3cr3t-canary-internal")
			.put("stacktrace", "java.sql.SQLException: password=s3cr3t-canary-stacktrace")
			.put("retryable", retried)
			.put("timestamp", end.toEpochMilli());
		return summary.put("partialSuccess", retried);
	}

	private JsonNode streams(Job job) {
		AirbyteConnection connection = this.store.connection(job.connectionId());
		return (connection != null) ? connection.streams() : SandboxJson.tree(List.of());
	}

}
