package io.patchbay.sandbox.airbyte;

import io.patchbay.sandbox.SandboxJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Creates and changes connections. Takes the store's lock itself, but not while it asks a
 * source for its streams.
 */
@Component
@Profile("sandbox")
class AirbyteConnectionEdits {

	private final AirbyteStore store;

	private final AirbyteAccess access;

	private final AirbyteSwitches switches;

	private final AirbyteDiscovery discovery;

	private final AirbyteDeletion deletion;

	AirbyteConnectionEdits(AirbyteStore store, AirbyteAccess access, AirbyteSwitches switches,
			AirbyteDiscovery discovery, AirbyteDeletion deletion) {
		this.store = store;
		this.access = access;
		this.switches = switches;
		this.discovery = discovery;
		this.deletion = deletion;
	}

	/**
	 * Creates a connection.
	 * @param body what was sent
	 * @return the connection
	 * @throws AirbyteException for the first thing that is wrong
	 */
	AirbyteConnection create(Body body) {
		String sourceId = body.requiredId("sourceId");
		String destinationId = body.requiredId("destinationId");
		Actor source = this.store.locked(() -> this.access.actor(ActorKind.SOURCE, sourceId));
		Actor destination = this.store.locked(() -> this.access.actor(ActorKind.DESTINATION, destinationId));
		ObjectNode schedule = ConnectionWriter.schedule(body);
		if (!source.workspaceId().equals(destination.workspaceId())) {
			throw AirbyteException.unexpected("Source and destination are not in the same workspace");
		}
		String status = body.oneOf("status", ConnectionWriter.STATUSES);
		ObjectNode json = SandboxJson.object();
		json.put("name", source.name() + " <> " + destination.name())
			.put("sourceId", sourceId)
			.put("destinationId", destinationId)
			.put("workspaceId", source.workspaceId())
			.put("status", (status != null) ? status : "active")
			.put("nonBreakingSchemaUpdatesBehavior", "ignore")
			.put("namespaceDefinition", "destination")
			.put("prefix", "");
		json.putArray("tags");
		ConnectionWriter.plain(json, body);
		ConnectionWriter.putSchedule(json,
				(schedule != null) ? schedule : SandboxJson.object().put("scheduleType", "manual"));
		JsonNode streams = ConnectionWriter.streams(body);
		this.discovery.run();
		StreamSelection selection = new StreamSelection(SourceCatalog.streams(source.type()), destination.type());
		json.putObject("configurations").set("streams", (streams != null) ? selection.of(streams) : selection.all());
		checkFrequency(schedule);
		json.put("createdAt", this.store.now().getEpochSecond());
		return this.store
			.locked(() -> this.store.save(new AirbyteConnection(json.put("connectionId", this.store.newId()), null)));
	}

	/**
	 * Changes a connection.
	 * @param connectionId its id
	 * @param body what was sent
	 * @return the changed connection
	 * @throws AirbyteException for the first thing that is wrong, in Airbyte's order:
	 * access, form of the cron expression, existence, lock, streams, frequency
	 */
	AirbyteConnection patch(String connectionId, Body body) {
		if (!this.access.isAdmin()) {
			this.store.locked(() -> this.access.connection(connectionId));
		}
		ObjectNode schedule = ConnectionWriter.schedule(body);
		JsonNode streams = ConnectionWriter.streams(body);
		String status = body.oneOf("status", ConnectionWriter.STATUSES);
		checkLock(this.store.locked(() -> this.access.connection(connectionId)));
		if (streams != null) {
			this.discovery.run();
		}
		return this.store.locked(() -> {
			AirbyteConnection connection = this.access.connection(connectionId);
			ObjectNode json = connection.json().deepCopy();
			ConnectionWriter.plain(json, body);
			@Nullable ObjectNode state = connection.state();
			if (streams != null) {
				JsonNode selected = selection(connection).of(streams);
				state = ConnectionWriter.stateAfter(connection, selected);
				json.withObject("configurations").set("streams", selected);
			}
			if (schedule != null) {
				checkFrequency(schedule);
				ConnectionWriter.putSchedule(json, schedule);
			}
			return finish(new AirbyteConnection(json, state), status);
		});
	}

	/**
	 * Deletes a connection softly; again does no harm.
	 * @param connection the connection
	 */
	void delete(AirbyteConnection connection) {
		this.store.locked(() -> {
			this.deletion.connection(connection);
			return true;
		});
	}

	/**
	 * Asks a connection's source for its streams anew.
	 */
	void refresh() {
		this.discovery.run();
	}

	private AirbyteConnection finish(AirbyteConnection connection, @Nullable String status) {
		if (AirbyteConnection.DEPRECATED.equals(status)) {
			this.deletion.connection(connection);
		}
		return this.store.save((status != null) ? connection.withStatus(status) : connection);
	}

	private StreamSelection selection(AirbyteConnection connection) {
		return new StreamSelection(SourceCatalog.streams(type(connection, ActorKind.SOURCE)),
				type(connection, ActorKind.DESTINATION));
	}

	private String type(AirbyteConnection connection, ActorKind kind) {
		Actor actor = this.store.actor(kind, connection.actorId(kind));
		return (actor != null) ? actor.type() : "";
	}

	private void checkFrequency(@Nullable ObjectNode schedule) {
		if (schedule != null && schedule.has("cronExpression")) {
			CronCheck.frequency(schedule.path("cronExpression").stringValue(), this.switches.number("planFloorMinutes"),
					this.store.now());
		}
	}

	private void checkLock(AirbyteConnection connection) {
		if (AirbyteConnection.LOCKED.equals(connection.status()) && this.switches.on("locked")) {
			throw AirbyteException.problem(409, "error:connection/locked", "Connection is locked",
					"The connection is locked and cannot be changed.",
					SandboxJson.object()
						.put("connectionId", connection.id())
						.put("statusReason", "locked by the platform"));
		}
	}

}
