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

	WorkspaceService(Backends backends, Federation federation) {
		this.backends = backends;
		this.federation = federation;
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
		return this.federation.page(this.backends.choose(caller, chosen), question, page, (backend, place, seen,
				limit) -> backend.workspaces(new ListRequest(ConnectionFilter.NONE, Set.of(), place, seen, limit)));
	}

	/**
	 * Reads where a connection is attached.
	 * @param caller who asks
	 * @param id the connection
	 * @return the workspaces
	 */
	public List<WorkspaceRef> of(Caller caller, ConnectionId id) {
		ConnectionBackend backend = this.backends.of(caller, id);
		return Timings.measure(backend.id(), () -> backend.workspacesOf(id));
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

	private static GatewayException notAttached(ConnectionId id, WorkspaceId workspace, List<WorkspaceRef> actual) {
		List<String> names = actual.stream()
			.map((ref) -> (ref.id() != null) ? ref.id().toString() : String.valueOf(ref.name()))
			.toList();
		String where = names.isEmpty() ? "to none" : "to " + String.join(", ", names);
		return new GatewayException.NotFound(ErrorCode.NOT_ATTACHED,
				"The connection '" + id + "' is not attached to '" + workspace + "', but " + where + ".")
			.at(id.backend())
			.fact("workspaces", names);
	}

}
