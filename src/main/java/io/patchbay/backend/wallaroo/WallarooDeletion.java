package io.patchbay.backend.wallaroo;

import java.util.ArrayList;
import java.util.List;

import io.patchbay.backend.UpstreamCalls;
import io.patchbay.backend.wallaroo.WallarooApi.ConnectionRow;
import io.patchbay.backend.wallaroo.WallarooSteps.Status;
import io.patchbay.backend.wallaroo.WallarooSteps.Step;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;

/**
 * The deletion of one connection: detached everywhere, deleted by its name, looked for
 * once more; or else as it was before, as far as Wallaroo lets us.
 */
final class WallarooDeletion {

	private final UpstreamCalls calls;

	private final WallarooApi api;

	private final WallarooLinks links;

	private final ConnectionId id;

	private final WallarooSteps steps = new WallarooSteps();

	private final List<Detachment> detachments = new ArrayList<>();

	private final Step removal;

	WallarooDeletion(UpstreamCalls calls, WallarooApi api, ConnectionId id, List<WallarooWorkspace> attached) {
		this.calls = calls;
		this.api = api;
		this.links = new WallarooLinks(api);
		this.id = id;
		attached.forEach(
				(workspace) -> this.detachments.add(new Detachment(this.steps.add("detach", workspace), workspace)));
		this.removal = this.steps.add("delete", null);
	}

	/**
	 * Deletes the connection.
	 * @param name its name as it was read just now
	 * @throws GatewayException when it is still there, or nobody knows
	 */
	void run(String name) {
		try {
			for (Detachment detachment : this.detachments) {
				detachment.step().run(() -> this.links.ensureDetached(this.id, detachment.workspace()));
			}
			if (!this.detachments.isEmpty()) {
				requireUnchanged(name);
			}
			this.removal.run(() -> remove(name));
		}
		catch (GatewayException ex) {
			boolean unanswered = this.removal.status() == Status.UNKNOWN;
			if (!gone() || unanswered) {
				throw this.steps.tell(ex);
			}
		}
	}

	// The name is all that the platform takes, and after a while it may be another's.
	private void requireUnchanged(String name) {
		ConnectionRow row = this.api.connection(this.id);
		if (!name.equals(row.name())) {
			throw new GatewayException.Conflict(ErrorCode.CONFLICT,
					"The connection '" + this.id + "' got another name while it was deleted.")
				.at(this.id.backend());
		}
		if (row.workspaceNames() == null || !row.workspaceNames().isEmpty()) {
			throw new GatewayException.Conflict(ErrorCode.CONNECTION_ATTACHED,
					"The connection '" + this.id + "' was attached again while it was deleted.")
				.at(this.id.backend());
		}
	}

	private void remove(String name) {
		GatewayException failure = null;
		try {
			this.api.delete(name);
		}
		catch (GatewayException ex) {
			if (ex.code() != ErrorCode.UPSTREAM_OUTCOME_UNKNOWN) {
				throw ex;
			}
			failure = ex;
		}
		try {
			this.api.connection(this.id);
		}
		catch (GatewayException.NotFound ex) {
			if (failure == null) {
				return;
			}
			// Gone, but nobody knows by whose hand: the caller is told as on any
			// platform.
			throw failure;
		}
		catch (GatewayException ex) {
			throw (failure != null) ? failure : this.calls.outcomeUnknown(ex);
		}
		throw (failure != null) ? failure
				: new GatewayException.Refused(ErrorCode.UPSTREAM_ERROR,
						"Wallaroo says that it has deleted the connection '" + this.id + "', and still shows it.")
					.at(this.id.backend());
	}

	// Attaches again what was detached, unless the connection is gone after all.
	private boolean gone() {
		ConnectionRow row;
		try {
			row = this.api.connection(this.id);
		}
		catch (GatewayException.NotFound ex) {
			if (this.removal.status() == Status.UNKNOWN) {
				this.removal.become(Status.UNKNOWN,
						"There was no answer, and a look right after did not find the connection any more.");
			}
			return true;
		}
		catch (GatewayException ex) {
			restoreUnseen();
			return false;
		}
		if (this.removal.status() == Status.UNKNOWN) {
			this.removal.become(Status.FAILED, "There was no answer that tells, and the connection is still there.");
		}
		this.detachments.forEach((detachment) -> restore(detachment, row));
		return false;
	}

	private void restore(Detachment detachment, ConnectionRow row) {
		Step step = detachment.step();
		boolean attached = detachment.workspace().has(row);
		if (step.status() == Status.UNKNOWN && attached) {
			step.become(Status.FAILED, "There was no answer, and the connection is still attached.");
		}
		if (step.status() == Status.DONE || (step.status() == Status.UNKNOWN && !attached)) {
			step.revert(() -> attach(detachment, attached));
		}
	}

	// A connection that may be deleted needs no workspaces, one that is not does.
	private void restoreUnseen() {
		if (this.removal.status() != Status.UNKNOWN) {
			this.detachments.stream()
				.filter((detachment) -> detachment.step().status() == Status.DONE)
				.forEach((detachment) -> detachment.step().revert(() -> attach(detachment, false)));
		}
	}

	private void attach(Detachment detachment, boolean already) {
		if (!already) {
			this.links.ensureAttached(this.id, detachment.workspace());
		}
	}

	/**
	 * One workspace that the connection has to leave.
	 *
	 * @param step what became of it
	 * @param workspace the workspace
	 */
	private record Detachment(Step step, WallarooWorkspace workspace) {

	}

}
