package io.patchbay.connection;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Collects what a platform says of a connection. Each method sets the component of
 * {@link Connection} that bears its name.
 */
public final class ConnectionBuilder {

	private final ConnectionId id;

	private final Platform platform;

	private @Nullable String name;

	private @Nullable String type;

	private @Nullable ConnectionStatus status;

	private @Nullable String upstreamStatus;

	private @Nullable Boolean enabled;

	private List<WorkspaceRef> workspaces = List.of();

	private @Nullable Instant createdAt;

	private @Nullable Instant updatedAt;

	private @Nullable Schedule schedule;

	private @Nullable Endpoint source;

	private @Nullable Endpoint destination;

	private @Nullable String tablePrefix;

	private @Nullable List<Stream> streams;

	private @Nullable Settings details;

	private @Nullable SyncRun lastSync;

	private Map<String, String> links = Map.of();

	private Map<String, Object> extensions = Map.of();

	ConnectionBuilder(ConnectionId id, Platform platform) {
		this.id = id;
		this.platform = platform;
	}

	ConnectionBuilder(Connection connection) {
		this(connection.id(), connection.platform());
		this.name = connection.name();
		this.type = connection.type();
		this.status = connection.status();
		this.upstreamStatus = connection.upstreamStatus();
		this.enabled = connection.enabled();
		this.workspaces = connection.workspaces();
		this.createdAt = connection.createdAt();
		this.updatedAt = connection.updatedAt();
		this.schedule = connection.schedule();
		this.source = connection.source();
		this.destination = connection.destination();
		this.tablePrefix = connection.tablePrefix();
		this.streams = connection.streams();
		this.details = connection.details();
		this.lastSync = connection.lastSync();
		this.links = connection.links();
		this.extensions = connection.extensions();
	}

	public ConnectionBuilder name(@Nullable String name) {
		this.name = name;
		return this;
	}

	public ConnectionBuilder type(@Nullable String type) {
		this.type = type;
		return this;
	}

	public ConnectionBuilder status(@Nullable ConnectionStatus status) {
		this.status = status;
		return this;
	}

	public ConnectionBuilder upstreamStatus(@Nullable String upstreamStatus) {
		this.upstreamStatus = upstreamStatus;
		return this;
	}

	public ConnectionBuilder enabled(@Nullable Boolean enabled) {
		this.enabled = enabled;
		return this;
	}

	public ConnectionBuilder workspaces(List<WorkspaceRef> workspaces) {
		this.workspaces = workspaces;
		return this;
	}

	public ConnectionBuilder createdAt(@Nullable Instant createdAt) {
		this.createdAt = createdAt;
		return this;
	}

	public ConnectionBuilder updatedAt(@Nullable Instant updatedAt) {
		this.updatedAt = updatedAt;
		return this;
	}

	public ConnectionBuilder schedule(@Nullable Schedule schedule) {
		this.schedule = schedule;
		return this;
	}

	public ConnectionBuilder source(@Nullable Endpoint source) {
		this.source = source;
		return this;
	}

	public ConnectionBuilder destination(@Nullable Endpoint destination) {
		this.destination = destination;
		return this;
	}

	public ConnectionBuilder tablePrefix(@Nullable String tablePrefix) {
		this.tablePrefix = tablePrefix;
		return this;
	}

	public ConnectionBuilder streams(@Nullable List<Stream> streams) {
		this.streams = streams;
		return this;
	}

	public ConnectionBuilder details(@Nullable Settings details) {
		this.details = details;
		return this;
	}

	public ConnectionBuilder lastSync(@Nullable SyncRun lastSync) {
		this.lastSync = lastSync;
		return this;
	}

	public ConnectionBuilder links(Map<String, String> links) {
		this.links = links;
		return this;
	}

	public ConnectionBuilder extensions(Map<String, Object> extensions) {
		this.extensions = extensions;
		return this;
	}

	/**
	 * The connection as it was described.
	 * @return the connection
	 */
	public Connection build() {
		return new Connection(this.id, this.platform, this.name, this.type, this.status, this.upstreamStatus,
				this.enabled, this.workspaces, this.createdAt, this.updatedAt, this.schedule, this.source,
				this.destination, this.tablePrefix, this.streams, this.details, this.lastSync, this.links,
				this.extensions);
	}

}
