package io.patchbay.connection;

/**
 * What a platform says about a connection's state, in one vocabulary.
 */
public enum ConnectionStatus {

	/** Runs as scheduled. */
	ACTIVE,
	/** Switched off by a user. */
	INACTIVE,
	/** Switched off by the platform. */
	LOCKED,
	/** Deleted, but the platform still shows it. */
	DELETED,
	/** A word that we do not know; the upstream's own is kept beside it. */
	UNKNOWN

}
