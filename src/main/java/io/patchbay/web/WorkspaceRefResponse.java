package io.patchbay.web;

import io.patchbay.connection.WorkspaceRef;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A workspace as a connection refers to it.
 *
 * @param id its id, absent when the platform names a workspace that it does not let us
 * see
 * @param name its name, absent when the platform gives an id alone
 */
@Schema(name = "WorkspaceRef")
record WorkspaceRefResponse(@Schema(example = "airbyte~3b86d0f4-e25a-47c9-a0d8-914c6e7f52b3") @Nullable String id,
		@Schema(example = "Analytics") @Nullable String name) {

	static WorkspaceRefResponse of(WorkspaceRef ref) {
		return new WorkspaceRefResponse((ref.id() != null) ? ref.id().toString() : null, ref.name());
	}

}
