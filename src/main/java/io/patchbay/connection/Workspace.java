package io.patchbay.connection;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A group of connections that some users of a platform share.
 *
 * @param id its id
 * @param name its name
 * @param createdAt when it was made
 * @param extensions what this platform alone says of it
 */
public record Workspace(WorkspaceId id, @Nullable String name, @Nullable Instant createdAt,
		Map<String, Object> extensions) {

	public Workspace {
		// Sorted, so that the same state is always written the same way.
		extensions = Collections.unmodifiableMap(new TreeMap<>(extensions));
	}

}
