package io.patchbay.sandbox.airbyte;

import java.util.List;
import java.util.Map;

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
 * The Config API's connections.
 */
@RestController
@Profile("sandbox")
@RequestMapping(Roots.CONFIG)
class AirbyteConfigConnectionController {

	private final AirbyteStore store;

	private final AirbyteAccess access;

	private final AirbyteConnectionEdits edits;

	private final AirbyteConfigConnectionView view;

	AirbyteConfigConnectionController(AirbyteStore store, AirbyteAccess access, AirbyteConnectionEdits edits,
			AirbyteConfigConnectionView view) {
		this.store = store;
		this.access = access;
		this.edits = edits;
		this.view = view;
	}

	@PostMapping("/web_backend/connections/get")
	ResponseEntity<byte[]> getForUi(@RequestBody(required = false) byte @Nullable [] bytes) {
		Body body = Body.of(bytes);
		AirbyteConnection connection = find(body);
		if (body.get("withRefreshedCatalog").booleanValue(false)) {
			this.edits.refresh();
		}
		return this.store.locked(() -> SandboxJson.ok(this.view.withSurroundings(connection)));
	}

	@PostMapping("/web_backend/connections/update")
	ResponseEntity<byte[]> updateForUi(@RequestBody(required = false) byte @Nullable [] bytes) {
		AirbyteConnection changed = change(Body.of(bytes));
		return this.store.locked(() -> SandboxJson.ok(this.view.withSurroundings(changed)));
	}

	@PostMapping("/connections/get")
	ResponseEntity<byte[]> get(@RequestBody(required = false) byte @Nullable [] bytes) {
		AirbyteConnection connection = find(Body.of(bytes));
		return this.store.locked(() -> SandboxJson.ok(this.view.plain(connection)));
	}

	@PostMapping("/connections/list")
	ResponseEntity<byte[]> list(@RequestBody(required = false) byte @Nullable [] bytes) {
		String workspaceId = Body.of(bytes).requiredId("workspaceId");
		return this.store.locked(() -> {
			this.access.workspace(workspaceId);
			ConnectionFilter filter = new ConnectionFilter(List.of(workspaceId), List.of(), false);
			return SandboxJson.ok(Map.of("connections",
					this.store.connections(filter, 0, Integer.MAX_VALUE).stream().map(this.view::plain).toList()));
		});
	}

	@PostMapping("/connections/create")
	ResponseEntity<byte[]> create(@RequestBody(required = false) byte @Nullable [] bytes) {
		Body body = Body.of(bytes);
		ObjectNode schedule = ConfigConnectionWriter.schedule(body);
		AirbyteConnection created = this.edits.create(ConfigConnectionWriter.translate(body));
		AirbyteConnection scheduled = (schedule != null) ? reschedule(created, schedule) : created;
		return this.store.locked(() -> SandboxJson.ok(this.view.plain(scheduled)));
	}

	@PostMapping("/connections/update")
	ResponseEntity<byte[]> update(@RequestBody(required = false) byte @Nullable [] bytes) {
		AirbyteConnection changed = change(Body.of(bytes));
		return this.store.locked(() -> SandboxJson.ok(this.view.plain(changed)));
	}

	private AirbyteConnection change(Body body) {
		find(body);
		ObjectNode schedule = ConfigConnectionWriter.schedule(body);
		AirbyteConnection changed = this.edits.patch(body.required("connectionId"),
				ConfigConnectionWriter.translate(body));
		return (schedule != null) ? reschedule(changed, schedule) : changed;
	}

	private AirbyteConnection reschedule(AirbyteConnection connection, ObjectNode schedule) {
		ObjectNode json = connection.json().deepCopy();
		json.set("schedule", schedule);
		return this.store.locked(() -> this.store.save(new AirbyteConnection(json, connection.state())));
	}

	@PostMapping("/connections/delete")
	ResponseEntity<Void> delete(@RequestBody(required = false) byte @Nullable [] bytes) {
		AirbyteConnection connection = find(Body.of(bytes));
		this.edits.delete(connection);
		return ResponseEntity.noContent().build();
	}

	private AirbyteConnection find(Body body) {
		String id = body.requiredId("connectionId");
		return this.store.locked(() -> this.access.configConnection(id));
	}

}
