package io.patchbay.connection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A sync that is to be started.
 *
 * @param type what it does
 * @param target the platform's id of what to run, where a connection does not say;
 * {@code null} for what the configuration or the platform says
 * @param arguments what to hand to it, where the platform takes any
 */
public record SyncRequest(SyncRun.Type type, @Nullable String target, Map<String, @Nullable Object> arguments) {

	public SyncRequest {
		arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
	}

}
