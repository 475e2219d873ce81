package io.patchbay.connection;

/**
 * What a caller may have added to a connection, at the price of further upstream calls.
 */
public enum Include {

	/** Name and type of source and destination. */
	ENDPOINTS,
	/** The newest sync run. */
	LAST_SYNC

}
