package io.patchbay.backend;

import java.util.Map;

import io.patchbay.connection.ConnectionBackend;
import io.patchbay.connection.Platform;

/**
 * Builds the backends of one platform.
 *
 * @param <P> the settings that this platform has beyond those that all have
 */
public interface PlatformFactory<P> {

	/**
	 * The platform.
	 * @return its name
	 */
	Platform platform();

	/**
	 * The settings that this platform has beyond those of {@link BackendProperties}: a
	 * record, bound to the same place.
	 * @return its class
	 */
	Class<P> settings();

	/**
	 * Looks for settings that cannot work.
	 * @param properties the common settings
	 * @param own the platform's own
	 * @return by the key below the backend, what is wrong with it and how to mend it;
	 * empty when all is well
	 */
	Map<String, String> problems(BackendProperties properties, P own);

	/**
	 * Builds a backend.
	 * @param context what it is built from
	 * @param own the platform's own settings
	 * @return the adapter, which has made no call yet
	 */
	ConnectionBackend create(BackendContext context, P own);

}
