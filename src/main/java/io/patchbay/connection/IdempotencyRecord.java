package io.patchbay.connection;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What became of a call that has a key. Plain data, for a store that other replicas read
 * too.
 *
 * @param fingerprint a digest of the call, which tells another call with the same key
 * @param state how far it has come
 * @param owner tells this try from others
 * @param since when the first try began that may have had an effect
 * @param until when a try that still counts as running was surely broken off
 * @param answer the answer once the call is done, in a notation of whoever gave it;
 * nothing in it is secret
 */
public record IdempotencyRecord(String fingerprint, State state, String owner, Instant since, Instant until,
		@Nullable String answer) {

	/**
	 * Records a try that begins.
	 * @param fingerprint the digest of the call
	 * @param since when the first try began that may have had an effect
	 * @param until when this one was surely broken off
	 * @return the record
	 */
	public static IdempotencyRecord running(String fingerprint, Instant since, Instant until) {
		return new IdempotencyRecord(fingerprint, State.RUNNING, UUID.randomUUID().toString(), since, until, null);
	}

	/**
	 * Records that nobody knows what the try has done.
	 * @return the record
	 */
	public IdempotencyRecord unknown() {
		return new IdempotencyRecord(this.fingerprint, State.UNKNOWN, this.owner, this.since, this.until, null);
	}

	/**
	 * Records the answer.
	 * @param given the answer
	 * @return the record
	 */
	public IdempotencyRecord done(String given) {
		return new IdempotencyRecord(this.fingerprint, State.DONE, this.owner, this.since, this.until, given);
	}

	/**
	 * How far a call has come.
	 */
	public enum State {

		/** A try is under way. */
		RUNNING,
		/** A try has ended, and nobody knows what it has done. */
		UNKNOWN,
		/** The call is answered for good. */
		DONE

	}

}
