package io.patchbay.web;

import java.time.Instant;
import java.util.Map;

import io.patchbay.connection.Workspace;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A group of connections that some users of a platform share.
 *
 * @param id its id, {@code <backend>~<upstream id>}
 * @param backend where it lives
 * @param name its name
 * @param createdAt when it was made
 * @param extensions what this platform alone says of it
 */
@Schema(name = "Workspace")
record WorkspaceResponse(@Schema(example = "wallaroo~33") String id, @Schema(example = "wallaroo") String backend,
		@Schema(example = "analytics") @Nullable String name, @Nullable Instant createdAt,
		Map<String, Object> extensions) {

	static WorkspaceResponse of(Workspace workspace) {
		return new WorkspaceResponse(workspace.id().toString(), workspace.id().backend().value(), workspace.name(),
				workspace.createdAt(), workspace.extensions());
	}

}
