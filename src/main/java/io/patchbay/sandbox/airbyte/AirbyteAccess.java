package io.patchbay.sandbox.airbyte;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * What the sandbox client may see. Airbyte resolves an id to its workspace before
 * anything else, so an unknown id is forbidden, not missing; only an instance admin
 * learns the difference.
 */
@Component
@Profile("sandbox")
class AirbyteAccess {

	private final AirbyteStore store;

	private final AirbyteSwitches switches;

	AirbyteAccess(AirbyteStore store, AirbyteSwitches switches) {
		this.store = store;
		this.switches = switches;
	}

	AirbyteConnection connection(String id) {
		AirbyteConnection connection = this.store.connection(Body.id(id));
		if (connection == null || !sees(connection.workspaceId())) {
			throw unknown(AirbyteException.notFound("connection", id));
		}
		return connection;
	}

	/**
	 * Finds a connection for the Config API, whose admins get another error.
	 * @param id the id
	 * @return the connection
	 */
	AirbyteConnection configConnection(String id) {
		AirbyteConnection connection = this.store.connection(Body.id(id));
		if (connection == null || !sees(connection.workspaceId())) {
			throw unknown(AirbyteException.noConfiguration("standard_sync", id));
		}
		return connection;
	}

	Actor actor(ActorKind kind, String id) {
		Actor actor = this.store.actor(kind, Body.id(id));
		if (actor == null || !sees(actor.workspaceId())) {
			throw unknown(AirbyteException.notFound(kind.label(), id));
		}
		if (actor.deleted()) {
			throw AirbyteException.notFound(kind.label(), id);
		}
		return actor;
	}

	ObjectNode workspace(String id) {
		ObjectNode workspace = this.store.workspaces().get(Body.id(id));
		if (workspace == null || !sees(workspace.path("workspaceId").stringValue())) {
			throw unknown(AirbyteException.notFound("workspace", id));
		}
		return workspace;
	}

	/**
	 * The workspaces that a list is about.
	 * @param ids the ids asked for, empty for all that are visible
	 * @return the workspaces' ids
	 * @throws AirbyteException 403 when a single one of them is not visible
	 */
	Collection<String> workspaces(List<String> ids) {
		if (ids.isEmpty()) {
			return this.store.workspaces().keySet().stream().filter(this::sees).toList();
		}
		ids.forEach(this::workspace);
		return ids;
	}

	/**
	 * The error for something that cannot be found.
	 * @param admins the error for admins
	 * @return the error for this caller
	 */
	AirbyteException unknown(AirbyteException admins) {
		return (isAdmin()) ? admins : AirbyteException.forbidden();
	}

	boolean isAdmin() {
		return this.switches.on("adminMode");
	}

	boolean sees(@Nullable String workspaceId) {
		return isAdmin() || !AirbyteSeeds.FINANCE.equals(workspaceId);
	}

}
