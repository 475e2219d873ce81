package io.patchbay.backend.wallaroo;

import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;

/**
 * Attaches and detaches connections. What Wallaroo answers to a link that exists already,
 * or does not exist any more, is written nowhere, so that a refusal is not the last word:
 * the connection is.
 */
final class WallarooLinks {

	private final WallarooApi api;

	WallarooLinks(WallarooApi api) {
		this.api = api;
	}

	/**
	 * Attaches a connection.
	 * @param id the connection
	 * @param workspace where to attach it
	 * @return {@code false} when somebody else has done it
	 * @throws GatewayException when it is not attached, or nobody knows
	 */
	boolean attach(ConnectionId id, WallarooWorkspace workspace) {
		return settle(id, workspace, true, false, () -> this.api.attach(id, workspace.number()));
	}

	/**
	 * Attaches a connection as a step of more, which goes on when a look tells what an
	 * answer did not.
	 * @param id the connection
	 * @param workspace where to attach it
	 * @throws GatewayException when it is not attached, or nobody knows
	 */
	void ensureAttached(ConnectionId id, WallarooWorkspace workspace) {
		settle(id, workspace, true, true, () -> this.api.attach(id, workspace.number()));
	}

	/**
	 * Detaches a connection.
	 * @param id the connection
	 * @param workspace where to detach it
	 * @return {@code false} when somebody else has done it
	 * @throws GatewayException when it is attached still, or nobody knows
	 */
	boolean detach(ConnectionId id, WallarooWorkspace workspace) {
		return settle(id, workspace, false, false, () -> this.api.detach(id, workspace.number()));
	}

	/**
	 * Detaches a connection as a step of more, which goes on when a look tells what an
	 * answer did not.
	 * @param id the connection
	 * @param workspace where to detach it
	 * @throws GatewayException when it is attached still, or nobody knows
	 */
	void ensureDetached(ConnectionId id, WallarooWorkspace workspace) {
		settle(id, workspace, false, true, () -> this.api.detach(id, workspace.number()));
	}

	private boolean settle(ConnectionId id, WallarooWorkspace workspace, boolean attached, boolean step,
			Runnable call) {
		try {
			call.run();
			return true;
		}
		catch (GatewayException ex) {
			boolean unknown = ex.code() == ErrorCode.UPSTREAM_OUTCOME_UNKNOWN;
			if (((unknown && step) || refused(ex)) && isSo(id, workspace, attached, ex)) {
				return unknown;
			}
			throw ex;
		}
	}

	private static boolean refused(GatewayException ex) {
		return switch (ex) {
			case GatewayException.Unprocessable _, GatewayException.Conflict _, GatewayException.NotFound _ -> true;
			default -> false;
		};
	}

	private boolean isSo(ConnectionId id, WallarooWorkspace workspace, boolean attached, GatewayException failure) {
		try {
			return workspace.has(this.api.connection(id)) == attached;
		}
		catch (GatewayException.NotFound ex) {
			if (attached) {
				throw ex;
			}
			return true;
		}
		catch (GatewayException ex) {
			failure.addSuppressed(ex);
			return false;
		}
	}

}
