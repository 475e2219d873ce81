package io.patchbay.connection;

import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Service;

/**
 * What callers do with workspaces.
 */
@Service
public class WorkspaceService {

	private final Backends backends;

	private final Federation federation;

	private final SharedReads reads;

	WorkspaceService(Backends backends, Federation federation, SharedReads reads) {
		this.backends = backends;
		this.federation = federation;
		this.reads = reads;
	}

	/**
	 * Lists workspaces over several backends.
	 * @param caller who asks
	 * @param chosen the backends to ask, all when empty
	 * @param page which page
	 * @return the page
	 * @throws GatewayException when all backends fail, or any in a strict page
	 */
	public FederatedPage<Workspace> list(Caller caller, Set<BackendId> chosen, PageRequest page) {
		ConnectionFilter filter = new ConnectionFilter(chosen, null, null, null, null, null, null, null, null, null);
		// Another question than that for the connections of the same backends.
		long question = ~filter.question();
		return this.federation.page(this.backends.choose(caller, chosen), question, page,
				(backend, place, seen, limit) -> {
					ListRequest request = new ListRequest(ConnectionFilter.NONE, Set.of(), place, seen, limit);
					return this.reads.read(backend.id(), new Listing(request), () -> backend.workspaces(request),
							Slice::weight);
				});
	}

	/**
	 * Reads where a connection is attached.
	 * @param caller who asks
	 * @param id the connection
	 * @return the workspaces
	 */
	public List<WorkspaceRef> of(Caller caller, ConnectionId id) {
		ConnectionBackend backend = this.backends.of(caller, id);
		return this.reads.read(backend.id(), new Reading(id), () -> List.copyOf(backend.workspacesOf(id)), (_) -> 1);
	}

	/**
	 * Verifies that a connection is attached to a workspace.
	 * @param caller who asks
	 * @param id the connection
	 * @param workspace the workspace
	 * @return the workspace
	 * @throws GatewayException.NotFound when it is attached elsewhere, or nowhere
	 */
	public WorkspaceRef attached(Caller caller, ConnectionId id, WorkspaceId workspace) {
		List<WorkspaceRef> actual = of(caller, id);
		return actual.stream()
			.filter((candidate) -> workspace.equals(candidate.id()))
			.findFirst()
			.orElseThrow(() -> notAttached(id, workspace, actual));
	}

	/**
	 * Attaches a connection to a workspace. Where the platform fixes a connection's
	 * workspace, the connection can be attached only to where it is.
	 * @param caller who asks
	 * @param id the connection
	 * @param workspace the workspace
	 * @return {@code false} when it was attached there already
	 * @throws GatewayException.Conflict when the connection cannot be in the workspace
	 */
	public boolean attach(Caller caller, ConnectionId id, WorkspaceId workspace) {
		ConnectionBackend backend = this.backends.of(caller, id);
		if (backend instanceof WorkspaceSupport support && workspace.backend().equals(backend.id())) {
			return this.reads.change(backend.id(), () -> support.attach(id, workspace));
		}
		List<WorkspaceRef> actual = now(backend, id);
		if (actual.stream().noneMatch((candidate) -> workspace.equals(candidate.id()))) {
			throw mismatch(id, workspace, actual);
		}
		return false;
	}

	/**
	 * Detaches a connection from a workspace.
	 * @param caller who asks
	 * @param id the connection
	 * @param workspace the workspace
	 * @return {@code false} when it was not attached there
	 * @throws GatewayException.NotSupported when the platform fixes a connection's
	 * workspace
	 */
	public boolean detach(Caller caller, ConnectionId id, WorkspaceId workspace) {
		ConnectionBackend backend = this.backends.of(caller, id);
		WorkspaceSupport support = this.backends.port(caller, backend, WorkspaceSupport.class,
				"take connections out of their workspaces");
		if (!workspace.backend().equals(backend.id())) {
			// For the same 404 as always when there is no such connection.
			now(backend, id);
			return false;
		}
		return this.reads.change(backend.id(), () -> support.detach(id, workspace));
	}

	// What decides over a write is not shared with those who only look.
	private static List<WorkspaceRef> now(ConnectionBackend backend, ConnectionId id) {
		return Timings.measure(backend.id(), () -> backend.workspacesOf(id));
	}

	private static GatewayException mismatch(ConnectionId id, WorkspaceId workspace, List<WorkspaceRef> actual) {
		List<String> names = names(actual);
		String where = names.isEmpty() ? "" : "; it is attached to " + String.join(", ", names);
		return new GatewayException.Conflict(ErrorCode.WORKSPACE_MISMATCH,
				"The connection '" + id + "' cannot be attached to '" + workspace + "'" + where + ".")
			.at(id.backend())
			.fact("workspaces", names);
	}

	private static List<String> names(List<WorkspaceRef> refs) {
		return refs.stream()
			.map((ref) -> (ref.id() != null) ? ref.id().toString() : String.valueOf(ref.name()))
			.toList();
	}

	private static GatewayException notAttached(ConnectionId id, WorkspaceId workspace, List<WorkspaceRef> actual) {
		List<String> names = names(actual);
		String where = names.isEmpty() ? "to none" : "to " + String.join(", ", names);
		return new GatewayException.NotFound(ErrorCode.NOT_ATTACHED,
				"The connection '" + id + "' is not attached to '" + workspace + "', but " + where + ".")
			.at(id.backend())
			.fact("workspaces", names);
	}

	private record Listing(ListRequest request) {

	}

	private record Reading(ConnectionId id) {

	}

}
