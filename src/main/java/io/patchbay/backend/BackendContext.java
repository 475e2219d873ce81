package io.patchbay.backend;

import java.net.URI;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;

import io.patchbay.connection.BackendId;

/**
 * What an adapter is built from.
 *
 * @param id the backend's name
 * @param properties what the operator says about it
 * @param auth its credentials, read again: values in files may have been exchanged
 * @param clock tells the time
 * @param transports makes the calls to a given root
 */
public record BackendContext(BackendId id, BackendProperties properties, Supplier<BackendProperties.Auth> auth,
		Clock clock, Function<URI, UpstreamCalls> transports) {

	/**
	 * Makes the calls to a root of the platform. Each root has its own connections and
	 * its own circuit breaker.
	 * @param root the root
	 * @return the calls, not authorized yet
	 */
	public UpstreamCalls calls(URI root) {
		return this.transports.apply(root);
	}

}
