package io.patchbay.sandbox.airbyte;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import io.patchbay.sandbox.SandboxJson;
import tools.jackson.databind.JsonNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lets a tester turn the emulator's switches and fill it.
 */
@RestController
@Profile("sandbox")
@RequestMapping(Roots.CONTROL)
class AirbyteControlController {

	private static final int MOST = 10_000_000;

	private final AirbyteSwitches switches;

	private final AirbyteStore store;

	AirbyteControlController(AirbyteSwitches switches, AirbyteStore store) {
		this.switches = switches;
		this.store = store;
	}

	@GetMapping
	ResponseEntity<byte[]> read() {
		return SandboxJson.ok(this.switches.json());
	}

	@PatchMapping
	ResponseEntity<byte[]> change(InputStream body) throws IOException {
		this.switches.change(object(body));
		return read();
	}

	@PostMapping("/seed")
	ResponseEntity<byte[]> seed(InputStream body) throws IOException {
		JsonNode count = object(body).path("count");
		if (!count.canConvertToInt() || !count.isIntegralNumber() || count.intValue() < 1 || count.intValue() > MOST) {
			throw new IllegalArgumentException("count must be a whole number from 1 to " + MOST);
		}
		int total = this.store.locked(() -> this.store.generate(count.intValue()));
		return SandboxJson.answer(201, Map.of("generated", total));
	}

	private static JsonNode object(InputStream body) throws IOException {
		JsonNode json = SandboxJson.parse(body.readAllBytes());
		if (json == null || !json.isObject()) {
			throw new IllegalArgumentException("A JSON object is needed");
		}
		return json;
	}

	@ExceptionHandler
	ResponseEntity<byte[]> refuse(IllegalArgumentException ex) {
		return SandboxJson.answer(400, Map.of("message", String.valueOf(ex.getMessage())));
	}

}
