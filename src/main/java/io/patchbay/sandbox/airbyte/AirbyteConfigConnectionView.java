package io.patchbay.sandbox.airbyte;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.patchbay.sandbox.SandboxJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * How connections look in the Config API: with every stream, selected or not.
 */
@Component
@Profile("sandbox")
class AirbyteConfigConnectionView {

	private final AirbyteStore store;

	private final AirbyteJobs jobs;

	private final AirbyteConnectionViews views;

	private final AirbyteJobView jobView;

	AirbyteConfigConnectionView(AirbyteStore store, AirbyteJobs jobs, AirbyteConnectionViews views,
			AirbyteJobView jobView) {
		this.store = store;
		this.jobs = jobs;
		this.views = views;
		this.jobView = jobView;
	}

	/**
	 * Shows what the web UI shows.
	 * @param connection the connection
	 * @return the connection with its two ends and its last job
	 */
	ObjectNode withSurroundings(AirbyteConnection connection) {
		ObjectNode json = plain(connection);
		json.set("source", actor(ActorKind.SOURCE, connection));
		json.set("destination", actor(ActorKind.DESTINATION, connection));
		json.put("isSyncing", this.jobs.active(connection.id()) != null).put("schemaChange", "no_change");
		json.putArray("operations");
		json.put("notifySchemaChanges", false).put("notifySchemaChangesByEmail", false).put("onDemandEnabled", false);
		json.set("sourceActorDefinitionVersion", version(json.path("source").path("sourceName")));
		json.set("destinationActorDefinitionVersion", version(json.path("destination").path("destinationName")));
		Instant now = this.jobs.now();
		this.jobs.of(connection.id())
			.stream()
			.filter((job) -> "sync".equals(job.type()))
			.reduce((older, newer) -> newer)
			.ifPresent((job) -> json.put("latestSyncJobStatus", this.jobView.status(job, now))
				.put("latestSyncJobCreatedAt", job.createdAt().getEpochSecond()));
		return json;
	}

	/**
	 * Shows the connection alone.
	 * @param connection the connection
	 * @return the connection
	 */
	ObjectNode plain(AirbyteConnection connection) {
		JsonNode stored = connection.json();
		ObjectNode json = SandboxJson.object();
		for (String field : List.of("connectionId", "name", "sourceId", "destinationId", "workspaceId", "prefix",
				"namespaceFormat", "createdAt", "tags")) {
			if (stored.has(field)) {
				json.set(field, stored.path(field));
			}
		}
		json.put("status", this.views.status(connection));
		json.put("namespaceDefinition", stored.path("namespaceDefinition").stringValue().replace("_", ""));
		json.put("nonBreakingChangesPreference",
				stored.path("nonBreakingSchemaUpdatesBehavior").stringValue().replace("_connection", ""));
		json.put("catalogId", connection.id().replaceFirst("^.{8}", "ca7a1090"));
		json.set("syncCatalog", catalog(connection));
		schedule(json, stored.path("schedule"));
		return json;
	}

	private ObjectNode actor(ActorKind kind, AirbyteConnection connection) {
		String id = connection.actorId(kind);
		Actor actor = this.store.actor(kind, id);
		ObjectNode json = SandboxJson.object().put(kind.idField(), id);
		if (actor != null) {
			json.put("name", actor.name())
				.put(kind.label() + "Name", label(actor.type()))
				.put("workspaceId", actor.workspaceId())
				.put(kind.label() + "DefinitionId", actor.json().path("definitionId").asString(""));
			json.set("createdAt", actor.json().path("createdAt"));
			json.set("connectionConfiguration", actor.view(false).path("configuration"));
		}
		return json;
	}

	private static ObjectNode version(JsonNode connector) {
		return SandboxJson.object()
			.put("dockerRepository", "airbyte/" + connector.asString("").toLowerCase(Locale.ROOT))
			.put("dockerImageTag", "1.0.0")
			.put("supportsRefreshes", true)
			.put("supportState", "supported")
			.put("isVersionOverrideApplied", false)
			.put("supportsFileTransfer", false)
			.put("supportsDataActivation", false);
	}

	private static String label(String type) {
		return type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
	}

	private ObjectNode catalog(AirbyteConnection connection) {
		Actor source = this.store.actor(ActorKind.SOURCE, connection.actorId(ActorKind.SOURCE));
		ObjectNode catalog = SandboxJson.object();
		ArrayNode streams = catalog.putArray("streams");
		for (ObjectNode stream : SourceCatalog.streams((source != null) ? source.type() : "")) {
			JsonNode selected = connection.streams()
				.valueStream()
				.filter((candidate) -> SourceCatalog.same(candidate, stream))
				.findFirst()
				.orElse(null);
			ObjectNode item = streams.addObject();
			item.set("stream", stream);
			item.set("config", config(stream, selected));
		}
		return catalog;
	}

	private static ObjectNode config(ObjectNode stream, @Nullable JsonNode selected) {
		JsonNode chosen = (selected != null) ? selected : SandboxJson.object();
		SyncMode mode = SyncMode.of(chosen.path("syncMode").asString(SyncMode.FULL_REFRESH_OVERWRITE.label()));
		ObjectNode config = SandboxJson.object()
			.put("syncMode", mode.source())
			.put("destinationSyncMode", mode.destination());
		config.set("cursorField", (selected != null) ? chosen.path("cursorField") : stream.path("defaultCursorField"));
		config.set("primaryKey",
				(selected != null) ? chosen.path("primaryKey") : stream.path("sourceDefinedPrimaryKey"));
		config.put("aliasName", stream.path("name").stringValue())
			.put("selected", selected != null)
			.put("fieldSelectionEnabled", !chosen.path("selectedFields").isEmpty());
		config.set("selectedFields", (selected != null) ? chosen.path("selectedFields") : SandboxJson.tree(List.of()));
		config.set("mappers", (selected != null) ? chosen.path("mappers") : SandboxJson.tree(List.of()));
		return config;
	}

	private static void schedule(ObjectNode json, JsonNode schedule) {
		String type = schedule.path("scheduleType").stringValue();
		json.put("scheduleType", type);
		if ("cron".equals(type)) {
			String expression = schedule.path("cronExpression").stringValue();
			int zone = expression.lastIndexOf(' ');
			json.putObject("scheduleData")
				.putObject("cron")
				.put("cronExpression", expression.substring(0, zone))
				.put("cronTimeZone", expression.substring(zone + 1));
		}
		else if ("basic".equals(type)) {
			String[] timing = schedule.path("basicTiming").stringValue().split(" ");
			json.putObject("scheduleData")
				.putObject("basicSchedule")
				.put("timeUnit", timing[2].toLowerCase(Locale.ROOT))
				.put("units", Long.parseLong(timing[1]));
		}
	}

}
