package io.patchbay.backend.airbyte;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.patchbay.backend.BackendContext;
import io.patchbay.backend.Scan;
import io.patchbay.backend.UpstreamCalls;
import io.patchbay.connection.BackendHealth;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.CancelSupport;
import io.patchbay.connection.CatalogStream;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionBackend;
import io.patchbay.connection.ConnectionChange;
import io.patchbay.connection.ConnectionDraft;
import io.patchbay.connection.ConnectionFilter;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ConnectionState;
import io.patchbay.connection.ConnectionStatus;
import io.patchbay.connection.CreateSupport;
import io.patchbay.connection.DeleteOptions;
import io.patchbay.connection.DeleteSupport;
import io.patchbay.connection.Emulated;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.Include;
import io.patchbay.connection.ListRequest;
import io.patchbay.connection.LogSupport;
import io.patchbay.connection.Platform;
import io.patchbay.connection.Slice;
import io.patchbay.connection.StateSupport;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncListRequest;
import io.patchbay.connection.SyncRequest;
import io.patchbay.connection.SyncRun;
import io.patchbay.connection.SyncSupport;
import io.patchbay.connection.UpdateSupport;
import io.patchbay.connection.Workspace;
import io.patchbay.connection.WorkspaceId;
import io.patchbay.connection.WorkspaceRef;
import org.jspecify.annotations.Nullable;

/**
 * An Airbyte. Its lists have no filters beside the workspace, so that the others are
 * answered while the list is walked through.
 */
