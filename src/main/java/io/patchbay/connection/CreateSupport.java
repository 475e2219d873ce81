package io.patchbay.connection;

import java.time.Instant;
import java.util.Optional;

/**
 * Makes connections.
 */
public interface CreateSupport {

	/**
	 * Makes a connection, and attaches it when the draft says where. When the second step
	 * fails, the first is undone.
	 * @param draft the connection
	 * @return the connection as it is now
	 * @throws GatewayException.Invalid when a component is missing, malformed or means
	 * nothing here, with JSON pointers
	 * @throws GatewayException.Conflict when the name is taken
	 * @throws GatewayException.Unprocessable when the platform cannot store a value
	 * @throws GatewayException.TimedOut with {@link ErrorCode#UPSTREAM_OUTCOME_UNKNOWN}
	 * when the connection may have been made
	 */
	Connection create(ConnectionDraft draft);

	/**
	 * Looks whether an earlier attempt has made a connection after all.
	 * @param draft the connection
	 * @param since when the attempt began
	 * @return the connection, if there is one that only the attempt can have made
	 */
	Optional<Connection> findCreated(ConnectionDraft draft, Instant since);

}
