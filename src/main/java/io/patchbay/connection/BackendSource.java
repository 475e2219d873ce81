package io.patchbay.connection;

import java.util.List;

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

}
