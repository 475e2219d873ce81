package io.patchbay.connection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A backend in memory that makes, changes and attaches, and notes what it was told.
 */
class WritingBackend extends InMemoryBackend implements CreateSupport, UpdateSupport, WorkspaceSupport {

	final List<Object> writes = new ArrayList<>();

	WritingBackend(String id) {
		super(id);
	}

	@Override
	public Connection create(ConnectionDraft draft) {
		this.writes.add(draft);
		Connection made = Connection.builder(new ConnectionId(id(), "made"), platform()).name(draft.name()).build();
		this.connections.add(made);
		return made;
	}

	@Override
	public Optional<Connection> findCreated(ConnectionDraft draft, Instant since) {
		return this.connections.stream()
			.filter((connection) -> connection.id().upstreamId().equals("made"))
			.findFirst();
	}

	@Override
	public Connection update(Connection current, ConnectionChange change) {
		this.writes.add(change);
		return current.toBuilder().name(change.name()).build();
	}

	@Override
	public boolean attach(ConnectionId connection, WorkspaceId workspace) {
		return this.writes.add(workspace);
	}

	@Override
	public boolean detach(ConnectionId connection, WorkspaceId workspace) {
		return this.writes.add(workspace);
	}

}
