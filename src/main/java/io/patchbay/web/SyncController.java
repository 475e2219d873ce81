package io.patchbay.web;

import java.time.Duration;
import java.util.List;

import io.patchbay.connection.Caller;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.PageRequest;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncRun;
import io.patchbay.connection.SyncService;
import io.patchbay.connection.SyncWatch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Reading runs over HTTP: one, a connection's, as they go, and what they have logged.
 */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Syncs")
class SyncController {

	private static final int LONGEST_TAIL = 100_000;

	private static final Logger logger = LoggerFactory.getLogger(SyncController.class);

	private final SyncService syncs;

	private final SyncWatch watch;

	private final SyncStreams streams;

	SyncController(SyncService syncs, SyncWatch watch, SyncStreams streams) {
		this.syncs = syncs;
		this.watch = watch;
		this.streams = streams;
	}

	@GetMapping(path = "/connections/{id}/syncs", produces = MediaType.APPLICATION_JSON_VALUE)
	@RequiresScope("syncs:read")
	@FailsWith({ ProblemType.INVALID_CURSOR, ProblemType.CURSOR_FILTER_MISMATCH, ProblemType.UNSUPPORTED_FILTER,
			ProblemType.OPERATION_UNSUPPORTED })
	@Operation(operationId = "listSyncs", summary = "List the syncs of a connection", description = """
			Newest first, unless `order` says otherwise; `limit=1` is the latest run. A page may hold fewer runs \
			than `limit` while `next` is there.""")
	SyncPageResponse list(Caller caller,
			@Parameter(description = "The connection's id.",
					example = "airbyte~5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21") @PathVariable ConnectionId id,
			SyncListParameters filters,
			@Parameter(description = "The most runs of the page. It may change from page to page.",
					schema = @Schema(type = "integer", minimum = "1", maximum = "" + PageRequest.MAX_LIMIT,
							defaultValue = "" + PageRequest.DEFAULT_LIMIT)) @RequestParam(
									defaultValue = "" + PageRequest.DEFAULT_LIMIT) int limit,
			@Parameter(description = "The `next` of an earlier page with the same filters.") @RequestParam(
					required = false) @Nullable String cursor) {
		return SyncPageResponse
			.of(this.syncs.history(caller, id, filters.toFilter(), new PageRequest(limit, cursor, true)));
	}

	@GetMapping(path = "/syncs/{syncId}", produces = MediaType.APPLICATION_JSON_VALUE)
	@RequiresScope("syncs:read")
	@FailsWith(ProblemType.OPERATION_UNSUPPORTED)
	@Operation(operationId = "getSync", summary = "Read one sync", description = """
			With `Prefer: wait=N` the answer comes when the run has ended, or after N seconds; `terminal` tells \
			which.""")
	ResponseEntity<SyncRunResponse> get(Caller caller,
			@Parameter(description = "The run's id.", example = "airbyte~9876543") @PathVariable SyncId syncId,
			@Parameter(description = "`wait=N`: answer when the run has ended, or after N seconds, 0 to 60.",
					schema = @Schema(type = "string"), example = "wait=10") @RequestHeader(name = "Prefer",
							required = false) @Nullable List<String> prefer) {
		Duration wait = Preferences.wait(prefer);
		SyncRun run = (wait != null && wait.isPositive()) ? this.watch.await(caller, syncId, null, wait)
				: this.syncs.get(caller, syncId);
		return Preferences.applied(ResponseEntity.ok(), wait).body(SyncRunResponse.of(run));
	}

	@GetMapping(path = "/syncs/{syncId}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@RequiresScope("syncs:read")
	@FailsWith(ProblemType.OPERATION_UNSUPPORTED)
	@Operation(operationId = "watchSync", summary = "Watch a sync", description = """
			Server-sent events: `state` when the run is in another state, `progress` when its figures have changed, \
			`done` when it has ended, each with the run as its data; `problem`, with a problem as its data, when it \
			cannot be watched any more. The stream ends after `done` and `problem`. The first event tells how the run \
			stands. A comment is sent every 15 silent seconds.

			A client that comes back with `Last-Event-ID` gets what it has missed; 204 when it has got the end.""")
	@ApiResponse(responseCode = "200", description = "The events.",
			content = @Content(mediaType = "text/event-stream", schema = @Schema(type = "string"),
					examples = @ExampleObject("""
							event:progress
							id:2-1-1048576-4210-9f2c
							data:{"id":"airbyte~9876543","status":"RUNNING","bytes":1048576,"records":4210}

							""")))
	@ApiResponse(responseCode = "204", description = "The client has got the last event already.", content = @Content)
	ResponseEntity<SseEmitter> events(Caller caller,
			@Parameter(description = "The run's id.", example = "airbyte~9876543") @PathVariable SyncId syncId,
			@Parameter(description = "The id of the last event that was got.") @RequestHeader(name = "Last-Event-ID",
					required = false) @Nullable String lastEventId,
			HttpServletRequest request) {
		SseEmitter stream = this.streams.open(caller, syncId, lastEventId, request);
		if (stream == null) {
			// The one answer that keeps an EventSource from coming back for ever.
			return ResponseEntity.noContent().build();
		}
		return ResponseEntity.ok()
			.header(HttpHeaders.CACHE_CONTROL, "no-store")
			.header("X-Accel-Buffering", "no")
			.body(stream);
	}

	@GetMapping(path = "/syncs/{syncId}/logs", produces = SyncLogText.TYPE)
	@RequiresScope("syncs:read")
	@FailsWith(ProblemType.OPERATION_UNSUPPORTED)
	@Operation(operationId = "getSyncLogs", summary = "Read what a sync has logged", description = """
			Text, oldest line first. When the platform fails on the way, the text ends there.""")
	@ApiResponse(responseCode = "200", description = "The lines.", content = @Content(mediaType = "text/plain",
			schema = @Schema(type = "string"), examples = @ExampleObject("2026-01-01 00:00:01 INFO started\n")))
	void logs(Caller caller,
			@Parameter(description = "The run's id.", example = "airbyte~9876543") @PathVariable SyncId syncId,
			@Parameter(description = "How many of the last lines. 0: all.",
					schema = @Schema(type = "integer", minimum = "0", maximum = "" + LONGEST_TAIL,
							defaultValue = "0")) @RequestParam(defaultValue = "0") int tail,
			HttpServletResponse response) {
		if (tail < 0 || tail > LONGEST_TAIL) {
			throw GatewayException.Invalid.parameter("tail", "it is a number from 0 to " + LONGEST_TAIL);
		}
		SyncLogText text = new SyncLogText(response);
		try {
			this.syncs.logs(caller, syncId, tail, text);
			text.end();
		}
		catch (GatewayException ex) {
			if (!text.begun()) {
				throw ex;
			}
			logger.warn("The log of {} broke off: {}", syncId, ex.code().value());
			text.end();
		}
	}

}
