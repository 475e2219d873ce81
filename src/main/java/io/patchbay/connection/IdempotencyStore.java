package io.patchbay.connection;

import java.util.Optional;

/**
 * Remembers calls by their keys for 24 hours after the last change. Every method is one
 * atomic step, among all replicas that share the store. A store that lives in the process
 * forgets everything when the process ends: a client that sends a call again after that
 * does it again. Where a store outside the process does not answer, methods throw
 * {@link GatewayException.Unavailable}, and what they were to do may be done or not.
 */
public interface IdempotencyStore {

	/**
	 * Records a call, unless its key is known.
	 * @param key the key
	 * @param record the record
	 * @return the record that was there before, empty when this one is there now
	 */
	Optional<IdempotencyRecord> putIfAbsent(IdempotencyKey key, IdempotencyRecord record);

	/**
	 * Changes a record, unless someone else was faster.
	 * @param key the key
	 * @param expected the record that is to be there
	 * @param next the record that is to be there afterwards
	 * @return {@code false} when another record was there, which stays
	 */
	boolean replace(IdempotencyKey key, IdempotencyRecord expected, IdempotencyRecord next);

	/**
	 * Forgets a call, unless someone else was faster.
	 * @param key the key
	 * @param expected the record that is to be there
	 */
	void remove(IdempotencyKey key, IdempotencyRecord expected);

}
