package io.patchbay.sandbox.wallaroo;

import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;

import io.patchbay.sandbox.SandboxJson;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The seven calls about connections.
 */
@RestController
@RequestMapping("/sandbox/wallaroo/v1/api/connections")
@Profile("sandbox")
class WallarooConnectionController {

	private final WallarooConnections connections;

	WallarooConnectionController(WallarooConnections connections) {
		this.connections = connections;
	}

	@PostMapping("/list")
	void list(@RequestBody(required = false) byte @Nullable [] body, HttpServletResponse response) throws IOException {
		Integer workspace = WallarooBody.of(body).optionalInteger("workspace_id");
		Stream<WallarooConnection> found = this.connections.list(workspace);
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		// written one by one: a seed can make the answer larger than the memory
		try (JsonGenerator json = JsonMapper.shared().createGenerator(response.getOutputStream())) {
			json.writeStartObject();
			json.writeArrayPropertyStart("connections");
			for (Iterator<WallarooConnection> all = found.iterator(); all.hasNext();) {
				json.writePOJO(this.connections.view(all.next()));
			}
			json.writeEndArray();
			json.writeEndObject();
		}
	}

	@PostMapping("/get")
	ResponseEntity<byte[]> get(@RequestBody(required = false) byte @Nullable [] body) {
		return found(this.connections.get(WallarooBody.of(body).text("name")));
	}

	@PostMapping("/get_by_id")
	ResponseEntity<byte[]> getById(@RequestBody(required = false) byte @Nullable [] body) {
		return found(this.connections.get(WallarooBody.of(body).uuid("id")));
	}

	@PostMapping("/create")
	ResponseEntity<byte[]> create(@RequestBody(required = false) byte @Nullable [] body) {
		WallarooBody request = WallarooBody.of(body);
		return id(this.connections.create(request.text("name"), request.text("type"), request.details()));
	}

	@PostMapping("/add_to_workspace")
	ResponseEntity<byte[]> addToWorkspace(@RequestBody(required = false) byte @Nullable [] body) {
		WallarooBody request = WallarooBody.of(body);
		return id(this.connections.attach(request.uuid("connection_id"), request.integer("workspace_id")));
	}

	@PostMapping("/remove_from_workspace")
	ResponseEntity<byte[]> removeFromWorkspace(@RequestBody(required = false) byte @Nullable [] body) {
		WallarooBody request = WallarooBody.of(body);
		this.connections.detach(request.uuid("connection_id"), request.integer("workspace_id"));
		return ResponseEntity.noContent().build();
	}

	@PostMapping("/delete")
	ResponseEntity<byte[]> delete(@RequestBody(required = false) byte @Nullable [] body) {
		this.connections.delete(WallarooBody.of(body).text("name"));
		return ResponseEntity.noContent().build();
	}

	@RequestMapping({ "/list", "/get", "/get_by_id", "/create", "/add_to_workspace", "/remove_from_workspace",
			"/delete" })
	ResponseEntity<byte[]> wrongMethod() {
		throw new WallarooFailure(405, "Method not allowed");
	}

	private ResponseEntity<byte[]> found(WallarooConnection connection) {
		return SandboxJson.answer(200, this.connections.view(connection));
	}

	private static ResponseEntity<byte[]> id(Object id) {
		return SandboxJson.answer(200, Map.of("id", id));
	}

}
