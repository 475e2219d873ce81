package io.patchbay.web;

import java.util.List;
import java.util.Set;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.Caller;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.PageRequest;
import io.patchbay.connection.WorkspaceId;
import io.patchbay.connection.WorkspaceService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Workspaces over HTTP, and where connections are attached.
 */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Workspaces")
class WorkspaceController {

	private final WorkspaceService workspaces;

	WorkspaceController(WorkspaceService workspaces) {
		this.workspaces = workspaces;
	}

	@GetMapping(path = "/workspaces", produces = MediaType.APPLICATION_JSON_VALUE)
	@MayBeKept
	@RequiresScope("workspaces:read")
	@FailsWith({ ProblemType.INVALID_CURSOR, ProblemType.CURSOR_FILTER_MISMATCH })
	@Operation(operationId = "listWorkspaces", summary = "List workspaces of all backends")
	ResponseEntity<WorkspacePageResponse> list(Caller caller,
			@Parameter(description = "Ask these backends alone. Repeatable.",
					example = "wallaroo") @RequestParam(required = false) @Nullable Set<BackendId> backend,
			@Parameter(description = "The most items of the page. It may change from page to page.",
					schema = @Schema(type = "integer", minimum = "1", maximum = "" + PageRequest.MAX_LIMIT,
							defaultValue = "" + PageRequest.DEFAULT_LIMIT)) @RequestParam(
									defaultValue = "" + PageRequest.DEFAULT_LIMIT) int limit,
			@Parameter(description = "The `next` of an earlier page with the same filters.") @RequestParam(
					required = false) @Nullable String cursor,
			@Parameter(description = "`handling=strict`: any backend's failure fails the page.",
					schema = @Schema(type = "string"), example = "handling=strict") @RequestHeader(name = "Prefer",
							required = false) @Nullable List<String> prefer) {
		boolean strict = Preferences.strict(prefer);
		return Preferences.applied(ResponseEntity.ok(), strict)
			.body(WorkspacePageResponse.of(this.workspaces.list(caller, (backend != null) ? backend : Set.of(),
					new PageRequest(limit, cursor, strict)), WorkspaceResponse::of));
	}

	@GetMapping(path = "/connections/{id}/workspaces", produces = MediaType.APPLICATION_JSON_VALUE)
	@MayBeKept
	@RequiresScope("workspaces:read")
	@FailsWith
	@Operation(operationId = "listConnectionWorkspaces",
			summary = "List the workspaces that a connection is attached to")
	WorkspaceRefListResponse of(Caller caller, @Parameter(description = "The connection's id.",
			example = "wallaroo~c0000000-0000-4000-8000-000000000001") @PathVariable ConnectionId id) {
		return new WorkspaceRefListResponse(
				this.workspaces.of(caller, id).stream().map(WorkspaceRefResponse::of).toList());
	}

	@GetMapping(path = "/connections/{id}/workspaces/{workspaceId}", produces = MediaType.APPLICATION_JSON_VALUE)
	@MayBeKept
	@RequiresScope("workspaces:read")
	@FailsWith(ProblemType.NOT_ATTACHED)
	@Operation(operationId = "getConnectionWorkspace", summary = "Verify that a connection is attached to a workspace")
	WorkspaceRefResponse attached(Caller caller,
			@Parameter(description = "The connection's id.",
					example = "wallaroo~c0000000-0000-4000-8000-000000000001") @PathVariable ConnectionId id,
			@Parameter(description = "The workspace's id.",
					example = "wallaroo~33") @PathVariable WorkspaceId workspaceId) {
		return WorkspaceRefResponse.of(this.workspaces.attached(caller, id, workspaceId));
	}

	@PutMapping(path = "/connections/{id}/workspaces/{workspaceId}", produces = MediaType.APPLICATION_JSON_VALUE)
	@RequiresScope("workspaces:write")
	@FailsWith({ ProblemType.WORKSPACE_MISMATCH, ProblemType.CONFLICT, ProblemType.UPSTREAM_OUTCOME_UNKNOWN })
	@ApiResponse(responseCode = "200", description = "It was attached there already", useReturnTypeSchema = true)
	@ApiResponse(responseCode = "201", description = "It is attached there now", useReturnTypeSchema = true)
	@Operation(operationId = "attachConnection", summary = "Attach a connection to a workspace", description = """
			On Wallaroo a connection can be attached to any number of workspaces. On Airbyte and Maestro it belongs to \
			one for good, and can be attached to no other.""")
	ResponseEntity<WorkspaceRefResponse> attach(Caller caller,
			@Parameter(description = "The connection's id.",
					example = "wallaroo~c0000000-0000-4000-8000-000000000003") @PathVariable ConnectionId id,
			@Parameter(description = "The workspace's id.",
					example = "wallaroo~33") @PathVariable WorkspaceId workspaceId) {
		boolean attached = this.workspaces.attach(caller, id, workspaceId);
		return ResponseEntity.status((attached) ? HttpStatus.CREATED : HttpStatus.OK)
			.body(new WorkspaceRefResponse(workspaceId.toString(), null));
	}

	@DeleteMapping("/connections/{id}/workspaces/{workspaceId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@RequiresScope("workspaces:write")
	@FailsWith({ ProblemType.CONFLICT, ProblemType.OPERATION_UNSUPPORTED, ProblemType.UPSTREAM_OUTCOME_UNKNOWN })
	@Operation(operationId = "detachConnection", summary = "Detach a connection from a workspace",
			description = "Nothing happens when it is not attached there.")
	void detach(Caller caller,
			@Parameter(description = "The connection's id.",
					example = "wallaroo~c0000000-0000-4000-8000-000000000003") @PathVariable ConnectionId id,
			@Parameter(description = "The workspace's id.",
					example = "wallaroo~33") @PathVariable WorkspaceId workspaceId) {
		this.workspaces.detach(caller, id, workspaceId);
	}

}
