package io.patchbay.connection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A backend whose connections are a list, and which can be told to fail.
 */
class InMemoryBackend implements ConnectionBackend {

	final List<Connection> connections = new ArrayList<>();

	final AtomicInteger lists = new AtomicInteger();

	@Nullable Supplier<GatewayException> failure;

	@Nullable Runnable before;

	boolean enabled = true;

	Set<ConnectionFilter.Aspect> filterable = EnumSet.allOf(ConnectionFilter.Aspect.class);

	int invalidItems;

	private final BackendId id;

	InMemoryBackend(String id) {
		this.id = new BackendId(id);
	}

	InMemoryBackend with(int count) {
		for (int i = 0; i < count; i++) {
			ConnectionId connectionId = new ConnectionId(this.id, "c" + this.connections.size());
			this.connections.add(Connection.builder(connectionId, platform())
				.name("Connection " + this.connections.size())
				.createdAt(Instant.EPOCH.plusSeconds(this.connections.size()))
				.build());
		}
		return this;
	}

	@Override
	public BackendId id() {
		return this.id;
	}

	@Override
	public Platform platform() {
		return new Platform("memory");
	}

	@Override
	public boolean enabled() {
		return this.enabled;
	}

	@Override
	public BackendHealth health() {
		return new BackendHealth(BackendHealth.Status.UNKNOWN, BackendHealth.Circuit.CLOSED, null, null);
	}

	@Override
	public Set<ConnectionFilter.Aspect> filterable() {
		return this.filterable;
	}

	@Override
	public Connection get(ConnectionId connection, Set<Include> include) {
		fail();
		return this.connections.stream()
			.filter((candidate) -> candidate.id().equals(connection))
			.findFirst()
			.orElseThrow(() -> GatewayException.NotFound.connection(connection));
	}

	@Override
	public Slice<Connection> list(ListRequest request) {
		this.lists.incrementAndGet();
		fail();
		String place = request.place();
		int from = (place != null) ? Integer.parseInt(place) : 0;
		List<Slice.Entry<Connection>> entries = new ArrayList<>();
		for (int i = from; i < this.connections.size(); i++) {
			Connection connection = this.connections.get(i);
			if (request.filter().matches(connection)) {
				if (entries.size() == request.limit()) {
					return new Slice<>(entries, String.valueOf(i), this.invalidItems, null);
				}
				entries.add(new Slice.Entry<>(connection, connection.id().upstreamId(), String.valueOf(i + 1)));
			}
		}
		return new Slice<>(entries, null, this.invalidItems, null);
	}

	@Override
	@Emulated("made up")
	public Slice<Workspace> workspaces(ListRequest request) {
		fail();
		Workspace workspace = new Workspace(new WorkspaceId(this.id, "w"), "The one", null, java.util.Map.of());
		return new Slice<>(List.of(new Slice.Entry<>(workspace, "w", "1")), null, 0, null);
	}

	@Override
	public List<WorkspaceRef> workspacesOf(ConnectionId connection) {
		get(connection, Set.of());
		return List.of(new WorkspaceRef(new WorkspaceId(this.id, "w"), "The one"));
	}

	private void fail() {
		if (this.before != null) {
			this.before.run();
		}
		if (this.failure != null) {
			throw this.failure.get();
		}
	}

}
