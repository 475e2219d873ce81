package io.patchbay.sandbox.wallaroo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.patchbay.sandbox.SandboxClock;
import io.patchbay.sandbox.SandboxSwitches;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The connections of the pretend Wallaroo and their links to workspaces.
 */
@Component
@Profile("sandbox")
class WallarooConnections {

	private final Map<UUID, WallarooConnection> connections = new LinkedHashMap<>();

	private final Map<String, UUID> ids = new HashMap<>();

	private final WallarooGenerated generated = new WallarooGenerated();

	private final WallarooWorkspaces workspaces;

	private final SandboxSwitches<WallarooSwitches> switches;

	private final SandboxClock clock;

	WallarooConnections(WallarooWorkspaces workspaces, SandboxSwitches<WallarooSwitches> switches, SandboxClock clock) {
		this.workspaces = workspaces;
		this.switches = switches;
		this.clock = clock;
		reset();
	}

	synchronized void reset() {
		this.connections.clear();
		this.ids.clear();
		this.generated.clear();
		WallarooSeeds.connections().forEach(this::keep);
	}

	synchronized int size() {
		return this.connections.size() + this.generated.size();
	}

	synchronized void generate(int count) {
		this.generated.add(count);
	}

	/**
	 * Lists connections of the instance or of one workspace.
	 * @param workspace the workspace's id, or {@code null} for the instance
	 * @return the state of now; generated connections are made while it is read
	 */
	synchronized Stream<WallarooConnection> list(@Nullable Integer workspace) {
		List<WallarooConnection> snapshot = new ArrayList<>(this.connections.values());
		if (workspace == null) {
			return Stream.concat(snapshot.stream(), this.generated.stream());
		}
		this.workspaces.get(workspace);
		return snapshot.stream().filter((connection) -> connection.links().containsKey(workspace));
	}

	synchronized WallarooConnection get(String name) {
		WallarooConnection found = find(name);
		if (found == null) {
			throw WallarooFailure.notFound("Connection not found: " + name);
		}
		return found;
	}

	synchronized WallarooConnection get(UUID id) {
		WallarooConnection found = find(id);
		if (found == null) {
			throw WallarooFailure.notFound("Connection not found: " + id);
		}
		return found;
	}

	synchronized UUID create(String name, String type, @Nullable JsonNode details) {
		if (find(name) != null) {
			throw new WallarooFailure(409, "Connection name already exists: " + name);
		}
		WallarooConnection created = new WallarooConnection(UUID.randomUUID(), name, type, details,
				WallarooTime.ZULU.format(this.clock.instant()), Map.of());
		keep(created);
		return created.id();
	}

	/**
	 * Attaches a connection to a workspace.
	 * @param id the connection's id
	 * @param workspace the workspace's id
	 * @return the id of the link
	 */
	synchronized UUID attach(UUID id, int workspace) {
		WallarooConnection connection = linkable(id, workspace);
		UUID existing = connection.links().get(workspace);
		if (existing != null) {
			refuseUnlessTolerant("Connection is already in workspace " + workspace);
			return existing;
		}
		UUID link = UUID.randomUUID();
		keep(connection.withLink(workspace, link));
		return link;
	}

	synchronized void detach(UUID id, int workspace) {
		WallarooConnection connection = linkable(id, workspace);
		if (!connection.links().containsKey(workspace)) {
			refuseUnlessTolerant("Connection is not in workspace " + workspace);
		}
		keep(connection.withoutLink(workspace));
	}

	synchronized void delete(String name) {
		WallarooConnection connection = find(name);
		if (connection == null) {
			int status = this.switches.get().unknownNameDeleteStatus();
			if (status >= 400) {
				throw new WallarooFailure(status, "Connection not found: " + name);
			}
			return;
		}
		if (!connection.links().isEmpty() && !this.switches.get().cascadeDelete()) {
			throw WallarooFailure.badRequest("Connection is still in workspaces " + connection.links().keySet());
		}
		this.generated.remove(connection);
		this.connections.remove(connection.id());
		this.ids.remove(name);
	}

	/**
	 * The connection with the names of its workspaces.
	 * @param connection the connection
	 * @return what the API shows
	 */
	WallarooConnection.View view(WallarooConnection connection) {
		List<String> names = connection.links()
			.keySet()
			.stream()
			.map((workspace) -> this.workspaces.get(workspace).name())
			.toList();
		return new WallarooConnection.View(connection.id(), connection.name(), connection.type(), connection.details(),
				connection.createdAt(), names);
	}

	private WallarooConnection linkable(UUID id, int workspace) {
		this.workspaces.get(workspace);
		WallarooConnection connection = find(id);
		if (connection == null) {
			// the calls about links document no 404
			throw WallarooFailure.badRequest("Connection " + id + " does not exist");
		}
		return connection;
	}

	private void refuseUnlessTolerant(String msg) {
		int status = this.switches.get().linkConflictStatus();
		if (status >= 400) {
			throw new WallarooFailure(status, msg);
		}
	}

	private void keep(WallarooConnection connection) {
		this.generated.remove(connection);
		this.connections.put(connection.id(), connection);
		this.ids.put(connection.name(), connection.id());
	}

	private @Nullable WallarooConnection find(String name) {
		UUID id = this.ids.get(name);
		return (id != null) ? this.connections.get(id) : this.generated.find(name);
	}

	private @Nullable WallarooConnection find(UUID id) {
		WallarooConnection kept = this.connections.get(id);
		return (kept != null) ? kept : this.generated.find(id);
	}

}
