package io.patchbay.web;

import java.util.List;
import java.util.function.Function;

import io.patchbay.connection.FederatedPage;
import io.patchbay.connection.Workspace;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of workspaces over several backends.
 *
 * @param items the workspaces, by backend id and then in the platform's order
 * @param next the cursor of the next page, absent at the end
 * @param complete whether every backend that was asked answered
 * @param backends what each of them contributed
 */
@Schema(name = "WorkspacePage")
record WorkspacePageResponse(List<WorkspaceResponse> items, @Nullable String next, boolean complete,
		List<BackendOutcomeResponse> backends) {

	static WorkspacePageResponse of(FederatedPage<Workspace> page, Function<Workspace, WorkspaceResponse> mapping) {
		return new WorkspacePageResponse(page.items().stream().map(mapping).toList(), page.next(), page.complete(),
				page.backends().stream().map(BackendOutcomeResponse::of).toList());
	}

}
