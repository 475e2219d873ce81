package io.patchbay.web;

import io.patchbay.connection.Caller;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.SyncService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * How far connections have come, and what they could move, over HTTP.
 */
@RestController
@RequestMapping(path = "/api/v1/connections/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Connections")
class ConnectionStateController {

	private static final String EXAMPLE = "airbyte~5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21";

	private final SyncService syncs;

	ConnectionStateController(SyncService syncs) {
		this.syncs = syncs;
	}

	@GetMapping("/state")
	@RequiresScope("connections:read")
	@FailsWith(ProblemType.OPERATION_UNSUPPORTED)
	@Operation(operationId = "getConnectionState", summary = "Read how far a connection has come",
			description = "The states are the connectors' own JSON. A connection that has never run is `NOT_SET`.")
	ConnectionStateResponse state(Caller caller,
			@Parameter(description = "The connection's id.", example = EXAMPLE) @PathVariable ConnectionId id) {
		return ConnectionStateResponse.of(this.syncs.state(caller, id));
	}

	@GetMapping("/catalog")
	@RequiresScope("connections:read")
	@FailsWith(ProblemType.OPERATION_UNSUPPORTED)
	@Operation(operationId = "getConnectionCatalog", summary = "Read which streams a connection could move",
			description = "The streams that are not selected included.")
	CatalogResponse catalog(Caller caller,
			@Parameter(description = "The connection's id.", example = EXAMPLE) @PathVariable ConnectionId id) {
		return CatalogResponse.of(this.syncs.catalog(caller, id));
	}

}
