package io.patchbay.web;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.Caller;
import io.patchbay.connection.CleanupExecution;
import io.patchbay.connection.CleanupProgress;
import io.patchbay.connection.CleanupRequest;
import io.patchbay.connection.CleanupService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Cleanup plans over HTTP.
 */
@RestController
@RequestMapping("/api/v1/cleanup-plans")
@Tag(name = "Cleanup")
class CleanupController {

	private static final Duration HEARTBEAT = Duration.ofSeconds(15);

	private final CleanupService cleanup;

	private final Idempotency idempotency;

	CleanupController(CleanupService cleanup, Idempotency idempotency) {
		this.cleanup = cleanup;
		this.idempotency = idempotency;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	@RequiresScope("connections:delete")
	@Idempotent
	@FailsWith({ ProblemType.UNSUPPORTED_FILTER, ProblemType.PAYLOAD_TOO_LARGE, ProblemType.UNSUPPORTED_MEDIA_TYPE,
			ProblemType.OPERATION_UNSUPPORTED })
	@Operation(operationId = "createCleanupPlan", summary = "Look for inactive connections", description = """
			Reads the whole listing of one backend and tells which connections have not been active for a while. \
			Nothing is deleted. The plan belongs to its client, and can be executed for an hour.

			A connection is kept, and told in `skipped`, when its date is missing or unreadable (`no-date`), when \
			it was never synced (`never-synced`) or is being synced (`sync-running`) and the basis is `LAST_SYNC`, \
			and when it is attached to a workspace of Wallaroo (`attached`).

			When the listing breaks off, has a broken item or is longer than 100,000 connections, the plan is \
			`NOT_EXECUTABLE`.

			Bases: Maestro says `UPDATED_AT` and `CREATED_AT`, Airbyte `LAST_SYNC` and `CREATED_AT`, Wallaroo \
			`CREATED_AT`.""",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(mediaType = "application/json",
							schema = @Schema(implementation = CleanupPlanRequest.class), examples = @ExampleObject("""
									{"backend":"maestro","olderThan":"P60D","basis":"UPDATED_AT",\
									"filter":{"type":"mysql"}}"""))))
	@ApiResponse(responseCode = "201", description = "The plan.",
			content = @Content(schema = @Schema(implementation = CleanupPlanResponse.class)),
			headers = @io.swagger.v3.oas.annotations.headers.Header(name = "Location", description = "The plan's path.",
					schema = @Schema(type = "string")))
	ResponseEntity<byte[]> create(Caller caller, HttpServletRequest request, @RequestBody byte[] body) {
		CleanupRequest asked = CleanupPlanRequest.read(body);
		AuditedCall.concerns(request, asked.backend());
		return this.idempotency.answer(IdempotentCall.of(caller, request, body, asked.backend()),
				() -> created(caller, asked), (_) -> Optional.empty());
	}

	@GetMapping(path = "/{planId}", produces = MediaType.APPLICATION_JSON_VALUE)
	@RequiresScope("connections:delete")
	@FailsWith(value = ProblemType.UPSTREAM_UNAVAILABLE, upstream = false)
	@Operation(operationId = "getCleanupPlan", summary = "Read a cleanup plan",
			description = "An expired plan can be read for another hour.")
	CleanupPlanResponse get(Caller caller, @Parameter(description = "The plan's id.",
			schema = @Schema(type = "string", pattern = IdPatterns.PLAN)) @PathVariable String planId) {
		return CleanupPlanResponse.of(this.cleanup.get(caller, planId));
	}

