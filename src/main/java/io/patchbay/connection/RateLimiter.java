package io.patchbay.connection;

/**
 * Counts the calls of each client.
 */
public interface RateLimiter {

	/**
	 * Counts a call, unless its client has made too many.
	 * @param client the client
	 * @return whether the call may go on, and how many more may follow
	 */
	RateAllowance take(String client);

}
