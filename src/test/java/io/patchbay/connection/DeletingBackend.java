package io.patchbay.connection;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A backend in memory that deletes, and can be told to fail at it.
 */
class DeletingBackend extends InMemoryBackend implements DeleteSupport {

	final ConcurrentLinkedQueue<String> deletions = new ConcurrentLinkedQueue<>();

	/** Told to whoever deletes, before it happens. */
	Consumer<String> beforeDeletion = (_) -> {
	};

	/** Told to whoever deletes, after it has happened. */
	Consumer<String> afterDeletion = (_) -> {
	};

	Set<Include> includable = EnumSet.noneOf(Include.class);

	final AtomicInteger atOnce = new AtomicInteger();

	final Set<Integer> concurrency = ConcurrentHashMap.newKeySet();

	DeletingBackend(String id) {
		super(id);
	}

	DeletingBackend add(String id, @Nullable Instant updatedAt) {
		return add(Connection.builder(new ConnectionId(id(), id), platform())
			.name("Connection " + id)
			.updatedAt(updatedAt)
			.build());
	}

	synchronized DeletingBackend add(Connection connection) {
		this.connections.removeIf((other) -> other.id().equals(connection.id()));
		this.connections.add(connection);
		return this;
	}

	synchronized List<String> left() {
		return this.connections.stream().map((connection) -> connection.id().upstreamId()).toList();
	}

	@Override
	public Set<Include> includable() {
		return Collections.unmodifiableSet(this.includable);
	}

	@Override
	public synchronized Connection get(ConnectionId connection, Set<Include> include) {
		return super.get(connection, include);
	}

	@Override
	public void delete(Connection current, DeleteOptions options) {
		this.concurrency.add(this.atOnce.incrementAndGet());
		try {
			String id = current.id().upstreamId();
			this.deletions.add(id);
			this.beforeDeletion.accept(id);
			synchronized (this) {
				if (!this.connections.removeIf((other) -> other.id().equals(current.id()))) {
					throw GatewayException.NotFound.connection(current.id());
				}
			}
			this.afterDeletion.accept(id);
		}
		finally {
			this.atOnce.decrementAndGet();
		}
	}

	/**
	 * The same, on a platform where connections are attached to workspaces.
	 */
	static class Attachable extends DeletingBackend implements WorkspaceSupport {

		Attachable(String id) {
			super(id);
		}

		@Override
		public boolean attach(ConnectionId id, WorkspaceId workspace) {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean detach(ConnectionId id, WorkspaceId workspace) {
			throw new UnsupportedOperationException();
		}

	}

}
