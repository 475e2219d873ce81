package io.patchbay.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import io.patchbay.connection.Caller;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionChange;
import io.patchbay.connection.ConnectionDraft;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ConnectionService;
import io.patchbay.connection.DeleteOptions;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.Redaction;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/**
 * Making, changing and deleting connections over HTTP. What can be refused without the
 * platform is refused before anything is written, an answer that the caller would not
 * accept included.
 */
@RestController
@RequestMapping("/api/v1/connections")
@Tag(name = "Connections")
class ConnectionWriteController {

	static final String MERGE_PATCH = "application/merge-patch+json";

	private static final String IF_MATCH = "Entity tags of the connection, or `*`. Only the part before the dot is "
			+ "compared.";

	private final ConnectionService connections;

	private final Redaction redaction;

	private final EntityTags tags;

	private final Idempotency idempotency;

	ConnectionWriteController(ConnectionService connections, Redaction redaction, EntityTags tags,
			Idempotency idempotency) {
		this.connections = connections;
		this.redaction = redaction;
		this.tags = tags;
		this.idempotency = idempotency;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	@RequiresScope("connections:write")
	@Idempotent
	@ApiResponse(responseCode = "201", description = "It is there now",
			content = @Content(schema = @Schema(implementation = ConnectionResponse.class)))
	@FailsWith({ ProblemType.NAME_TAKEN, ProblemType.CONFLICT, ProblemType.PAYLOAD_TOO_LARGE,
			ProblemType.UNSUPPORTED_MEDIA_TYPE, ProblemType.UNSUPPORTED_VALUE, ProblemType.REDACTED_VALUE_ON_WRITE,
			ProblemType.OPERATION_UNSUPPORTED, ProblemType.UPSTREAM_OUTCOME_UNKNOWN })
	@Operation(operationId = "createConnection", summary = "Make a connection", description = """
			Wallaroo needs `name`, `type` and `details`, and attaches the connection to `workspace` when it is given. \
			Airbyte needs `source` and `destination`; all streams are selected when there are no `streams`. A \
			null is the same as nothing. The `details` of the answer are redacted, whatever the scopes are.""")
	ResponseEntity<byte[]> create(Caller caller, HttpServletRequest request,
			@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(
					schema = @Schema(implementation = NewConnectionRequest.class))) @RequestBody byte[] body) {
		ConnectionDraft draft = ConnectionBodies.draft(body);
		AuditedCall.concerns(request, draft.backend());
		if (!caller.sees(draft.backend())) {
			throw GatewayException.NotFound.backend(draft.backend());
		}
		return this.idempotency.answer(IdempotentCall.of(caller, request, body, draft.backend()),
				() -> created(caller, this.connections.create(caller, draft)),
				(since) -> this.connections.findCreated(caller, draft, since).map((found) -> created(caller, found)));
	}

	@PatchMapping(path = "/{id}", consumes = { MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE },
			produces = MediaType.APPLICATION_JSON_VALUE)
	@RequiresScope("connections:write")
	@FailsWith({ ProblemType.NAME_TAKEN, ProblemType.CONFLICT, ProblemType.PRECONDITION_FAILED,
			ProblemType.PAYLOAD_TOO_LARGE, ProblemType.UNSUPPORTED_MEDIA_TYPE, ProblemType.UNSUPPORTED_VALUE,
			ProblemType.OPERATION_UNSUPPORTED, ProblemType.UPSTREAM_OUTCOME_UNKNOWN })
	@Operation(operationId = "updateConnection", summary = "Change a connection", description = """
			A merge patch, RFC 7396: what is not mentioned stays. `tablePrefix` null is no prefix, `schedule` null is \
			manual. `streams` selects these streams and no others; of a stream that was selected before, what is not \
			mentioned stays. What is already as it shall be is not sent to the platform.""")
	ResponseEntity<ConnectionResponse> update(Caller caller,
			@Parameter(description = "The connection's id.",
					example = "airbyte~5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21") @PathVariable ConnectionId id,
			@Parameter(description = IF_MATCH) @RequestHeader(name = HttpHeaders.IF_MATCH,
					required = false) @Nullable String ifMatch,
			@io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(
					schema = @Schema(implementation = ConnectionPatchRequest.class))) @RequestBody byte[] body) {
		Function<Connection, ConnectionChange> change = ConnectionBodies.change(body);
		Connection connection = this.connections.update(caller, id, change, unchanged(caller, ifMatch));
		ConnectionResponse response = ConnectionResponse.of(connection, policyFor(caller));
		return ResponseEntity.ok().eTag(this.tags.of(response)).body(response);
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@RequiresScope("connections:delete")
	@FailsWith({ ProblemType.CONFLICT, ProblemType.CONNECTION_ATTACHED, ProblemType.PRECONDITION_FAILED,
			ProblemType.OPERATION_UNSUPPORTED, ProblemType.UPSTREAM_OUTCOME_UNKNOWN })
	@Operation(operationId = "deleteConnection", summary = "Delete a connection", description = """
			For good. When a step fails, `steps` of the problem tells what was done, undone and left.""")
	void delete(Caller caller,
			@Parameter(description = "The connection's id.",
					example = "wallaroo~c0000000-0000-4000-8000-000000000003") @PathVariable ConnectionId id,
			@Parameter(description = "Detach it from all its workspaces first.") @RequestParam(
					defaultValue = "false") boolean detach,
			@Parameter(description = "Delete these with it.") @RequestParam(
					required = false) @Nullable Set<DeleteOptions.Cascade> cascade,
			@Parameter(description = "Delete a source or a destination even though other connections use it, and "
					+ "those connections with it.") @RequestParam(defaultValue = "false") boolean force,
			@Parameter(description = IF_MATCH) @RequestHeader(name = HttpHeaders.IF_MATCH,
					required = false) @Nullable String ifMatch) {
		DeleteOptions options = new DeleteOptions(detach, (cascade != null) ? cascade : Set.of(), force);
		this.connections.delete(caller, id, options, unchanged(caller, ifMatch));
	}

	private ResponseEntity<?> created(Caller caller, Connection connection) {
		return ResponseEntity
			.created(URI.create("/api/v1/connections/"
					+ UriUtils.encodePathSegment(connection.id().toString(), StandardCharsets.UTF_8)))
			.eTag(this.tags.of(ConnectionResponse.of(connection, policyFor(caller))))
			.body(ConnectionResponse.of(connection, this.redaction));
	}

	private Predicate<Connection> unchanged(Caller caller, @Nullable String ifMatch) {
		List<String> states = EntityTags.states(ifMatch);
		return (connection) -> this.tags.match(states, ConnectionResponse.of(connection, policyFor(caller)));
	}

	private @Nullable Redaction policyFor(Caller caller) {
		return caller.may("connections:secrets") ? null : this.redaction;
	}

}
