package io.patchbay.connection;

import java.time.Duration;
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

	/**
	 * How long answers of a backend may be given again.
	 * @param backend its name
	 * @return the longest time, zero when they are not kept
	 */
	default Duration cacheTtl(BackendId backend) {
		return Duration.ZERO;
	}

}
