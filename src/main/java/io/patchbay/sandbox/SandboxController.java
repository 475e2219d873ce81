package io.patchbay.sandbox;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The sandbox's own controls: what there is, what time it is, what was asked, and the way
 * back to the start.
 */
@RestController
@Profile("sandbox")
class SandboxController {

	private static final Duration FARTHEST = Duration.ofDays(36_500);

	private final SandboxClock clock;

	private final Faults faults;

	private final RequestRecording recording;

	private final SandboxIndex index;

	private final List<SandboxState> states;

	SandboxController(SandboxClock clock, Faults faults, RequestRecording recording, SandboxIndex index,
			List<SandboxState> states) {
		this.clock = clock;
		this.faults = faults;
		this.recording = recording;
		this.index = index;
		this.states = states;
	}

	@GetMapping("/sandbox")
	ResponseEntity<byte[]> index() {
		return SandboxJson.ok(this.index.json());
	}

	@PostMapping("/sandbox/reset")
	ResponseEntity<Void> reset() {
		this.clock.reset();
		this.faults.clear();
		this.states.forEach(SandboxState::reset);
		this.recording.clear();
		return ResponseEntity.noContent().build();
	}

	@GetMapping("/sandbox/clock")
	ResponseEntity<byte[]> time() {
		return SandboxJson.ok(Map.of("now", this.clock.instant().toString(), "offset", this.clock.offset().toString()));
	}

	@PostMapping("/sandbox/clock")
	ResponseEntity<byte[]> advance(@RequestBody(required = false) byte @Nullable [] body) {
		JsonNode json = SandboxJson.parse(body);
		JsonNode step = (json != null) ? json.path("advance") : SandboxJson.object().path("advance");
		if (!step.isString()) {
			throw new SandboxRequestException("advance must be an ISO 8601 duration such as PT1H");
		}
		this.clock.advance(duration(step.stringValue()));
		return time();
	}

	private Duration duration(String text) {
		try {
			Duration step = Duration.parse(text);
			if (this.clock.offset().plus(step).abs().compareTo(FARTHEST) > 0) {
				throw new SandboxRequestException("The clock may be at most 100 years off");
			}
			return step;
		}
		catch (DateTimeParseException | ArithmeticException ex) {
			throw new SandboxRequestException(text + " is not an ISO 8601 duration such as PT1H");
		}
	}

	@DeleteMapping("/sandbox/clock")
	ResponseEntity<byte[]> resetTime() {
		this.clock.reset();
		return time();
	}

	@GetMapping("/sandbox/requests")
	ResponseEntity<byte[]> requests(@RequestParam @Nullable String platform, @RequestParam @Nullable String method,
			@RequestParam @Nullable String path) {
		List<ObjectNode> items = this.recording.entries()
			.stream()
			.filter((entry) -> platform == null || platform.equals(entry.platform()))
			.filter((entry) -> method == null || method.equalsIgnoreCase(entry.method()))
			.filter((entry) -> path == null || entry.path().contains(path))
			.map(SandboxController::json)
			.toList();
		return SandboxJson.ok(Map.of("items", items, "count", items.size()));
	}

	private static ObjectNode json(RequestRecording.Entry entry) {
		ObjectNode json = SandboxJson.object()
			.put("platform", entry.platform())
			.put("method", entry.method())
			.put("path", entry.path())
			.put("at", entry.at().toString());
		if (entry.query() != null) {
			json.put("query", entry.query());
		}
		Integer status = entry.status();
		if (status != null) {
			json.put("status", status);
		}
		return json;
	}

	@DeleteMapping("/sandbox/requests")
	ResponseEntity<Void> clearRequests() {
		this.recording.clear();
		return ResponseEntity.noContent().build();
	}

	@RequestMapping("/sandbox/**")
	ResponseEntity<byte[]> nothing(HttpServletRequest request) {
		return SandboxJson.answer(404, Map.of("message",
				"The sandbox has no " + request.getMethod() + " " + request.getRequestURI() + ", see GET /sandbox"));
	}

}
