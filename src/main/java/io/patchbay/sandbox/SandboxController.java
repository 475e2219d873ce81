package io.patchbay.sandbox;

import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The sandbox's index, and the way back to its start.
 */
@RestController
@Profile("sandbox")
class SandboxController {

	private final SandboxIndex index;

	private final SandboxClock clock;

	private final List<SandboxState> states;

	SandboxController(SandboxIndex index, SandboxClock clock, List<SandboxState> states) {
		this.index = index;
		this.clock = clock;
		this.states = states;
	}

	@GetMapping("/sandbox")
	ResponseEntity<byte[]> index() {
		return SandboxJson.ok(this.index.json());
	}

	@PostMapping("/sandbox/reset")
	ResponseEntity<Void> reset() {
		this.clock.reset();
		this.states.forEach(SandboxState::reset);
		return ResponseEntity.noContent().build();
	}

	@RequestMapping("/sandbox/**")
	ResponseEntity<byte[]> nothing(HttpServletRequest request) {
		return SandboxJson.answer(404, Map.of("message",
				"The sandbox has no " + request.getMethod() + " " + request.getRequestURI() + ", see GET /sandbox"));
	}

}
