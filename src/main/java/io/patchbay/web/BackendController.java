package io.patchbay.web;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.BackendService;
import io.patchbay.connection.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Backends over HTTP.
 */
@RestController
@RequestMapping(path = "/api/v1/backends", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Backends")
class BackendController {

	private final BackendService backends;

	BackendController(BackendService backends) {
		this.backends = backends;
	}

	@GetMapping
	@RequiresScope("backends:read")
	@FailsWith(upstream = false)
	@Operation(operationId = "listBackends", summary = "List backends, their health and what each can do")
	BackendListResponse list(Caller caller) {
		return new BackendListResponse(this.backends.list(caller).stream().map(BackendResponse::of).toList());
	}

	@GetMapping("/{backend}")
	@RequiresScope("backends:read")
	@FailsWith(upstream = false)
	@Operation(operationId = "getBackend", summary = "Read one backend")
	BackendResponse get(Caller caller, @Parameter(description = "The name that the operator gave it.",
			example = "airbyte") @PathVariable BackendId backend) {
		return BackendResponse.of(this.backends.get(caller, backend));
	}

}
