package io.patchbay.connection;

/**
 * What to do instead of starting a run while another one of the connection has not ended.
 */
public enum OnConflict {

	/** Refuse. */
	FAIL,
	/** Take the other run for the one that was asked for. */
	ATTACH,
	/** Do nothing, and tell the other run. */
	SKIP

}
