package io.patchbay.sandbox.airbyte;

import java.util.List;

import io.patchbay.sandbox.SandboxJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The Config API's state of connections.
 */
@RestController
@Profile("sandbox")
@RequestMapping(Roots.CONFIG + "/state")
class AirbyteStateController {

	private static final List<String> TYPES = List.of("stream", "global", "legacy", "not_set");

	private final AirbyteStore store;

	private final AirbyteAccess access;

	private final AirbyteJobs jobs;

	AirbyteStateController(AirbyteStore store, AirbyteAccess access, AirbyteJobs jobs) {
		this.store = store;
		this.access = access;
		this.jobs = jobs;
	}

	@PostMapping("/get")
	ResponseEntity<byte[]> get(@RequestBody(required = false) byte @Nullable [] bytes) {
		String connectionId = Body.of(bytes).requiredId("connectionId");
		return this.store.locked(() -> {
			this.jobs.settle();
			return SandboxJson.ok(view(this.access.configConnection(connectionId)));
		});
	}

	@PostMapping("/create_or_update_safe")
	ResponseEntity<byte[]> write(@RequestBody(required = false) byte @Nullable [] bytes) {
		Body body = Body.of(bytes);
		String connectionId = body.requiredId("connectionId");
		ObjectNode json = body.object("connectionState");
		if (json == null) {
			throw AirbyteException.conversion("Required field [connectionState] is missing");
		}
		Body state = new Body(json);
		String type = Body.match(state.required("stateType"), TYPES);
		state.requiredId("connectionId");
		return this.store.locked(() -> {
			this.jobs.settle();
			AirbyteConnection connection = this.access.configConnection(connectionId);
			if (this.jobs.active(connectionId) != null) {
				throw AirbyteException.known(423,
						"State cannot be updated while a sync is running for this connection.");
			}
			json.put("stateType", type).put("connectionId", connectionId);
			AirbyteConnection saved = connection.withState(("not_set".equals(type)) ? null : json);
			return SandboxJson.ok(view(this.store.save(saved)));
		});
	}

	@PostMapping("/create_or_update")
	ResponseEntity<byte[]> overwrite(@RequestBody(required = false) byte @Nullable [] bytes) {
		if (!this.access.isAdmin()) {
			throw AirbyteException.forbidden();
		}
		return write(bytes);
	}

	private static ObjectNode view(AirbyteConnection connection) {
		ObjectNode state = connection.state();
		return (state != null) ? state
				: SandboxJson.object().put("stateType", "not_set").put("connectionId", connection.id());
	}

}
