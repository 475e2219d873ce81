package io.patchbay.sandbox.wallaroo;

import java.util.Map;

import io.patchbay.sandbox.SandboxJson;
import io.patchbay.sandbox.SandboxSwitches;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a tester, not a client of Wallaroo, may ask of the emulator.
 */
@RestController
@RequestMapping("/sandbox/wallaroo/_control")
@Profile("sandbox")
class WallarooControlController {

	private static final int MOST = 1_000_000;

	private final SandboxSwitches<WallarooSwitches> switches;

	private final WallarooConnections connections;

	WallarooControlController(SandboxSwitches<WallarooSwitches> switches, WallarooConnections connections) {
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
			throw WallarooFailure.badRequest(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Adds generated, unattached connections.
	 * @param body how many, as {@code count}
	 * @return how many connections there are now
	 */
	@PostMapping("/seed")
	ResponseEntity<byte[]> seed(@RequestBody(required = false) byte @Nullable [] body) {
		int count = WallarooBody.of(body).integer("count");
		if (count < 0 || this.connections.size() + (long) count > MOST) {
			throw WallarooFailure.badRequest("There can be at most " + MOST + " connections");
		}
		this.connections.generate(count);
		return SandboxJson.answer(200, Map.of("connections", this.connections.size()));
	}

}