	@PostMapping(path = "/{planId}/execute", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_EVENT_STREAM_VALUE })
	@RequiresScope("connections:delete")
	@Idempotent
	@FailsWith(value = { ProblemType.CONFLICT, ProblemType.CONFIRMATION_MISMATCH, ProblemType.PAYLOAD_TOO_LARGE,
			ProblemType.UNSUPPORTED_MEDIA_TYPE, ProblemType.UPSTREAM_UNAVAILABLE, ProblemType.BACKEND_DISABLED,
			ProblemType.UPSTREAM_CREDENTIALS_REJECTED }, upstream = false)
	@Operation(operationId = "executeCleanupPlan", summary = "Delete what a cleanup plan names", description = """
			Reads each connection of the plan again and deletes it unless it has changed since \
			(`changed-since-plan`) or has gone (`already-gone`). Nothing outside the plan is touched. What fails \
			is told with the code of the problem and does not stand against the rest; when the circuit of the \
			backend opens, or the platform refuses your own credentials, the rest is not attempted (`circuit-open`, \
			`upstream-credentials-rejected`).

			Executing the plan again goes on with what failed or was left; what is deleted is told again.

			With `Accept: text/event-stream` each connection is told as it goes, as an event `item` with `id`, \
			`status` and `reason`; the last event is `done` with the three counts, or `problem`. A comment is \
			sent after 15 silent seconds. A client that goes away does not stop the execution. An event stream is not \
					kept under an `Idempotency-Key`.""",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(mediaType = "application/json",
							schema = @Schema(implementation = CleanupExecuteRequest.class),
							examples = @ExampleObject("""
									{"confirm":"delete 2 connections"}"""))))
	@ApiResponse(responseCode = "200", description = "What became of the connections.", content = {
			@Content(mediaType = "application/json", schema = @Schema(implementation = CleanupReportResponse.class)),
			@Content(mediaType = "text/event-stream", schema = @Schema(type = "string"), examples = @ExampleObject("""
					event:item
					data:{"id":"maestro~1671904800000_old00001_mysql-1.0.0","status":"deleted"}

					event:done
					data:{"deleted":1,"skipped":0,"failed":0}

					""")) })
	Object execute(Caller caller,
			@Parameter(description = "The plan's id.",
					schema = @Schema(type = "string", pattern = IdPatterns.PLAN)) @PathVariable String planId,
			@RequestBody byte[] body, @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
			HttpServletRequest request, HttpServletResponse response) {
		String confirm = CleanupExecuteRequest.read(body).confirm();
		BackendId backend = this.cleanup.backendOf(caller, planId).orElse(null);
		IdempotentCall call = IdempotentCall.of(caller, request, body, backend);
		if (wantsEvents(headers)) {
			CleanupExecution execution = this.cleanup.start(caller, planId, confirm);
			response.setHeader("Cache-Control", "no-store");
			response.setHeader("X-Accel-Buffering", "no");
			return CleanupStream.of(AuditedCleanup.beyond(execution, request),
					Problem.of(ProblemType.INTERNAL_ERROR, null, request), HEARTBEAT);
		}
		return this.idempotency.answer(call, () -> executed(caller, planId, confirm, request), (_) -> Optional.empty());
	}

	private ResponseEntity<?> created(Caller caller, CleanupRequest asked) {
		CleanupProgress made = this.cleanup.plan(caller, asked);
		return ResponseEntity.created(URI.create("/api/v1/cleanup-plans/" + made.plan().id()))
			.body(CleanupPlanResponse.of(made));
	}

	private ResponseEntity<?> executed(Caller caller, String planId, String confirm, HttpServletRequest request) {
		CleanupExecution execution = this.cleanup.start(caller, planId, confirm);
		return ResponseEntity.ok(CleanupReportResponse.of(AuditedCleanup.within(execution, request).run((_) -> {
		})));
	}

	// Only who prefers events gets them: a program that takes anything gets JSON.
	private static boolean wantsEvents(HttpHeaders headers) {
		List<MediaType> accepted = new ArrayList<>(headers.getAccept());
		MimeTypeUtils.sortBySpecificity(accepted);
		accepted.sort((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()));
		for (MediaType type : accepted) {
			if (type.includes(MediaType.APPLICATION_JSON)) {
				return false;
			}
			if (type.includes(MediaType.TEXT_EVENT_STREAM)) {
				return true;
			}
		}
		return false;
	}

}
