package io.patchbay.backend.airbyte;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

import io.patchbay.connection.Connection;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * The workspaces that a question is about. Airbyte lists everything that its user can see
 * unless it is told the workspaces, and answers by id without looking at them.
 */
final class AirbyteWorkspaces {

	private final Set<String> ids = new LinkedHashSet<>();

	/**
	 * Limits questions to some workspaces.
	 * @param ids their ids; none lets all pass
	 */
	AirbyteWorkspaces(Collection<String> ids) {
		ids.forEach((id) -> this.ids.add(id.toLowerCase(Locale.ROOT)));
	}

	/**
	 * Narrows to one workspace.
	 * @param workspace the workspace
	 * @return the narrower limits
	 * @throws GatewayException.NotFound when it is outside of these
	 */
	AirbyteWorkspaces only(WorkspaceId workspace) {
		if (!AirbyteApi.isId(workspace.upstreamId()) || !admits(workspace.upstreamId())) {
			throw GatewayException.NotFound.workspace(workspace);
		}
		return new AirbyteWorkspaces(Set.of(workspace.upstreamId()));
	}

	Set<String> ids() {
		return this.ids;
	}

	boolean admits(Connection connection) {
		return this.ids.isEmpty() || connection.workspaces()
			.stream()
			.anyMatch((workspace) -> workspace.id() != null && admits(workspace.id().upstreamId()));
	}

	boolean admits(@Nullable String id) {
		return this.ids.isEmpty() || (id != null && this.ids.contains(id.toLowerCase(Locale.ROOT)));
	}

}