final class AirbyteBackend implements ConnectionBackend, CreateSupport, UpdateSupport, DeleteSupport, SyncSupport,
		CancelSupport, LogSupport, StateSupport {

	static final Platform PLATFORM = new Platform("airbyte");

	private final BackendId id;

	private final boolean enabled;

	private final Clock clock;

	private final UpstreamCalls calls;

	private final AirbyteApi api;

	private final AirbyteParallel parallel;

	private final AirbyteProperties properties;

	private final AirbyteWorkspaces workspaces;

	private final AirbyteWrites writes;

	private final AirbyteHomes homes;

	private final AirbyteSyncs syncs;

	private final AirbyteReadings readings;

	AirbyteBackend(BackendContext context, UpstreamCalls calls, @Nullable UpstreamCalls config,
			AirbyteProperties properties) {
		this.id = context.id();
		this.enabled = context.properties().enabled();
		this.clock = context.clock();
		this.calls = calls;
		this.api = new AirbyteApi(calls);
		this.parallel = new AirbyteParallel(calls::timedOut, context.properties().maxConcurrentCalls());
		this.properties = properties;
		this.workspaces = new AirbyteWorkspaces(context.properties().workspaces());
		this.writes = new AirbyteWrites(calls, this.api);
		this.homes = new AirbyteHomes(this.api, this.workspaces, properties);
		AirbyteConfigApi configApi = (config != null) ? new AirbyteConfigApi(config) : null;
		this.syncs = new AirbyteSyncs(new AirbyteJobApi(calls, this.api), this.homes, configApi);
		this.readings = new AirbyteReadings(this.id, configApi, this.homes, this.syncs);
	}

	@Override
	public BackendId id() {
		return this.id;
	}

	@Override
	public Platform platform() {
		return PLATFORM;
	}

	@Override
	public boolean enabled() {
		return this.enabled;
	}

	@Override
	public BackendHealth health() {
		return this.calls.health();
	}

	@Override
	public Set<ConnectionFilter.Aspect> filterable() {
		return EnumSet.of(ConnectionFilter.Aspect.STATUS, ConnectionFilter.Aspect.NAME,
				ConnectionFilter.Aspect.CREATED);
	}

	@Override
	public Set<Include> includable() {
		return EnumSet.allOf(Include.class);
	}

	@Override
	public Connection get(ConnectionId connection, Set<Include> include) {
		List<Connection> found = List.of(this.homes.visible(connection).toConnection(this.id, this.properties));
		return withNextRuns(including(include).addTo(found).getFirst());
	}

	@Override
	public Slice<Connection> list(ListRequest request) {
		ConnectionFilter filter = request.filter();
		WorkspaceId asked = filter.workspace();
		AirbyteWorkspaces scope = (asked != null) ? this.workspaces.only(asked) : this.workspaces;
		// Deleted connections are listed on demand alone, among the others.
		boolean deletedToo = filter.status() == ConnectionStatus.DELETED;
		AirbyteListing<Connection> listing = new AirbyteListing<>(
				(offset) -> this.api.connections(deletedToo, scope.ids(), asked, offset)
					.map((item) -> item.toConnection(this.id, this.properties)),
				(item) -> item.id().upstreamId());
		Scan<Connection> scan = new Scan<>(request, (item) -> scope.admits(item) && filter.matches(item));
		Slice<Connection> slice = including(request.include()).addTo(listing.walk(request, scan));
		List<Slice.Entry<Connection>> entries = slice.entries()
			.stream()
			.map((entry) -> new Slice.Entry<>(withNextRuns(entry.item()), entry.id(), entry.next()))
			.toList();
		return new Slice<>(entries, slice.next(), slice.invalidItems(), slice.failure());
	}

	@Override
	public Slice<Workspace> workspaces(ListRequest request) {
		AirbyteListing<Workspace> listing = new AirbyteListing<>(
				(offset) -> this.api.workspaces(this.workspaces.ids(), offset).map(this::toWorkspace),
				(item) -> item.id().upstreamId());
		return listing.walk(request, new Scan<>(request, (item) -> this.workspaces.admits(item.id().upstreamId())));
	}

	@Override
	@Emulated("Read off the connection, which belongs to the workspace of its source forever.")
	public List<WorkspaceRef> workspacesOf(ConnectionId connection) {
		String workspace = this.homes.visible(connection).workspaceId();
		if (workspace == null) {
			return List.of();
		}
		AirbyteApi.Workspace found = this.api.workspace(workspace);
		return List.of(new WorkspaceRef(new WorkspaceId(this.id, workspace), (found != null) ? found.name() : null));
	}

	@Override
	public Connection create(ConnectionDraft draft) {
		return named(() -> written(creation().create(draft)));
	}

	@Override
	public Optional<Connection> findCreated(ConnectionDraft draft, Instant since) {
		return named(() -> creation().find(draft, since).map(this::written));
	}

	@Override
	public Connection update(Connection current, ConnectionChange change) {
		return named(() -> {
			AirbyteConnection changed = new AirbyteUpdate(this.writes).update(current, change);
			return (changed != null) ? written(changed) : current;
		});
	}

	@Override
	public void delete(Connection current, DeleteOptions options) {
		named(() -> {
			new AirbyteDeletion(this.api, this.writes).delete(current, options);
			return current;
		});
	}

	@Override
	public SyncRun start(Connection connection, SyncRequest request) {
		return named(() -> this.syncs.start(connection, request));
	}

	@Override
	public Optional<SyncRun> running(Connection connection, SyncRequest request) {
		return this.syncs.running(connection);
	}

	@Override
	public Optional<SyncRun> findStarted(Connection connection, SyncRequest request, Instant since) {
		return this.syncs.findStarted(connection, request, since);
	}

	@Override
	public SyncRun sync(SyncId run) {
		return this.syncs.sync(run);
	}

	@Override
	public Slice<SyncRun> syncs(Connection connection, SyncListRequest request) {
		return this.syncs.syncs(connection, request);
	}

	@Override
	public SyncRun cancel(SyncId run) {
		return this.syncs.cancel(run);
	}

	@Override
	public void logs(SyncId run, int tail, Consumer<String> lines) {
		this.readings.logs(run, tail, lines);
	}

	@Override
	public ConnectionState state(ConnectionId connection) {
		return this.readings.state(connection);
	}

	@Override
	public List<CatalogStream> catalog(ConnectionId connection) {
		return this.readings.catalog(connection);
	}

	private AirbyteCreation creation() {
		return new AirbyteCreation(this.id, this.api, this.writes, this.workspaces);
	}

	private Connection written(AirbyteConnection connection) {
		return withNextRuns(connection.toConnection(this.id, this.properties));
	}

	private <T> T named(Supplier<T> work) {
		try {
			return work.get();
		}
		catch (GatewayException ex) {
			throw (ex.backend() != null) ? ex : ex.at(this.id);
		}
	}

	private AirbyteIncludes including(Set<Include> include) {
		return new AirbyteIncludes(this.api, this.parallel, include);
	}

	private Connection withNextRuns(Connection connection) {
		return AirbyteSchedules.withNextRuns(connection, this.clock.instant());
	}

	private Workspace toWorkspace(AirbyteApi.Workspace workspace) {
		Map<String, Object> extensions = (workspace.dataResidency() != null)
				? Map.of("dataResidency", workspace.dataResidency()) : Map.of();
		return new Workspace(new WorkspaceId(this.id, String.valueOf(workspace.workspaceId())), workspace.name(), null,
				extensions);
	}

}
