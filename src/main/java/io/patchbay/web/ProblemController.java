package io.patchbay.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Explains every kind of problem, to programs as JSON and to browsers as a page. The
 * {@code type} of a problem leads here.
 */
@RestController
@RequestMapping(path = "/problems", produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_HTML_VALUE })
@Tag(name = "Problems")
@SecurityRequirements
class ProblemController {

	private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	@GetMapping
	@Operation(operationId = "listProblemTypes", summary = "List everything that can go wrong",
			description = "Every code that a problem may have, with what it means and what to do. Needs no key; with "
					+ "`Accept: text/html`, a page for people.")
	@ApiResponse(responseCode = "200", description = "OK",
			content = {
					@Content(mediaType = "application/json",
							schema = @Schema(implementation = ProblemTypeListResponse.class)),
					@Content(mediaType = "text/html", schema = @Schema(type = "string")) })
	@FailsWith(value = { ProblemType.UNAUTHENTICATED, ProblemType.NOT_ACCEPTABLE }, upstream = false)
	ResponseEntity<?> list(@Parameter(hidden = true) @RequestHeader HttpHeaders headers) {
		List<ProblemTypeResponse> types = Arrays.stream(ProblemType.values()).map(ProblemTypeResponse::of).toList();
		return (wantsPage(headers)) ? page(ProblemPage.of(types))
				: ResponseEntity.ok(new ProblemTypeListResponse(types));
	}

	@GetMapping("/{code}")
	@Operation(operationId = "getProblemType", summary = "Explain one kind of problem",
			description = "What the `type` of a problem leads to. Needs no key; with `Accept: text/html`, a page for "
					+ "people.")
	@ApiResponse(responseCode = "200", description = "OK",
			content = {
					@Content(mediaType = "application/json",
							schema = @Schema(implementation = ProblemTypeResponse.class)),
					@Content(mediaType = "text/html", schema = @Schema(type = "string")) })
	@FailsWith(value = { ProblemType.INVALID_REQUEST, ProblemType.UNAUTHENTICATED, ProblemType.NOT_FOUND,
			ProblemType.NOT_ACCEPTABLE }, upstream = false)
	ResponseEntity<?> get(
			@Parameter(description = "The code of a problem.", example = "invalid-cursor",
					schema = @Schema(type = "string", pattern = "^[a-z-]+$")) @PathVariable String code,
			@Parameter(hidden = true) @RequestHeader HttpHeaders headers) {
		ProblemTypeResponse type = ProblemType.find(code)
			.map(ProblemTypeResponse::of)
			.orElseThrow(() -> new GatewayException.NotFound(ErrorCode.NOT_FOUND, "There is no such problem."));
		return (wantsPage(headers)) ? page(ProblemPage.of(type)) : ResponseEntity.ok(type);
	}

	private static ResponseEntity<String> page(String page) {
		return ResponseEntity.ok().contentType(HTML).body(page);
	}

	// Only who prefers HTML gets it: a program that takes anything gets JSON.
	private static boolean wantsPage(HttpHeaders headers) {
		List<MediaType> accepted = new ArrayList<>(headers.getAccept());
		MimeTypeUtils.sortBySpecificity(accepted);
		accepted.sort((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()));
		for (MediaType type : accepted) {
			if (type.includes(MediaType.APPLICATION_JSON)) {
				return false;
			}
			if (type.includes(MediaType.TEXT_HTML)) {
				return true;
			}
		}
		return false;
	}

}
