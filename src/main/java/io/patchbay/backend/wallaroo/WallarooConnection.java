package io.patchbay.backend.wallaroo;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.patchbay.backend.wallaroo.WallarooApi.ConnectionRow;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;

/**
 * A connection as it was just read, for us and for callers.
 *
 * @param connection what callers may know of it
 * @param row what Wallaroo told
 * @param workspaces the workspaces as they were read beside it
 */
record WallarooConnection(Connection connection, ConnectionRow row, WallarooWorkspaces workspaces) {

	/**
	 * Finds where the connection has to be detached before it can be deleted, also where
	 * callers may not know of it.
	 * @param allowed whether it may be detached at all
	 * @return the workspaces
	 * @throws GatewayException.Conflict when it may not or cannot be
	 */
	List<WallarooWorkspace> attachments(boolean allowed) {
		List<WallarooWorkspace> attached = new ArrayList<>();
		boolean unknown = false;
		for (String name : Objects.requireNonNullElse(this.row.workspaceNames(), List.<@Nullable String>of())) {
			WallarooWorkspace workspace = this.workspaces.find(name);
			if (workspace != null) {
				attached.add(workspace);
			}
			unknown |= workspace == null;
		}
		if (unknown) {
			throw attached("is attached to a workspace that Wallaroo does not show to the gateway, "
					+ "which cannot detach it there.");
		}
		if (!attached.isEmpty() && !allowed) {
			throw attached("is attached to workspaces. Detach it first, or ask for that with detach=true.");
		}
		return attached;
	}

	private GatewayException attached(String why) {
		List<String> visible = this.connection.workspaces()
			.stream()
			.map((ref) -> (ref.id() != null) ? ref.id().toString() : String.valueOf(ref.name()))
			.toList();
		ConnectionId id = this.connection.id();
		return new GatewayException.Conflict(ErrorCode.CONNECTION_ATTACHED, "The connection '" + id + "' " + why)
			.at(id.backend())
			.fact("workspaces", visible);
	}

}
