package io.patchbay.sandbox;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells a tester what the emulators were asked.
 */
@RestController
@Profile("sandbox")
@RequestMapping("/sandbox/requests")
class RecordingController {

	private final RequestRecording recording;

	RecordingController(RequestRecording recording) {
		this.recording = recording;
	}

	@GetMapping
	ResponseEntity<byte[]> requests(@RequestParam @Nullable String platform, @RequestParam @Nullable String method,
			@RequestParam @Nullable String path) {
		List<ObjectNode> items = this.recording.entries()
			.stream()
			.filter((entry) -> platform == null || platform.equals(entry.platform()))
			.filter((entry) -> method == null || method.equalsIgnoreCase(entry.method()))
			.filter((entry) -> path == null || entry.path().contains(path))
			.map(RecordingController::json)
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

	@DeleteMapping
	ResponseEntity<Void> clearRequests() {
		this.recording.reset();
		return ResponseEntity.noContent().build();
	}

}
