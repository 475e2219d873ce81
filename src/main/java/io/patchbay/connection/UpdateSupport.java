package io.patchbay.connection;

/**
 * Changes connections.
 */
public interface UpdateSupport {

	/**
	 * Changes a connection. What is already as it shall be is not sent.
	 * @param current the connection as it was read just now
	 * @param change what is to be different
	 * @return the connection as it is now
	 * @throws GatewayException.Invalid when a component is malformed, with JSON pointers
	 * @throws GatewayException.Unprocessable when the platform cannot store a value
	 * @throws GatewayException.Conflict when the connection's state stands against it
	 */
	Connection update(Connection current, ConnectionChange change);

}
