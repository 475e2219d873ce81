package io.patchbay.sandbox.maestro;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.patchbay.sandbox.SandboxBody;
import io.patchbay.sandbox.SandboxJson;
import io.patchbay.sandbox.SandboxSwitches;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a tester, not a client of Maestro, may ask of the emulator.
 */
@RestController
@RequestMapping("/sandbox/maestro/_control")
@Profile("sandbox")
class MaestroControlController {

	private static final int MOST = 100_000;

	private final SandboxSwitches<MaestroSwitches> switches;

	private final MaestroConnections connections;

	MaestroControlController(SandboxSwitches<MaestroSwitches> switches, MaestroConnections connections) {
		this.switches = switches;
		this.connections = connections;
	}

	@GetMapping
	ResponseEntity<byte[]> show() {
		return SandboxJson.answer(200, this.switches.get());
	}

	@PatchMapping
	ResponseEntity<byte[]> change(@RequestBody(required = false) byte @Nullable [] body) {
		try {
			return SandboxJson.answer(200, this.switches.patch(body));
		}
		catch (IllegalArgumentException ex) {
			throw MaestroFailure.message(400, String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Adds generated connections.
	 * @param body how many, as {@code count}; {@code oldCount} of them (default 0) were
	 * last updated more than {@code olderThanDays} (default 60) before now, the others
	 * within the last day; and one that was last updated at {@code exactlyAt}
	 * @return how many connections there are now, and the id of the exact one
	 */
	@PostMapping("/seed")
	ResponseEntity<byte[]> seed(@RequestBody(required = false) byte @Nullable [] body) {
		ObjectNode request = SandboxBody.object(body);
		int count = (request != null) ? request.path("count").intValue(-1) : -1;
		if (request == null || count < 0 || count > MOST) {
			throw MaestroFailure.message(400, "count must be at most " + MOST);
		}
		Instant exactly = (request.has("exactlyAt")) ? instant(request, "exactlyAt") : null;
		this.connections.generate(count, request.path("oldCount").intValue(0),
				request.path("olderThanDays").intValue(60));
		Map<String, Object> answer = new LinkedHashMap<>();
		if (exactly != null) {
			answer.put("exact", this.connections.generate(exactly));
		}
		answer.put("connections", this.connections.all().size());
		return SandboxJson.answer(200, answer);
	}

	/**
	 * Edits a connection behind everybody's back.
	 * @param body which one, as {@code id}, and when, as {@code updatedAt} (default now)
	 * @return the connection
	 */
	@PostMapping("/touch")
	ResponseEntity<byte[]> touch(@RequestBody(required = false) byte @Nullable [] body) {
		ObjectNode request = SandboxBody.object(body);
		String id = (request != null) ? request.path("id").asString("") : "";
		Instant when = (request != null && request.has("updatedAt")) ? instant(request, "updatedAt") : null;
		MaestroConnection touched = this.connections.touch(id, when);
		if (touched == null) {
			throw MaestroConnectionController.unknown(id);
		}
		return SandboxJson.answer(200, touched);
	}

	private static Instant instant(ObjectNode request, String name) {
		try {
			return Instant.parse(request.path(name).asString(""));
		}
		catch (DateTimeException ex) {
			throw MaestroFailure.message(400, name + " must be an instant, such as 2026-01-31T00:00:00Z");
		}
	}

}
