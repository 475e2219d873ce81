package io.patchbay.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * What a person finds at the sandbox's root.
 */
@Component
@Profile("sandbox")
class SandboxIndex {

	private final List<SandboxEmulator> emulators;

	SandboxIndex(List<SandboxEmulator> emulators) {
		this.emulators = emulators;
	}

	Object json() {
		Map<String, Object> platforms = new LinkedHashMap<>();
		SandboxPath.PLATFORMS.forEach((platform) -> platforms.put(platform, Map.of("root", "/sandbox/" + platform)));
		this.emulators.forEach((emulator) -> platforms.put(emulator.platform(), emulator.index()));
		return Map.of("platforms", platforms, "faults", Map.of("path", "/sandbox/faults", "kinds", FaultKind.labels()),
				"clock", "/sandbox/clock", "requests", "/sandbox/requests", "reset", "/sandbox/reset");
	}

}
