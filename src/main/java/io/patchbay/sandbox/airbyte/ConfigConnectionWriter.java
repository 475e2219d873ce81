package io.patchbay.sandbox.airbyte;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import io.patchbay.sandbox.SandboxJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns what the Config API is sent into what the public API would have been sent.
 */
final class ConfigConnectionWriter {

	private static final List<String> SCHEDULES = List.of("manual", "basic", "cron");

	private ConfigConnectionWriter() {
	}

	/**
	 * Translates the plain fields and the streams.
	 * @param body what was sent
	 * @return the same for the public API
	 */
	static Body translate(Body body) {
		ObjectNode json = SandboxJson.object();
		for (String field : List.of("sourceId", "destinationId", "name", "prefix", "namespaceFormat", "status",
				"tags")) {
			if (body.has(field)) {
				json.set(field, body.get(field));
			}
		}
		String namespace = body.text("namespaceDefinition");
		if (namespace != null) {
			json.put("namespaceDefinition", ("customformat".equalsIgnoreCase(namespace)) ? "custom_format" : namespace);
		}
		String preference = body.text("nonBreakingChangesPreference");
		if (preference != null) {
			json.put("nonBreakingSchemaUpdatesBehavior",
					("disable".equalsIgnoreCase(preference)) ? "disable_connection" : preference);
		}
		ObjectNode catalog = body.object("syncCatalog");
		if (catalog != null) {
			json.putObject("configurations").set("streams", streams(catalog.path("streams")));
		}
		return new Body(json);
	}

	private static ArrayNode streams(JsonNode streams) {
		ArrayNode selected = SandboxJson.object().putArray("streams");
		for (JsonNode item : streams) {
			JsonNode config = item.path("config");
			if (config.path("selected").booleanValue(true)) {
				SyncMode mode = SyncMode.of(config.path("syncMode").asString("full_refresh"),
						config.path("destinationSyncMode").asString("append"));
				if (mode == null) {
					throw AirbyteException.conversion("There is no such pair of sync modes");
				}
				ObjectNode stream = selected.addObject();
				stream.set("name", item.path("stream").path("name"));
				stream.set("namespace",
						(item.path("stream").hasNonNull("namespace")) ? item.path("stream").path("namespace") : null);
				stream.put("syncMode", mode.label());
				for (String field : List.of("cursorField", "primaryKey", "selectedFields", "mappers")) {
					if (!config.path(field).isEmpty()) {
						stream.set(field, config.path(field));
					}
				}
			}
		}
		return selected;
	}

	/**
	 * Reads the schedule, which the Config API may give any zone but those of Etc.
	 * @param body what was sent
	 * @return the schedule as it is stored, or null when none was sent
	 */
	static @Nullable ObjectNode schedule(Body body) {
		String type = body.oneOf("scheduleType", SCHEDULES);
		if (type == null) {
			return null;
		}
		ObjectNode schedule = SandboxJson.object().put("scheduleType", type);
		JsonNode data = body.get("scheduleData");
		if ("cron".equals(type)) {
			JsonNode cron = data.path("cron");
			String zone = cron.path("cronTimeZone").asString("UTC");
			if (zone.startsWith("Etc/") || !ZoneId.getAvailableZoneIds().contains(zone)) {
				throw AirbyteException.errorId(400);
			}
			schedule.put("cronExpression",
					CronCheck.form(cron.path("cronExpression").asStringOpt().orElse(null)) + " " + zone);
		}
		else if ("basic".equals(type)) {
			JsonNode basic = data.path("basicSchedule");
			schedule.put("basicTiming", "Every " + basic.path("units").asInt(24) + " "
					+ basic.path("timeUnit").asString("hours").toUpperCase(Locale.ROOT));
		}
		return schedule;
	}

}
