package io.patchbay.backend.wallaroo;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.patchbay.backend.BackendContext;
import io.patchbay.backend.Rows;
import io.patchbay.backend.Scan;
import io.patchbay.backend.UpstreamCalls;
import io.patchbay.backend.wallaroo.WallarooApi.ConnectionRow;
import io.patchbay.connection.BackendHealth;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.CancelSupport;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionBackend;
import io.patchbay.connection.ConnectionDraft;
import io.patchbay.connection.ConnectionFilter;
import io.patchbay.connection.ConnectionFilter.Aspect;
import io.patchbay.connection.ConnectionId;
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
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncListRequest;
import io.patchbay.connection.SyncRequest;
import io.patchbay.connection.SyncRun;
import io.patchbay.connection.SyncSupport;
import io.patchbay.connection.Workspace;
import io.patchbay.connection.WorkspaceId;
import io.patchbay.connection.WorkspaceRef;
import io.patchbay.connection.WorkspaceSupport;
import org.jspecify.annotations.Nullable;

/**
 * A Wallaroo instance. Its lists are answered whole and filter by workspace alone; the
 * rest is done here, row by row.
 */
final class WallarooBackend implements ConnectionBackend, CreateSupport, DeleteSupport, WorkspaceSupport, SyncSupport,
		CancelSupport, LogSupport {

	static final Platform PLATFORM = new Platform("wallaroo");

	private final BackendId id;

	private final boolean enabled;

	private final Set<String> allowed;

	private final UpstreamCalls calls;

	private final WallarooApi api;

	private final WallarooRows rows;

	private final WallarooLinks links;

	private final WallarooSyncs syncs;

	WallarooBackend(BackendContext context, UpstreamCalls calls, WallarooProperties own) {
		this.id = context.id();
		this.enabled = context.properties().enabled();
		this.allowed = Set.copyOf(context.properties().workspaces());
		this.calls = calls;
		this.api = new WallarooApi(calls);
		this.rows = new WallarooRows(this.id);
		this.links = new WallarooLinks(this.api);
		this.syncs = new WallarooSyncs(context, calls, own);
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
	public Set<Aspect> filterable() {
		return EnumSet.of(Aspect.TYPE, Aspect.NAME, Aspect.CREATED);
	}

	@Override
	public Connection get(ConnectionId connection, Set<Include> include) {
		return find(connection).connection();
	}

	@Override
	public Slice<Connection> list(ListRequest request) {
		WorkspaceId workspace = request.filter().workspace();
		String name = request.filter().name();
		int from = Rows.parse(request.place());
		Scan<Connection> scan = new Scan<>(request, passing(request.filter()));
		if (name != null && workspace == null) {
			return (from == 0) ? named(name, scan) : scan.slice(null);
		}
		Supplier<WallarooWorkspaces> workspaces = this.calls.meanwhile(this::readWorkspaces);
		Long number = (workspace != null) ? workspaces.get().visible(workspace).number() : null;
		Rows<Connection> rows = new Rows<>(scan, from, Integer::toString);
		this.api.connections(number, rows::begin, (item) -> {
			WallarooWorkspaces known = unlessFailed(workspaces);
			return known != null && rows.offerLazily(WallarooRows.idOf(item), () -> this.rows.connection(item, known));
		});
		workspaces.get();
		return scan.slice(rows.next());
	}

	@Override
	public Slice<Workspace> workspaces(ListRequest request) {
		Scan<Workspace> scan = new Scan<>(request, (workspace) -> allowed(workspace.id()));
		Rows<Workspace> rows = new Rows<>(scan, Rows.parse(request.place()), Integer::toString);
		this.api.workspaces(rows::begin, (item) -> {
			Workspace workspace = this.rows.workspace(item);
			return rows.offer((workspace != null) ? workspace.id().upstreamId() : null, workspace);
		});
		return scan.slice(rows.next());
	}

	@Override
	public List<WorkspaceRef> workspacesOf(ConnectionId connection) {
		return get(connection, Set.of()).workspaces();
	}

	@Override
	public Connection create(ConnectionDraft draft) {
		WallarooDraft wanted = WallarooDraft.of(draft, !this.allowed.isEmpty());
		WallarooWorkspace workspace = (wanted.workspace() != null) ? wanted.in(readWorkspaces()) : null;
		ConnectionId made = new WallarooCreation(this.api).run(wanted, workspace);
		try {
			return get(made, Set.of());
		}
		catch (GatewayException ex) {
			// It is made, whoever keeps us from looking at it.
			return wanted.made(made, workspace);
		}
	}

	@Override
	public Optional<Connection> findCreated(ConnectionDraft draft, Instant since) {
		WallarooDraft wanted = WallarooDraft.of(draft, !this.allowed.isEmpty());
		ConnectionRow row = this.api.connectionNamed(wanted.name());
		if (row == null || row.id() == null || !WallarooRows.isId(row.id()) || !wanted.made(row, since)) {
			return Optional.empty();
		}
		ConnectionId made = new ConnectionId(this.id, row.id());
		WallarooWorkspace workspace = (wanted.workspace() != null) ? wanted.in(readWorkspaces()) : null;
		// The attempt may have ended between its two calls.
		if (workspace != null && !workspace.has(row)) {
			this.links.ensureAttached(made, workspace);
		}
		return Optional.of(get(made, Set.of()));
	}

	@Override
	@Emulated("Wallaroo deletes by name alone, and only what is attached nowhere: the connection is read again, "
			+ "detached where it is allowed to be, deleted by its name and looked for once more; "
			+ "when a step fails it is attached again.")
	public void delete(Connection current, DeleteOptions options) {
		if (!options.cascade().isEmpty()) {
			throw new GatewayException.NotSupported(
					"Wallaroo's connections have no source and no destination: cascade is not supported.")
				.at(this.id);
		}
		WallarooConnection found = find(current.id());
		if (found.row().name() == null || found.row().workspaceNames() == null) {
			throw this.calls.invalidResponse("the connection does not tell its name and where it is attached");
		}
		List<WallarooWorkspace> attached = found.attachments(options.detach());
		new WallarooDeletion(this.calls, this.api, found.connection().id(), attached).run(found.row().name());
	}

	@Override
	public boolean attach(ConnectionId connection, WorkspaceId workspace) {
		WallarooConnection found = find(connection);
		WallarooWorkspace there = found.workspaces().visible(workspace);
		return !there.has(found.row()) && this.links.attach(found.connection().id(), there);
	}

	@Override
	public boolean detach(ConnectionId connection, WorkspaceId workspace) {
		WallarooConnection found = find(connection);
		WallarooWorkspace there = found.workspaces().visible(workspace);
		return there.has(found.row()) && this.links.detach(found.connection().id(), there);
	}

	@Override
	@Emulated("A task that runs the orchestration named by the request or by the backend's sync-targets, "
			+ "told the connection's name.")
	public SyncRun start(Connection connection, SyncRequest request) {
		return this.syncs.start(connection, request);
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
	public SyncRun sync(SyncId id) {
		return this.syncs.sync(id);
	}

	@Override
	@Emulated("The tasks in the connection's workspaces that were told its name.")
	public Slice<SyncRun> syncs(Connection connection, SyncListRequest request) {
		return this.syncs.syncs(connection, request);
	}

	@Override
	public SyncRun cancel(SyncId id) {
		return this.syncs.cancel(id);
	}

	@Override
	public void logs(SyncId id, int tail, Consumer<String> lines) {
		this.syncs.logs(id, tail, lines);
	}

	private WallarooConnection find(ConnectionId connection) {
		if (!WallarooRows.isId(connection.upstreamId())) {
			throw GatewayException.NotFound.connection(connection);
		}
		Supplier<WallarooWorkspaces> workspaces = this.calls.meanwhile(this::readWorkspaces);
		ConnectionRow row = this.api.connection(connection);
		Connection found = this.rows.connection(row, workspaces.get());
		if (found == null) {
			throw this.calls.invalidResponse("the connection has no id");
		}
		if (!this.allowed.isEmpty() && found.workspaces().isEmpty()) {
			throw GatewayException.NotFound.connection(connection);
		}
		return new WallarooConnection(found, row, workspaces.get());
	}

	// Names are unique, and the platform finds them faster than a walk does.
	private Slice<Connection> named(String name, Scan<Connection> scan) {
		Supplier<WallarooWorkspaces> workspaces = this.calls.meanwhile(this::readWorkspaces);
		ConnectionRow row = this.api.connectionNamed(name);
		if (row != null) {
			scan.offer(row.id(), this.rows.connection(row, workspaces.get()), "1");
		}
		return scan.slice(null);
	}

	private WallarooWorkspaces readWorkspaces() {
		return WallarooWorkspaces.read(this.api, this.id, this.allowed);
	}

	// Within the reading of an answer a failure would count as one of that call.
	private static @Nullable WallarooWorkspaces unlessFailed(Supplier<WallarooWorkspaces> workspaces) {
		try {
			return workspaces.get();
		}
		catch (GatewayException ex) {
			return null;
		}
	}

	private Predicate<Connection> passing(ConnectionFilter filter) {
		return (connection) -> (this.allowed.isEmpty() || !connection.workspaces().isEmpty())
				&& filter.matches(connection);
	}

	private boolean allowed(WorkspaceId workspace) {
		return this.allowed.isEmpty() || this.allowed.contains(workspace.upstreamId());
	}

}
