package io.patchbay.connection;

import java.util.List;
import java.util.Set;

/**
 * Where the configured backends come from.
 */
@FunctionalInterface
public interface BackendSource {

	/**
	 * All configured backends, the disabled ones included.
	 * @return the backends, the same ones every time
	 */
	List<ConnectionBackend> backends();

	/**
	 * The backends that are called with each caller's own credentials.
	 * @return their names, none unless the configuration says so
	 */
	default Set<BackendId> callerAuthorized() {
		return Set.of();
	}

}
