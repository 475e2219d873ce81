package io.patchbay.backend.wallaroo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.patchbay.backend.UpstreamJson;
import io.patchbay.backend.wallaroo.WallarooApi.WorkspaceRow;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.WorkspaceId;
import io.patchbay.connection.WorkspaceRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The workspaces that Wallaroo shows us, by their names and by their ids.
 */
final class WallarooWorkspaces {

	private final BackendId backend;

	private final Set<String> allowed;

	private final Map<String, WallarooWorkspace> byName = new HashMap<>();

	private final Map<WorkspaceId, WallarooWorkspace> byId = new HashMap<>();

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
	 * Finds a workspace.
	 * @param id the workspace
	 * @return its handles
	 * @throws GatewayException.NotFound when it is none that callers may know of
	 */
	WallarooWorkspace visible(WorkspaceId id) {
		WallarooWorkspace workspace = this.byId.get(id);
		if (workspace == null || !workspace.visible()) {
			throw GatewayException.NotFound.workspace(id);
		}
		return workspace;
	}

	/**
	 * Finds a workspace, also one that callers may not know of.
	 * @param name the name that Wallaroo tells
	 * @return its handles, {@code null} when Wallaroo does not let us see it
	 */
	@Nullable WallarooWorkspace find(@Nullable String name) {
		return this.byName.get(name);
	}

	/**
	 * Where a connection is attached.
	 * @param names the names that Wallaroo tells
	 * @return the workspaces that exist for callers, without an id where Wallaroo names
	 * one that it does not let us see
	 */
	List<WorkspaceRef> named(@Nullable List<@Nullable String> names) {
		List<WorkspaceRef> refs = new ArrayList<>();
		for (String name : (names != null) ? names : List.<@Nullable String>of()) {
			WallarooWorkspace workspace = find(name);
			if (workspace != null && workspace.visible()) {
				refs.add(new WorkspaceRef(workspace.id(), name));
			}
			else if (workspace == null && name != null && this.allowed.isEmpty()) {
				refs.add(new WorkspaceRef(null, name));
			}
		}
		return refs;
	}

	private void clear() {
		this.byName.clear();
		this.byId.clear();
	}

	private boolean add(JsonNode item) {
		WorkspaceRow row = UpstreamJson.convert(item, WorkspaceRow.class);
		if (row != null && row.id() != null) {
			String number = row.id().toString();
			WallarooWorkspace workspace = new WallarooWorkspace(new WorkspaceId(this.backend, number), row.id(),
					row.name(), this.allowed.isEmpty() || this.allowed.contains(number));
			this.byId.put(workspace.id(), workspace);
			if (row.name() != null) {
				this.byName.put(row.name(), workspace);
			}
		}
		return true;
	}

}
