package io.patchbay.connection;

/**
 * Ends runs before their time.
 */
public interface CancelSupport {

	/**
	 * Cancels a run, and no other. An ended run is answered unchanged.
	 * @param id the run
	 * @return the run as it is now
	 * @throws GatewayException.NotFound when there is none that we may see
	 */
	SyncRun cancel(SyncId id);

}
