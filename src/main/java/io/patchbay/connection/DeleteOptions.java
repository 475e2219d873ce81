package io.patchbay.connection;

import java.util.Set;

/**
 * How far a deletion may go.
 *
 * @param detach whether to detach the connection from its workspaces first
 * @param cascade what else to delete with it
 * @param force whether to delete a source or a destination that other connections use,
 * and those connections with it
 */
public record DeleteOptions(boolean detach, Set<Cascade> cascade, boolean force) {

	/** The connection alone, and only when nothing stands against it. */
	public static final DeleteOptions CAREFUL = new DeleteOptions(false, Set.of(), false);

	public DeleteOptions {
		cascade = Set.copyOf(cascade);
	}

	/**
	 * What may go with a connection.
	 */
	public enum Cascade {

		/** Its source. */
		SOURCE,
		/** Its destination. */
		DESTINATION

	}

}
