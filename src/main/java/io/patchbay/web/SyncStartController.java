package io.patchbay.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.patchbay.connection.Caller;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncRun;
import io.patchbay.connection.SyncService;
import io.patchbay.connection.SyncStart;
import io.patchbay.connection.SyncWatch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/**
 * Starting and cancelling runs over HTTP.
 */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Syncs")
class SyncStartController {

	/** When a caller should look at a run that has just begun. */
	private static final String LOOK_AGAIN_SECONDS = "2";

	private static final String PATH = "/api/v1/syncs/";

	private final SyncService syncs;

	private final SyncWatch watch;

	private final Idempotency idempotency;

	SyncStartController(SyncService syncs, SyncWatch watch, Idempotency idempotency) {
		this.idempotency = idempotency;
		this.syncs = syncs;
		this.watch = watch;
	}

	@PostMapping(path = "/connections/{id}/syncs", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	@RequiresScope("syncs:run")
	@Idempotent
	@FailsWith({ ProblemType.SYNC_ALREADY_RUNNING, ProblemType.NOT_SYNCABLE, ProblemType.SYNC_TARGET_REQUIRED,
			ProblemType.UNSUPPORTED_VALUE, ProblemType.PAYLOAD_TOO_LARGE, ProblemType.UNSUPPORTED_MEDIA_TYPE,
			ProblemType.OPERATION_UNSUPPORTED, ProblemType.UPSTREAM_OUTCOME_UNKNOWN })
	@Operation(operationId = "startSync", summary = "Start a sync", description = """
			All of the body is optional, the body included. Airbyte runs a job. Wallaroo runs the orchestration that \
			`target` or the configuration names. Maestro runs the pipeline that is named so, or the one whose job \
			belongs to the connection; `candidates` of a 422 lists several.

			A 409 `sync-already-running` names the run in `running`, as far as the platform shows it.

			With `Prefer: wait=N` the answer comes when the run has ended, and is 200; after N seconds, 60 at the \
			most, it is 202 as without. A run that has ended badly is a 200, too: look at `status`.""",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(
					content = @Content(mediaType = "application/json",
							schema = @Schema(implementation = SyncRequestBody.class), examples = @ExampleObject("""
									{"type":"SYNC","onConflict":"ATTACH"}"""))))
	@ApiResponse(responseCode = "202", description = "The run, which has not ended.",
			headers = { @Header(name = "Location", description = "The run's path.", schema = @Schema(type = "string")),
					@Header(name = "Retry-After", description = "Seconds after which to look at it.",
							schema = @Schema(type = "integer")) },
			content = @Content(schema = @Schema(implementation = SyncRunResponse.class)))
	@ApiResponse(responseCode = "200",
			description = "The run, which has ended in time, or was running already and is not a conflict.",
			headers = @Header(name = "Location", description = "The run's path.", schema = @Schema(type = "string")),
			content = @Content(schema = @Schema(implementation = SyncRunResponse.class)))
	ResponseEntity<?> start(Caller caller, HttpServletRequest request,
			@Parameter(description = "The connection's id.",
					example = "airbyte~5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21") @PathVariable ConnectionId id,
			@Parameter(description = "`wait=N`: answer when the run has ended, or after N seconds, 0 to 60.",
					schema = @Schema(type = "string"), example = "wait=10") @RequestHeader(name = "Prefer",
							required = false) @Nullable List<String> prefer,
			@RequestBody(required = false) byte @Nullable [] body) {
		SyncRequestBody.Asked asked = SyncRequestBody.read(body);
		AtomicReference<@Nullable SyncStart> fresh = new AtomicReference<>();
		// Only the start is done once by its key. The wait is outside: it is as good when
		// the same call is sent again because the connection broke on the way.
		ResponseEntity<byte[]> answer = this.idempotency.answer(
				IdempotentCall.of(caller, request, (body != null) ? body : new byte[0], id.backend()),
				() -> told(fresh, this.syncs.start(caller, id, asked.request(), asked.onConflict())),
				(since) -> this.syncs.findStarted(caller, id, asked.request(), since)
					.map((run) -> told(fresh, new SyncStart(run, SyncStart.Outcome.STARTED))));
		Duration wait = Preferences.wait(prefer);
		if (wait == null) {
			return answer;
		}
		SyncStart start = fresh.get();
		if (start == null) {
			return again(answer, caller, wait);
		}
		return (start.outcome() == SyncStart.Outcome.SKIPPED) ? answer
				: waited(answer, awaited(caller, start.run(), wait), start.outcome(), wait);
	}

	private static ResponseEntity<?> told(AtomicReference<@Nullable SyncStart> fresh, SyncStart start) {
		fresh.set(start);
		boolean started = start.outcome() == SyncStart.Outcome.STARTED;
		ResponseEntity.BodyBuilder answer = ResponseEntity.status((started) ? HttpStatus.ACCEPTED : HttpStatus.OK)
			.location(pathOf(start.run().id()));
		if (!start.run().status().terminal()) {
			answer.header(HttpHeaders.RETRY_AFTER, LOOK_AGAIN_SECONDS);
		}
		return answer.body(SyncRunResponse.of(start.run(), start.outcome() == SyncStart.Outcome.ATTACHED));
	}

	// An answer that was given before, when its run may not have ended.
	private ResponseEntity<?> again(ResponseEntity<byte[]> answer, Caller caller, Duration wait) {
		URI place = answer.getHeaders().getLocation();
		if (place == null || wait.isZero() || answer.getStatusCode() != HttpStatus.ACCEPTED) {
			return answer;
		}
		SyncId id = SyncId.parse(place.getPath().substring(PATH.length()));
		try {
			SyncRun run = this.watch.await(caller, id, null, wait);
			return waited(answer, run, SyncStart.Outcome.STARTED, wait);
		}
		catch (GatewayException ex) {
			return answer;
		}
	}

	private static ResponseEntity<?> waited(ResponseEntity<byte[]> answer, SyncRun run, SyncStart.Outcome outcome,
			Duration wait) {
		HttpHeaders headers = new HttpHeaders();
		headers.putAll(answer.getHeaders());
		headers.set("Preference-Applied", "wait=" + wait.toSeconds());
		boolean ended = run.status().terminal();
		if (ended) {
			headers.remove(HttpHeaders.RETRY_AFTER);
		}
		return ResponseEntity.status((ended) ? HttpStatus.OK : answer.getStatusCode())
			.headers(headers)
			.body(SyncRunResponse.of(run, outcome == SyncStart.Outcome.ATTACHED));
	}

	private SyncRun awaited(Caller caller, SyncRun run, Duration wait) {
		if (run.status().terminal() || wait.isZero()) {
			return run;
		}
		try {
			return this.watch.await(caller, run.id(), run, wait);
		}
		catch (GatewayException ex) {
			// The run is there: a failure to look at it must not make its caller start
			// another one.
			return run;
		}
	}

	private static URI pathOf(SyncId id) {
		return URI.create(PATH + UriUtils.encodePathSegment(id.toString(), StandardCharsets.UTF_8));
	}

	@PostMapping(path = "/syncs/{syncId}/cancel", produces = MediaType.APPLICATION_JSON_VALUE)
	@RequiresScope("syncs:run")
	@Idempotent
	@FailsWith({ ProblemType.CONFLICT, ProblemType.OPERATION_UNSUPPORTED, ProblemType.UPSTREAM_OUTCOME_UNKNOWN })
	@Operation(operationId = "cancelSync", summary = "Cancel a sync",
			description = "Cancels this run and no other. A run that has ended is answered unchanged.")
	@ApiResponse(responseCode = "200", description = "The run as it is now.",
			content = @Content(schema = @Schema(implementation = SyncRunResponse.class)))
	ResponseEntity<byte[]> cancel(Caller caller, HttpServletRequest request,
			@Parameter(description = "The run's id.", example = "airbyte~9876543") @PathVariable SyncId syncId) {
		// Cancelling twice is as good as once, so there is no effect to look for.
		return this.idempotency.answer(IdempotentCall.of(caller, request, new byte[0], syncId.backend()),
				() -> ResponseEntity.ok(SyncRunResponse.of(this.syncs.cancel(caller, syncId))),
				(_) -> Optional.empty());
	}

}
