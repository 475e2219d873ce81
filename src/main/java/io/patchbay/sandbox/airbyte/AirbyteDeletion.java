package io.patchbay.sandbox.airbyte;

import java.util.List;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Deletes softly, and everything that hangs on what is deleted. Within the store's lock.
 */
@Component
@Profile("sandbox")
class AirbyteDeletion {

	private final AirbyteStore store;

	private final AirbyteJobs jobs;

	AirbyteDeletion(AirbyteStore store, AirbyteJobs jobs) {
		this.store = store;
		this.jobs = jobs;
	}

	/**
	 * Deletes a connection; a running job dies with it.
	 * @param connection the connection, deleted already or not
	 */
	void connection(AirbyteConnection connection) {
		this.jobs.cancel(connection.id());
		this.store.save(connection.withStatus(AirbyteConnection.DEPRECATED));
	}

	/**
	 * Deletes a source or destination after all connections that use it.
	 * @param actor the source or destination
	 */
	void actor(Actor actor) {
		this.store.connectionsOf(actor).forEach(this::connection);
		this.store.save(new Actor(actor.kind(), actor.json(), true));
	}

	/**
	 * Deletes a workspace and all that is in it.
	 * @param workspaceId the workspace
	 */
	void workspace(String workspaceId) {
		ConnectionFilter filter = new ConnectionFilter(List.of(workspaceId), List.of(), false);
		this.store.connections(filter, 0, Integer.MAX_VALUE).forEach(this::connection);
		for (ActorKind kind : ActorKind.values()) {
			this.store.actors(kind)
				.stream()
				.filter((actor) -> actor.workspaceId().equals(workspaceId))
				.forEach((actor) -> this.store.save(new Actor(kind, actor.json(), true)));
		}
		this.store.workspaces().remove(workspaceId);
	}

}
