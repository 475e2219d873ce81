package io.patchbay.backend.maestro;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.patchbay.backend.BackendContext;
import io.patchbay.backend.Rows;
import io.patchbay.backend.Scan;
import io.patchbay.backend.UpstreamCalls;
import io.patchbay.backend.maestro.MaestroAuthentication.Tenant;
import io.patchbay.connection.BackendHealth;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionBackend;
import io.patchbay.connection.ConnectionFilter;
import io.patchbay.connection.ConnectionFilter.Aspect;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.Deadline;
import io.patchbay.connection.DeleteOptions;
import io.patchbay.connection.DeleteSupport;
import io.patchbay.connection.Emulated;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.Include;
import io.patchbay.connection.ListRequest;
import io.patchbay.connection.LogSupport;
import io.patchbay.connection.Platform;
import io.patchbay.connection.Seen;
import io.patchbay.connection.Slice;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncListRequest;
import io.patchbay.connection.SyncRequest;
import io.patchbay.connection.SyncRun;
import io.patchbay.connection.SyncSupport;
import io.patchbay.connection.Workspace;
import io.patchbay.connection.WorkspaceId;
import io.patchbay.connection.WorkspaceRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A tenant of Maestro. The platform has one list of connections and no other way to read
 * them; its tenant stands for the one workspace that it has.
 */
final class MaestroBackend implements ConnectionBackend, DeleteSupport, SyncSupport, LogSupport {

	static final Platform PLATFORM = new Platform("maestro");

	/** Half a million connections: a listing that is longer has no end. */
	private static final int MAX_PAGES = 10_000;

	private final BackendId id;

	private final boolean enabled;

	private final Set<String> allowed;

	private final UpstreamCalls calls;

	private final MaestroApi api;

	private final MaestroRows rows;

	private final MaestroSyncs syncs;

	MaestroBackend(BackendContext context, UpstreamCalls calls, MaestroApi api, MaestroRows rows, MaestroSyncs syncs) {
		this.id = context.id();
		this.enabled = context.properties().enabled();
		this.allowed = Set.copyOf(context.properties().workspaces());
		this.calls = calls;
		this.api = api;
		this.rows = rows;
		this.syncs = syncs;
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
		return EnumSet.of(Aspect.TYPE, Aspect.NAME, Aspect.CREATED, Aspect.UPDATED);
	}

	@Override
	@Emulated("Found in the list of connections, page by page where the platform does not filter it by id.")
	public Connection get(ConnectionId connection, Set<Include> include) {
		PageCall call = (page, start, offer) -> this.api.connection(connection, page, start, offer);
		String place = null;
		int unreadable = 0;
		do {
			ListRequest request = new ListRequest(ConnectionFilter.NONE, include, place, Seen.NOTHING, 1);
			Slice<Connection> slice = walk(request, (candidate) -> candidate.id().equals(connection), call);
			if (!slice.entries().isEmpty()) {
				return slice.entries().getFirst().item();
			}
			unreadable += slice.invalidItems();
			place = slice.next();
		}
		while (place != null);
		if (unreadable > 0) {
			// It may be one of these, and who hears that it is gone acts on it.
			throw this.calls.invalidResponse("the connection is not among those in its list that can be read");
		}
		throw GatewayException.NotFound.connection(connection);
	}

	@Override
	public Slice<Connection> list(ListRequest request) {
		WorkspaceId workspace = request.filter().workspace();
		MaestroPlace.parse(request.place());
		if (workspace != null && request.place() == null && !workspace.upstreamId().equals(tenant())) {
			throw GatewayException.NotFound.workspace(workspace);
		}
		return walk(request, (connection) -> (workspace == null || in(workspace, connection))
				&& request.filter().matches(connection), this.api::connections);
	}

	@Override
	@Emulated("The tenant is the one workspace there is, as its connections and the sign-in name it.")
	public Slice<Workspace> workspaces(ListRequest request) {
		Scan<Workspace> scan = new Scan<>(request, (_) -> true);
		String tenant = (Rows.parse(request.place()) == 0) ? tenant() : null;
		if (tenant != null) {
			Tenant known = this.rows.signedIn();
			scan.offer(tenant, new Workspace(new WorkspaceId(this.id, tenant), known.name(), null, Map.of()), "1");
		}
		return scan.slice(null);
	}

