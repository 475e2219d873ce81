package io.patchbay.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lets a tester put faults in force and lift them.
 */
@RestController
@Profile("sandbox")
@RequestMapping("/sandbox/faults")
class FaultController {

	private final Faults faults;

	FaultController(Faults faults) {
		this.faults = faults;
	}

	@GetMapping
	ResponseEntity<byte[]> list() {
		List<ObjectNode> items = this.faults.list().stream().map(Fault::json).toList();
		return SandboxJson.ok(Map.of("items", items));
	}

	@PostMapping
	ResponseEntity<byte[]> add(InputStream body) throws IOException {
		return SandboxJson.answer(201, this.faults.add(FaultRule.of(SandboxJson.parse(body.readAllBytes()))).json());
	}

	@DeleteMapping
	ResponseEntity<Void> clear() {
		this.faults.clear();
		return ResponseEntity.noContent().build();
	}

	@DeleteMapping("/{id:[0-9]{1,9}}")
	ResponseEntity<byte[]> remove(@PathVariable int id) {
		if (!this.faults.remove(id)) {
			return SandboxJson.answer(404, Map.of("message", "There is no fault " + id));
		}
		return ResponseEntity.noContent().build();
	}

}
