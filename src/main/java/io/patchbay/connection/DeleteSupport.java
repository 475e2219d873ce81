package io.patchbay.connection;

/**
 * Deletes connections.
 */
public interface DeleteSupport {

	/**
	 * Deletes a connection, and what the options say with it. When it returns, all of it
	 * is gone.
	 * @param current the connection as it was read just now
	 * @param options how far to go
	 * @throws GatewayException.Conflict when something stands against it that the options
	 * do not allow to remove; nothing was deleted then
	 * @throws GatewayException when a step failed, with the fact {@code steps} that tells
	 * what was done, undone and left
	 */
	void delete(Connection current, DeleteOptions options);

}
