package io.patchbay.connection;

/**
 * Which connections of a backend a caller takes for left alone.
 *
 * @param backend the backend
 * @param olderThan how long ago their last activity is, at the least
 * @param basis what counts as activity
 * @param filter what else has to be true of them
 */
public record CleanupRequest(BackendId backend, Age olderThan, CleanupBasis basis, ConnectionFilter filter) {

	/** What is inactive when the caller does not say. */
	public static final Age DEFAULT_AGE = Age.parse("P60D");

}
