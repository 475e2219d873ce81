package io.patchbay.sandbox.airbyte;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.patchbay.sandbox.SandboxJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts what a caller sent into a connection. Absent and null both mean: leave it.
 */
final class ConnectionWriter {

	static final List<String> NAMESPACES = List.of("source", "destination", "custom_format");

	static final List<String> STATUSES = List.of("active", "inactive", "deprecated");

	private static final List<String> SCHEMA_BEHAVIOURS = List.of("ignore", "disable_connection", "propagate_columns",
			"propagate_fully");

	private ConnectionWriter() {
	}

	/**
	 * Writes all but the streams, the schedule and the status.
	 * @param json the connection to change
	 * @param body what was sent
	 */
	static void plain(ObjectNode json, Body body) {
		put(json, "name", body.text("name"));
		put(json, "prefix", body.text("prefix"));
		put(json, "namespaceFormat", body.text("namespaceFormat"));
		put(json, "namespaceDefinition", body.oneOf("namespaceDefinition", NAMESPACES));
		put(json, "nonBreakingSchemaUpdatesBehavior",
				body.oneOf("nonBreakingSchemaUpdatesBehavior", SCHEMA_BEHAVIOURS));
		if (body.has("tags")) {
			if (!(body.get("tags") instanceof ArrayNode tags)) {
				throw AirbyteException.conversion("Unable to set field [tags]: not a list");
			}
			json.set("tags", tags);
		}
	}

	/**
	 * Reads the schedule.
	 * @param body what was sent
	 * @return the schedule to store, without a zone, or null when none was sent
	 * @throws AirbyteException 400 when its cron expression is malformed
	 */
	static @Nullable ObjectNode schedule(Body body) {
		ObjectNode sent = body.object("schedule");
		if (sent == null) {
			return null;
		}
		Body schedule = new Body(sent);
		String type = Body.match(schedule.required("scheduleType"), List.of("manual", "cron"));
		ObjectNode read = SandboxJson.object().put("scheduleType", type);
		if ("cron".equals(type)) {
			read.put("cronExpression", CronCheck.form(schedule.text("cronExpression")));
		}
		return read;
	}

	/**
	 * Stores a schedule the way it is read back: with the zone that all written ones
	 * have.
	 * @param json the connection to change
	 * @param schedule the schedule
	 */
	static void putSchedule(ObjectNode json, ObjectNode schedule) {
		ObjectNode stored = schedule.deepCopy();
		if (stored.has("cronExpression")) {
			stored.put("cronExpression", stored.path("cronExpression").stringValue() + " UTC");
		}
		json.set("schedule", stored);
	}

	/**
	 * The streams that were sent.
	 * @param body what was sent
	 * @return the streams, or null when there are none: a selection cannot be emptied
	 */
	static @Nullable JsonNode streams(Body body) {
		ObjectNode configurations = body.object("configurations");
		JsonNode streams = (configurations != null) ? configurations.path("streams") : SandboxJson.object();
		if (!streams.isArray() && !streams.isEmpty()) {
			throw AirbyteException.conversion("Unable to set field [streams]: not a list");
		}
		return (streams.isEmpty()) ? null : streams;
	}

	/**
	 * Forgets the state of the streams whose sync mode changes.
	 * @param connection the connection as it was
	 * @param selected its new streams
	 * @return what is left of its state
	 */
	static @Nullable ObjectNode stateAfter(AirbyteConnection connection, JsonNode selected) {
		ObjectNode state = connection.state();
		if (state == null) {
			return null;
		}
		Set<JsonNode> changed = new HashSet<>();
		for (JsonNode before : connection.streams()) {
			for (JsonNode after : selected) {
				if (SourceCatalog.same(before, after) && !before.path("syncMode").equals(after.path("syncMode"))) {
					changed.add(before);
				}
			}
		}
		ObjectNode left = state.deepCopy();
		forget(left.path("streamState"), changed);
		forget(left.at("/globalState/streamStates"), changed);
		return left;
	}

	private static void forget(JsonNode states, Set<JsonNode> changed) {
		if (states instanceof ArrayNode array) {
			array.removeIf((entry) -> changed.stream()
				.anyMatch((stream) -> SourceCatalog.same(stream, entry.path("streamDescriptor"))));
		}
	}

	private static void put(ObjectNode json, String field, @Nullable String value) {
		if (value != null) {
			json.put(field, value);
		}
	}

}
