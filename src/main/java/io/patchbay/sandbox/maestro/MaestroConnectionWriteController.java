package io.patchbay.sandbox.maestro;

import java.time.Instant;
import java.util.UUID;

import io.patchbay.sandbox.SandboxBody;
import io.patchbay.sandbox.SandboxClock;
import io.patchbay.sandbox.SandboxJson;
import io.patchbay.sandbox.SandboxSwitches;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Calls about connections that are inferred: permissions hint at them, but no public page
 * describes them. Off until a switch turns them on.
 */
@RestController
@RequestMapping("/sandbox/maestro/connections")
@Profile("sandbox")
class MaestroConnectionWriteController {

	private final MaestroConnections connections;

	private final MaestroAccess access;

	private final SandboxSwitches<MaestroSwitches> switches;

	private final SandboxClock clock;

	MaestroConnectionWriteController(MaestroConnections connections, MaestroAccess access,
			SandboxSwitches<MaestroSwitches> switches, SandboxClock clock) {
		this.connections = connections;
		this.access = access;
		this.switches = switches;
		this.clock = clock;
	}

	@PostMapping
	ResponseEntity<byte[]> create(@RequestBody(required = false) byte @Nullable [] body, HttpServletRequest request) {
		refuseUnlessOn(request);
		this.access.require(MaestroAccess.CREATE_CONNECTION);
		ObjectNode draft = parse(body);
		String plugin = draft.path("plugin").asString("");
		String name = draft.path("name").asString("");
		if (plugin.isEmpty() || name.isEmpty()) {
			throw MaestroFailure.message(400, "name and plugin must not be empty");
		}
		Instant now = this.clock.instant();
		MaestroConnection created = MaestroConnection.of(now, UUID.randomUUID().toString().substring(0, 8), plugin,
				draft.path("type").asString("database"), plugin, name, null, MaestroConnection.format(now));
		this.connections.keep(created);
		return SandboxJson.answer(201, created);
	}

	@GetMapping("/{id}")
	ResponseEntity<byte[]> get(@PathVariable String id, HttpServletRequest request) {
		refuseUnlessOn(request);
		this.access.require(MaestroAccess.LIST_CONNECTIONS);
		return SandboxJson.answer(200, existing(id, this.connections.find(id)));
	}

	@PutMapping("/{id}")
	ResponseEntity<byte[]> update(@PathVariable String id, @RequestBody(required = false) byte @Nullable [] body,
			HttpServletRequest request) {
		refuseUnlessOn(request);
		this.access.require(MaestroAccess.UPDATE_CONNECTION);
		ObjectNode draft = parse(body);
		Instant now = this.clock.instant();
		MaestroConnection after = this.connections.update(id,
				(before) -> before.updated(draft.path("name").asString(before.name()),
						draft.path("description").asString(before.description()), now));
		return SandboxJson.answer(200, existing(id, after));
	}

	private void refuseUnlessOn(HttpServletRequest request) {
		if (!this.switches.get().connectionWrites()) {
			throw MaestroAuthController.unknownRoute(request);
		}
	}

	private static MaestroConnection existing(String id, @Nullable MaestroConnection found) {
		if (found == null) {
			throw MaestroConnectionController.unknown(id);
		}
		return found;
	}

	private static ObjectNode parse(byte @Nullable [] body) {
		ObjectNode draft = SandboxBody.object(body);
		if (draft == null) {
			throw MaestroFailure.message(400, "Unexpected token in JSON");
		}
		return draft;
	}

}
