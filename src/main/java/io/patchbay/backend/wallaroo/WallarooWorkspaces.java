package io.patchbay.backend.wallaroo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.patchbay.backend.UpstreamJson;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.WorkspaceId;
import io.patchbay.connection.WorkspaceRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The workspaces that we may see. Wallaroo's connections tell the names of their
 * workspaces, its calls want their numbers.
 */
final class WallarooWorkspaces {

	private final BackendId backend;

	private final Set<String> allowed;

	private final Map<String, Long> numbers = new HashMap<>();

	private final Set<String> ids = new HashSet<>();

	private WallarooWorkspaces(BackendId backend, Set<String> allowed) {
		this.backend = backend;
		this.allowed = allowed;
	}

	static WallarooWorkspaces read(WallarooApi api, BackendId backend, Set<String> allowed) {
		WallarooWorkspaces workspaces = new WallarooWorkspaces(backend, allowed);
		api.workspaces(workspaces::clear, workspaces::add);
		return workspaces;
	}

	/**
	 * The number by which Wallaroo knows a workspace.
	 * @param id the workspace
	 * @return its number
	 * @throws GatewayException.NotFound when it is none that we may see
	 */
	long number(WorkspaceId id) {
		if (!this.ids.contains(id.upstreamId())) {
			throw GatewayException.NotFound.workspace(id);
		}
		return Long.parseLong(id.upstreamId());
	}

	/**
	 * Where a connection is attached.
	 * @param names the names that Wallaroo tells
	 * @return the workspaces that exist for us, without an id where Wallaroo names one
	 * that it does not let us see
	 */
	List<WorkspaceRef> named(@Nullable List<@Nullable String> names) {
		List<WorkspaceRef> refs = new ArrayList<>();
		for (String name : (names != null) ? names : List.<@Nullable String>of()) {
			Long number = this.numbers.get(name);
			if (number != null) {
				refs.add(new WorkspaceRef(new WorkspaceId(this.backend, number.toString()), name));
			}
			else if (name != null && this.allowed.isEmpty()) {
				refs.add(new WorkspaceRef(null, name));
			}
		}
		return refs;
	}

	private void clear() {
		this.numbers.clear();
		this.ids.clear();
	}

	private boolean add(JsonNode item) {
		WallarooApi.WorkspaceRow row = UpstreamJson.convert(item, WallarooApi.WorkspaceRow.class);
		if (row != null && row.id() != null && (this.allowed.isEmpty() || this.allowed.contains(row.id().toString()))) {
			this.ids.add(row.id().toString());
			if (row.name() != null) {
				this.numbers.put(row.name(), row.id());
			}
		}
		return true;
	}

}