	@Override
	@Emulated("The tenant that the connection belongs to.")
	public List<WorkspaceRef> workspacesOf(ConnectionId connection) {
		return get(connection, Set.of()).workspaces();
	}

	@Override
	public void delete(Connection current, DeleteOptions options) {
		if (!options.cascade().isEmpty()) {
			throw new GatewayException.NotSupported("Maestro deletes a connection alone: cascade is not supported, "
					+ "and the pipelines that use it stay.")
				.at(this.id);
		}
		this.api.delete(current.id());
	}

	@Override
	@Emulated("A run of the pipeline named by the request, by the backend's sync-targets, "
			+ "or found by its jobs' config_id; told from others by time.")
	public SyncRun start(Connection connection, SyncRequest request) {
		return this.syncs.start(connection, request);
	}

	@Override
	public Optional<SyncRun> running(Connection connection, SyncRequest request) {
		return this.syncs.running(connection, request);
	}

	@Override
	public Optional<SyncRun> findStarted(Connection connection, SyncRequest request, Instant since) {
		return this.syncs.findStarted(connection, request, since);
	}

	@Override
	public SyncRun sync(SyncId sync) {
		return this.syncs.sync(this.syncs.parse(sync, (connection) -> get(connection, Set.of())));
	}

	@Override
	@Emulated("The runs of the pipelines that use the connection.")
	public Slice<SyncRun> syncs(Connection connection, SyncListRequest request) {
		return this.syncs.syncs(connection, request);
	}

	@Override
	@Emulated("The traceback of a failed run: Maestro shows no other log.")
	public void logs(SyncId sync, int tail, Consumer<String> lines) {
		this.syncs.logs(this.syncs.parse(sync, (connection) -> get(connection, Set.of())), tail, lines);
	}

	private Slice<Connection> walk(ListRequest request, Predicate<Connection> filter, PageCall call) {
		Scan<Connection> scan = new Scan<>(request, (connection) -> visible(connection) && filter.test(connection));
		MaestroPlace place = MaestroPlace.parse(request.place());
		do {
			MaestroPage page = new MaestroPage(scan, request.seen(), place);
			try {
				if (place.page() > MAX_PAGES) {
					throw this.calls.invalidResponse("its list of connections has no end");
				}
				call.read(place.page(), page::begin, (item) -> page.offer(this.rows.connection(item)));
				if (page.repeatsTheFirst() && this.api.hasOneMoreThanAPage()) {
					throw this.calls.invalidResponse(
							"there is more than one page, and it answers the first whatever 'page-parameter' says");
				}
			}
			catch (GatewayException ex) {
				if (scan.empty()) {
					throw ex;
				}
				return scan.broken(ex);
			}
			if (page.next() != null) {
				return scan.slice(page.next());
			}
			place = page.following();
		}
		while (place != null && !scan.full() && !Deadline.halfSpent());
		return scan.slice((place != null) ? place.toString() : null);
	}

	// No call tells the tenant of a static token, but each connection does.
	private @Nullable String tenant() {
		List<String> tenants = new ArrayList<>();
		this.api.connections(1, tenants::clear, (item) -> {
			Connection connection = this.rows.connection(item);
			if (connection != null) {
				connection.workspaces().forEach((workspace) -> tenants.add(idOf(workspace)));
			}
			return tenants.isEmpty();
		});
		String tenant = tenants.isEmpty() ? this.rows.signedIn().id() : tenants.getFirst();
		return (tenant == null || tenant.isEmpty() || !allowed(tenant)) ? null : tenant;
	}

	private boolean allowed(String workspace) {
		return this.allowed.isEmpty() || this.allowed.contains(workspace);
	}

	private boolean visible(Connection connection) {
		return this.allowed.isEmpty()
				|| connection.workspaces().stream().anyMatch((workspace) -> allowed(idOf(workspace)));
	}

	private static boolean in(WorkspaceId workspace, Connection connection) {
		return connection.workspaces().stream().anyMatch((ref) -> workspace.equals(ref.id()));
	}

	private static String idOf(WorkspaceRef workspace) {
		return (workspace.id() != null) ? workspace.id().upstreamId() : "";
	}

	/**
	 * Reads one page of a listing.
	 */
	@FunctionalInterface
	private interface PageCall {

		boolean read(int page, Runnable start, Predicate<JsonNode> rows);

	}

}
