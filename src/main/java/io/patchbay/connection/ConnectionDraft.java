package io.patchbay.connection;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A connection that is to be made. Which components are needed, and which mean something,
 * depends on the platform; the adapter says what is wrong.
 *
 * @param backend where to make it
 * @param name its name
 * @param type what kind of system it connects
 * @param details its settings
 * @param workspace where to attach it
 * @param source the platform's id of its source
 * @param destination the platform's id of its destination
 * @param streams the streams to move; all when absent
 * @param schedule when it runs by itself
 * @param tablePrefix what the names of destination tables begin with
 * @param enabled whether it runs
 */
public record ConnectionDraft(BackendId backend, @Nullable String name, @Nullable String type,
		@Nullable Settings details, @Nullable WorkspaceId workspace, @Nullable String source,
		@Nullable String destination, @Nullable List<Stream> streams, @Nullable Schedule schedule,
		@Nullable String tablePrefix, @Nullable Boolean enabled) {

	public ConnectionDraft {
		streams = (streams != null) ? List.copyOf(streams) : null;
	}

}
