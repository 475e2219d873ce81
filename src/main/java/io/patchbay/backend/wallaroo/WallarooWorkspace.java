package io.patchbay.backend.wallaroo;

import java.util.List;

import io.patchbay.backend.wallaroo.WallarooApi.ConnectionRow;
import io.patchbay.connection.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * A workspace by both of its handles: Wallaroo's connections tell its name, its calls
 * want its number.
 *
 * @param id its id for callers
 * @param number its number
 * @param name its name
 * @param visible whether callers may know of it
 */
record WallarooWorkspace(WorkspaceId id, long number, @Nullable String name, boolean visible) {

	/**
	 * Whether a connection is attached here.
	 * @param connection the connection as it was just read
	 * @return {@code true} when it names this workspace
	 */
	boolean has(ConnectionRow connection) {
		List<@Nullable String> names = connection.workspaceNames();
		return this.name != null && names != null && names.contains(this.name);
	}

}
