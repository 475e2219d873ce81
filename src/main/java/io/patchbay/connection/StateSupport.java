package io.patchbay.connection;

import java.util.List;

/**
 * Reads how far a connection has come, and what there is to move.
 */
public interface StateSupport {

	/**
	 * Reads how far a connection has come.
	 * @param id the connection
	 * @return its state
	 * @throws GatewayException.NotFound when there is no such connection that we may see
	 */
	ConnectionState state(ConnectionId id);

	/**
	 * Reads which streams there are, the ones that are not selected included.
	 * @param id the connection
	 * @return the streams
	 * @throws GatewayException.NotFound when there is no such connection that we may see
	 */
	List<CatalogStream> catalog(ConnectionId id);

}
