package io.patchbay.connection;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A configured link between two systems that a platform moves data over. Whatever is
 * absent, the platform does not say.
 *
 * @param id its id
 * @param platform the kind of upstream it lives on
 * @param name its name, unique on some platforms only
 * @param type what kind of system it connects
 * @param status its state in our vocabulary
 * @param upstreamStatus its state in the platform's own word
 * @param enabled whether it runs
 * @param workspaces where it is attached
 * @param createdAt when it was made
 * @param updatedAt when it was last edited
 * @param schedule when it runs by itself
 * @param source where the data comes from
 * @param destination where the data goes to
 * @param tablePrefix what the names of destination tables begin with
 * @param streams the selected streams
 * @param details the platform's settings of it, which may hold secrets
 * @param lastSync its newest run, when it was asked for
 * @param links pages of the platform about it
 * @param extensions what this platform alone says of it
 */
public record Connection(ConnectionId id, Platform platform, @Nullable String name, @Nullable String type,
		@Nullable ConnectionStatus status, @Nullable String upstreamStatus, @Nullable Boolean enabled,
		List<WorkspaceRef> workspaces, @Nullable Instant createdAt, @Nullable Instant updatedAt,
		@Nullable Schedule schedule, @Nullable Endpoint source, @Nullable Endpoint destination,
		@Nullable String tablePrefix, @Nullable List<Stream> streams, @Nullable Settings details,
		@Nullable SyncRun lastSync, Map<String, String> links, Map<String, Object> extensions) {

	public Connection {
		workspaces = List.copyOf(workspaces);
		streams = (streams != null) ? List.copyOf(streams) : null;
		links = Map.copyOf(links);
		// Sorted, so that the same state is always written the same way.
		extensions = Collections.unmodifiableMap(new TreeMap<>(extensions));
	}

	/**
	 * Starts a connection of which nothing is known yet.
	 * @param id its id
	 * @param platform the kind of upstream it lives on
	 * @return a builder
	 */
	public static ConnectionBuilder builder(ConnectionId id, Platform platform) {
		return new ConnectionBuilder(id, platform);
	}

	/**
	 * Starts a changed copy.
	 * @return a builder that holds all that this connection holds
	 */
	public ConnectionBuilder toBuilder() {
		return new ConnectionBuilder(this);
	}

}
