package io.patchbay.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;

import tools.jackson.databind.JsonNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lets a tester move the emulators' time.
 */
@RestController
@Profile("sandbox")
@RequestMapping("/sandbox/clock")
class ClockController {

	private static final Duration FARTHEST = Duration.ofDays(36_500);

	private final SandboxClock clock;

	ClockController(SandboxClock clock) {
		this.clock = clock;
	}

	@GetMapping
	ResponseEntity<byte[]> time() {
		return SandboxJson.ok(Map.of("now", this.clock.instant().toString(), "offset", this.clock.offset().toString()));
	}

	@PostMapping
	ResponseEntity<byte[]> advance(InputStream body) throws IOException {
		JsonNode json = SandboxJson.parse(body.readAllBytes());
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

	@DeleteMapping
	ResponseEntity<byte[]> resetTime() {
		this.clock.reset();
		return time();
	}

}
