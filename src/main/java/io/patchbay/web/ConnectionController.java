package io.patchbay.web;

import java.util.List;
import java.util.Set;

import io.patchbay.connection.Caller;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ConnectionService;
import io.patchbay.connection.FederatedPage;
import io.patchbay.connection.Include;
import io.patchbay.connection.PageRequest;
import io.patchbay.connection.Redaction;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Connections over HTTP.
 */
@RestController
@RequestMapping(path = "/api/v1/connections", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Connections")
class ConnectionController {

	private final ConnectionService connections;

	private final Redaction redaction;

	private final RenderedConnections rendered;

	ConnectionController(ConnectionService connections, Redaction redaction, RenderedConnections rendered) {
		this.connections = connections;
		this.redaction = redaction;
		this.rendered = rendered;
	}

	@GetMapping
	@MayBeKept
	@RequiresScope("connections:read")
	@FailsWith({ ProblemType.INVALID_CURSOR, ProblemType.CURSOR_FILTER_MISMATCH, ProblemType.UNSUPPORTED_FILTER })
	@Operation(operationId = "listConnections", summary = "List connections of all backends")
	ResponseEntity<ConnectionPageResponse> list(Caller caller, ListParameters filters,
			@Parameter(description = "Add this to each connection.",
					example = "endpoints") @RequestParam(required = false) @Nullable Set<Include> include,
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
		FederatedPage<Connection> page = this.connections.list(caller, filters.toFilter(),
				(include != null) ? include : Set.of(), new PageRequest(limit, cursor, strict));
		Redaction policy = policyFor(caller);
		return Preferences.applied(ResponseEntity.ok(), strict)
			.body(ConnectionPageResponse.of(page, (connection) -> ConnectionResponse.of(connection, policy)));
	}

	@GetMapping("/{id}")
	@MayBeKept
	@RequiresScope("connections:read")
	@FailsWith
	@Operation(operationId = "getConnection", summary = "Read one connection")
	@ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConnectionResponse.class)))
	ResponseEntity<byte[]> get(Caller caller,
			@Parameter(description = "The connection's id.",
					example = "airbyte~5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21") @PathVariable ConnectionId id,
			@Parameter(description = "Add this to the connection.",
					example = "endpoints") @RequestParam(required = false) @Nullable Set<Include> include,
			@Parameter(description = "The `ETag` of an earlier answer: 304 when nothing has changed since.",
					example = "\"ahIbY09dQ5Wza9u6.Qq1Y3m0tV7cK2xNf\"") @RequestHeader(name = HttpHeaders.IF_NONE_MATCH,
							required = false) @Nullable String ifNoneMatch) {
		Connection connection = this.connections.get(caller, id, (include != null) ? include : Set.of());
		EntityTags.Written written = this.rendered.write(connection, caller.may("connections:secrets"));
		// Spring compares tags by itself, but knows the asterisk in writes alone.
		if ("*".equals(ifNoneMatch)) {
			return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(written.tag()).build();
		}
		return ResponseEntity.ok().eTag(written.tag()).body(written.json());
	}

	private @Nullable Redaction policyFor(Caller caller) {
		return caller.may("connections:secrets") ? null : this.redaction;
	}

}
