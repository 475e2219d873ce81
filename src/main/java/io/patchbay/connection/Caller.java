package io.patchbay.connection;

import java.util.Set;

/**
 * Who asks.
 *
 * @param client the client's name, for limits and logs
 * @param scopes what it may do; {@code *} stands for everything
 * @param backends the backends that exist for it; {@code *} stands for all
 */
public record Caller(String client, Set<String> scopes, Set<String> backends) {

	public Caller {
		scopes = Set.copyOf(scopes);
		backends = Set.copyOf(backends);
	}

	/**
	 * Whether the caller holds a scope.
	 * @param scope the scope
	 * @return whether it does
	 */
	public boolean may(String scope) {
		return this.scopes.contains("*") || this.scopes.contains(scope);
	}

	/**
	 * Whether a backend exists for the caller.
	 * @param backend the backend's name
	 * @return whether it does
	 */
	public boolean sees(BackendId backend) {
		return this.backends.contains("*") || this.backends.contains(backend.value());
	}

}
