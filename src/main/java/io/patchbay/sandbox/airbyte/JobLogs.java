package io.patchbay.sandbox.airbyte;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

import io.patchbay.sandbox.SandboxJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an attempt has written so far. Jobs of old platforms have plain lines, newer ones
 * have events.
 */
final class JobLogs {

	private static final Instant STRUCTURED_SINCE = LocalDate.of(2026, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);

	private static final int LINES = 12;

	private static final int MANY_LINES = 20_000;

	private JobLogs() {
	}

	/**
	 * Adds an attempt's log to what is shown of it.
	 * @param target where to put the log and its type
	 * @param job the job
	 * @param attempt one of its attempts
	 * @param streams the connection's streams
	 * @param now the time; later lines are not written yet
	 */
	static void put(ObjectNode target, Job job, JobAttempt attempt, JsonNode streams, Instant now) {
		ArrayNode lines = SandboxJson.object().putArray("lines");
		boolean structured = !job.createdAt().isBefore(STRUCTURED_SINCE);
		int count = (job.outcome() == JobOutcome.LONG_LOGS) ? MANY_LINES : LINES;
		Duration step = Duration.between(attempt.start(), attempt.end()).dividedBy(count);
		for (int line = 0; line < count; line++) {
			Instant at = attempt.start().plus(step.multipliedBy(line));
			if (at.isAfter(job.stopped(now))) {
				break;
			}
			boolean error = !attempt.succeeds() && line == count - 1;
			String message = (error) ? "Attempt failed" : message(line, streams);
			String level = (error) ? "error" : "info";
			if (structured) {
				lines.add(event(at, level, message));
			}
			else {
				lines.add(at + " " + level.toUpperCase(Locale.ROOT) + " " + message);
			}
		}
		target.put("logType", (structured) ? "structured" : "formatted");
		ObjectNode logs = target.putObject("logs");
		if (structured) {
			logs.put("version", "1").set("events", lines);
		}
		else {
			logs.set("logLines", lines);
		}
	}

	private static String message(int line, JsonNode streams) {
		if (line == 0 || streams.isEmpty()) {
			return "Starting sync, step " + line;
		}
		return "Read records of stream " + streams.path(line % streams.size()).path("name").asString() + ", batch "
				+ line;
	}

	private static ObjectNode event(Instant at, String level, String message) {
		ObjectNode event = SandboxJson.object()
			.put("timestamp", at.toEpochMilli())
			.put("level", level)
			.put("logSource", "platform")
			.put("message", message);
		event.putObject("caller")
			.put("className", "io.airbyte.container_orchestrator.Orchestrator")
			.put("methodName", "run")
			.put("lineNumber", 1)
			.put("threadName", "main");
		return event;
	}

}
