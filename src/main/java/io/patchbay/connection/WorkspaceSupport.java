package io.patchbay.connection;

/**
 * Attaches connections to workspaces, where the platform lets a connection be in any
 * number of them.
 */
public interface WorkspaceSupport {

	/**
	 * Attaches a connection.
	 * @param id the connection
	 * @param workspace the workspace
	 * @return {@code false} when it was attached there already
	 * @throws GatewayException.NotFound when one of them does not exist for us
	 */
	boolean attach(ConnectionId id, WorkspaceId workspace);

	/**
	 * Detaches a connection.
	 * @param id the connection
	 * @param workspace the workspace
	 * @return {@code false} when it was not attached there
	 * @throws GatewayException.NotFound when one of them does not exist for us
	 */
	boolean detach(ConnectionId id, WorkspaceId workspace);

}
