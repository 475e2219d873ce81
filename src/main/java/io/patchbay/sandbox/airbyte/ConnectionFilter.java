package io.patchbay.sandbox.airbyte;

import java.util.Collection;

/**
 * What a list of connections is narrowed to.
 *
 * @param workspaceIds the workspaces to look in
 * @param tagIds the tags of which a connection must have one, empty for any
 * @param includeDeleted whether deleted connections are listed too
 */
record ConnectionFilter(Collection<String> workspaceIds, Collection<String> tagIds, boolean includeDeleted) {

	boolean admits(AirbyteConnection connection) {
		return this.workspaceIds.contains(connection.workspaceId()) && (this.includeDeleted || !connection.deleted())
				&& (this.tagIds.isEmpty() || this.tagIds.stream().anyMatch(connection::hasTag));
	}

}
