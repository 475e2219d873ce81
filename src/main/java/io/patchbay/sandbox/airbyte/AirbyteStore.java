package io.patchbay.sandbox.airbyte;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.patchbay.sandbox.SandboxClock;
import io.patchbay.sandbox.SandboxState;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Everything this Airbyte remembers but its jobs. Use it within {@link #locked}.
 */
@Component
@Profile("sandbox")
class AirbyteStore implements SandboxState {

	private final ReentrantLock lock = new ReentrantLock();

	private final SandboxClock clock;

	private final Map<String, ObjectNode> workspaces = new LinkedHashMap<>();

	private final Map<String, Actor> actors = new LinkedHashMap<>();

	private final Map<String, ObjectNode> tags = new LinkedHashMap<>();

	private final Map<String, AirbyteConnection> connections = new LinkedHashMap<>();

	private GeneratedConnections generated = new GeneratedConnections();

	private int created;

	AirbyteStore(SandboxClock clock) {
		this.clock = clock;
		seed();
	}

	<T> T locked(Supplier<T> work) {
		this.lock.lock();
		try {
			return work.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void reset() {
		locked(() -> {
			seed();
			return true;
		});
	}

	private void seed() {
		this.workspaces.clear();
		this.actors.clear();
		this.tags.clear();
		this.connections.clear();
		this.generated = new GeneratedConnections();
		this.created = 0;
		AirbyteSeeds.workspaces().forEach((workspace) -> this.workspaces.put(id(workspace, "workspaceId"), workspace));
		AirbyteSeeds.actors().forEach(this::save);
		AirbyteSeeds.tags().forEach(this::saveTag);
		AirbyteSeeds.connections().forEach(this::save);
	}

	Instant now() {
		return this.clock.instant();
	}

	/**
	 * A fresh id, the same ones in the same order after each reset.
	 * @return the id
	 */
	String newId() {
		return new UUID(0xa1b2_c3d4_0000_4000L, 0x8000_0000_0000_0000L + (++this.created)).toString();
	}

	Map<String, ObjectNode> workspaces() {
		return this.workspaces;
	}

	Map<String, ObjectNode> tags() {
		return this.tags;
	}

	void saveTag(ObjectNode tag) {
		this.tags.put(id(tag, "tagId"), tag);
	}

	List<Actor> actors(ActorKind kind) {
		return this.actors.values().stream().filter((actor) -> actor.kind() == kind).toList();
	}

	@Nullable Actor actor(ActorKind kind, String id) {
		Actor actor = this.actors.get(id);
		return (actor != null && actor.kind() == kind) ? actor : null;
	}

	Actor save(Actor actor) {
		this.actors.put(actor.id(), actor);
		return actor;
	}

	@Nullable AirbyteConnection connection(String id) {
		AirbyteConnection connection = this.connections.get(id);
		return (connection != null) ? connection : this.generated.find(id);
	}

	AirbyteConnection save(AirbyteConnection connection) {
		if (!this.generated.save(connection)) {
			this.connections.put(connection.id(), connection);
		}
		return connection;
	}

	List<AirbyteConnection> connections(ConnectionFilter filter, int offset, int limit) {
		List<AirbyteConnection> page = new ArrayList<>();
		int skip = offset;
		for (AirbyteConnection connection : this.connections.values()) {
			if (page.size() < limit && filter.admits(connection) && skip-- <= 0) {
				page.add(connection);
			}
		}
		this.generated.collect(filter, Math.max(skip, 0), limit, page);
		return page;
	}

	/**
	 * Finds the connections that use a source or destination.
	 * @param actor the source or destination
	 * @return its connections, deleted ones left out
	 */
	List<AirbyteConnection> connectionsOf(Actor actor) {
		ConnectionFilter filter = new ConnectionFilter(List.of(actor.workspaceId()), List.of(), false);
		return connections(filter, 0, Integer.MAX_VALUE).stream()
			.filter((connection) -> connection.actorId(actor.kind()).equals(actor.id()))
			.toList();
	}

	int generate(int count) {
		this.generated.add(count);
		return this.generated.count();
	}

	private static String id(ObjectNode json, String field) {
		return json.path(field).stringValue();
	}

}
