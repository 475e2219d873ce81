package io.patchbay.backend.wallaroo;

import io.patchbay.backend.wallaroo.WallarooApi.ConnectionRow;
import io.patchbay.backend.wallaroo.WallarooSteps.Status;
import io.patchbay.backend.wallaroo.WallarooSteps.Step;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;

/**
 * The creation of one connection in a workspace, which takes Wallaroo two calls: when the
 * second fails, the first is undone.
 */
final class WallarooCreation {

	private final WallarooApi api;

	private final WallarooLinks links;

	private final WallarooSteps steps = new WallarooSteps();

	private final Step creation;

	WallarooCreation(WallarooApi api) {
		this.api = api;
		this.links = new WallarooLinks(api);
		this.creation = this.steps.add("create", null);
	}

	/**
	 * Makes the connection and attaches it.
	 * @param draft what to make
	 * @param workspace where to attach it, {@code null} for nowhere
	 * @return its id
	 * @throws GatewayException when there is none, or when one was left behind
	 */
	ConnectionId run(WallarooDraft draft, @Nullable WallarooWorkspace workspace) {
		String upstreamId = this.api.create(draft.name(), draft.type(), draft.details());
		ConnectionId id = new ConnectionId(draft.backend(), upstreamId);
		this.creation.become(Status.DONE, null);
		if (workspace != null) {
			Step attachment = this.steps.add("attach", workspace);
			try {
				attachment.run(() -> this.links.ensureAttached(id, workspace));
			}
			catch (GatewayException ex) {
				if (!attached(id, draft.name(), workspace, attachment)) {
					throw this.steps.tell(ex);
				}
			}
		}
		return id;
	}

	// Deletes the connection again, unless it is attached after all. By its name: only
	// while that is sure to be ours, and nobody else has begun to use it.
	private boolean attached(ConnectionId id, String name, WallarooWorkspace workspace, Step attachment) {
		ConnectionRow row;
		try {
			row = this.api.connection(id);
		}
		catch (GatewayException.NotFound ex) {
			this.creation.become(Status.REVERTED, "Somebody else has deleted the connection '" + id + "'.");
			return false;
		}
		catch (GatewayException ex) {
			this.creation.become(Status.REVERT_FAILED, "It cannot be read whether the connection '" + id
					+ "' is attached, so that it was left as it is: " + ex.getMessage());
			return false;
		}
		if (workspace.has(row)) {
			return true;
		}
		if (attachment.status() == Status.UNKNOWN) {
			attachment.become(Status.FAILED, "There was no answer, and the connection is not attached.");
		}
		if (!name.equals(row.name()) || row.workspaceNames() == null || !row.workspaceNames().isEmpty()) {
			this.creation.become(Status.REVERT_FAILED,
					"Somebody else uses the connection '" + id + "' already, so that it was left as it is.");
			return false;
		}
		undo(id, name);
		return false;
	}

	private void undo(ConnectionId id, String name) {
		try {
			this.api.delete(name);
			this.creation.become(Status.REVERTED, null);
		}
		catch (GatewayException ex) {
			if (exists(id)) {
				this.creation.become(Status.REVERT_FAILED,
						"The connection '" + id + "' is left, attached nowhere: " + ex.getMessage());
			}
			else {
				this.creation.become(Status.REVERTED, null);
			}
		}
	}

	private boolean exists(ConnectionId id) {
		try {
			this.api.connection(id);
			return true;
		}
		catch (GatewayException.NotFound ex) {
			return false;
		}
		catch (GatewayException ex) {
			return true;
		}
	}

}
