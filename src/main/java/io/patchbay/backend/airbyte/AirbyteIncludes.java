package io.patchbay.backend.airbyte;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionBuilder;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.Deadline;
import io.patchbay.connection.Endpoint;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.Include;
import io.patchbay.connection.Slice;
import io.patchbay.connection.SyncRun;
import org.jspecify.annotations.Nullable;

/**
 * What one answer adds to its connections by further calls. Each source and each
 * destination is read once, however many connections share it.
 */
final class AirbyteIncludes {

	/** How many connections are completed before the time is looked at. */
	private static final int AT_ONCE = 24;

	private final AirbyteApi api;

	private final AirbyteParallel parallel;

	private final Set<Include> include;

	private final Map<String, Endpoint> sources = new ConcurrentHashMap<>();

	private final Map<String, Endpoint> destinations = new ConcurrentHashMap<>();

	private final Map<ConnectionId, SyncRun> lastSyncs = new ConcurrentHashMap<>();

	AirbyteIncludes(AirbyteApi api, AirbyteParallel parallel, Set<Include> include) {
		this.api = api;
		this.parallel = parallel;
		this.include = include;
	}

	/**
	 * Adds what was asked for, some connections at a time, so that a slow platform still
	 * gets a long page forward.
	 * @param slice the connections to add to
	 * @return the slice, cut short where time runs out or a read fails
	 * @throws GatewayException when not even the first connections can be completed
	 */
	Slice<Connection> addTo(Slice<Connection> slice) {
		if (this.include.isEmpty()) {
			return slice;
		}
		List<Slice.Entry<Connection>> done = new ArrayList<>();
		while (done.size() < slice.entries().size()) {
			if (!done.isEmpty() && Deadline.halfSpent()) {
				return new Slice<>(done, done.getLast().next(), slice.invalidItems(), null);
			}
			int end = Math.min(done.size() + AT_ONCE, slice.entries().size());
			try {
				done.addAll(complete(slice.entries().subList(done.size(), end)));
			}
			catch (GatewayException ex) {
				if (done.isEmpty()) {
					throw ex;
				}
				return new Slice<>(done, null, slice.invalidItems(), ex);
			}
		}
		return new Slice<>(done, slice.next(), slice.invalidItems(), slice.failure());
	}

	private List<Slice.Entry<Connection>> complete(List<Slice.Entry<Connection>> entries) {
		List<Connection> completed = addTo(entries.stream().map(Slice.Entry::item).toList());
		return IntStream.range(0, entries.size())
			.mapToObj((i) -> new Slice.Entry<>(completed.get(i), entries.get(i).id(), entries.get(i).next()))
			.toList();
	}

	/**
	 * Adds what was asked for.
	 * @param connections the connections to add to
	 * @return the connections, in the same order
	 */
	List<Connection> addTo(List<Connection> connections) {
		List<Runnable> reads = new ArrayList<>();
		if (this.include.contains(Include.ENDPOINTS)) {
			missing(connections, Connection::source, this.sources).forEach((id) -> reads.add(() -> readSource(id)));
			missing(connections, Connection::destination, this.destinations)
				.forEach((id) -> reads.add(() -> readDestination(id)));
		}
		if (this.include.contains(Include.LAST_SYNC)) {
			connections.forEach((connection) -> reads.add(() -> readLastSync(connection.id())));
		}
		this.parallel.run(reads);
		return connections.stream().map(this::complete).toList();
	}

	private static Set<String> missing(List<Connection> connections, Function<Connection, @Nullable Endpoint> side,
			Map<String, Endpoint> known) {
		Set<String> ids = new HashSet<>();
		for (Connection connection : connections) {
			Endpoint endpoint = side.apply(connection);
			if (endpoint != null && !known.containsKey(endpoint.id())) {
				ids.add(endpoint.id());
			}
		}
		return ids;
	}

	private void readSource(String id) {
		AirbyteApi.Source source = this.api.source(id);
		this.sources.put(id, (source != null) ? new Endpoint(id, source.name(), text(source.sourceType()))
				: new Endpoint(id, null, null));
	}

	private void readDestination(String id) {
		AirbyteApi.Destination destination = this.api.destination(id);
		this.destinations.put(id,
				(destination != null) ? new Endpoint(id, destination.name(), text(destination.destinationType()))
						: new Endpoint(id, null, null));
	}

	private void readLastSync(ConnectionId id) {
		AirbyteJob job = this.api.newestJob(id);
		if (job != null) {
			this.lastSyncs.put(id, job.toSyncRun(id));
		}
	}

	// Airbyte says "" for the type of a custom connector.
	private static @Nullable String text(@Nullable String type) {
		return (type == null || type.isBlank()) ? null : type;
	}

	private Connection complete(Connection connection) {
		ConnectionBuilder builder = connection.toBuilder();
		if (connection.source() != null) {
			builder.source(this.sources.getOrDefault(connection.source().id(), connection.source()));
		}
		if (connection.destination() != null) {
			builder
				.destination(this.destinations.getOrDefault(connection.destination().id(), connection.destination()));
		}
		return builder.lastSync(this.lastSyncs.get(connection.id())).build();
	}

}
