package io.patchbay.web;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The workspaces that a connection is attached to, always all of them.
 *
 * @param items the items
 */
@Schema(name = "WorkspaceRefList")
record WorkspaceRefListResponse(List<WorkspaceRefResponse> items) {

}
