package io.patchbay.sandbox.wallaroo;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.patchbay.sandbox.SandboxJson;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The calls about workspaces, and the answer to calls that do not exist.
 */
@RestController
@RequestMapping("/sandbox/wallaroo")
@Profile("sandbox")
class WallarooWorkspaceController {

	private static final String ROOT = "/v1/api/workspaces";

	private final WallarooWorkspaces workspaces;

	WallarooWorkspaceController(WallarooWorkspaces workspaces) {
		this.workspaces = workspaces;
	}

	@PostMapping(ROOT + "/list")
	ResponseEntity<byte[]> list(@RequestBody(required = false) byte @Nullable [] body) {
		Set<UUID> userIds = WallarooBody.of(body)
			.elements("user_ids")
			.stream()
			.map((value) -> WallarooBody.uuid("user_ids", value))
			.collect(Collectors.toSet());
		return SandboxJson.answer(200, Map.of("workspaces", this.workspaces.list(userIds)));
	}

	@PostMapping(ROOT + "/create")
	ResponseEntity<byte[]> create(@RequestBody(required = false) byte @Nullable [] body) {
		String name = WallarooBody.of(body).text("workspace_name");
		return SandboxJson.answer(200, Map.of("workspace_id", this.workspaces.create(name).id()));
	}

	@PostMapping(ROOT + "/list_users")
	ResponseEntity<byte[]> listUsers(@RequestBody(required = false) byte @Nullable [] body) {
		int id = WallarooBody.of(body).integer("workspace_id");
		return SandboxJson.answer(200, Map.of("users", this.workspaces.get(id).members()));
	}

	@PostMapping(ROOT + "/add_user")
	ResponseEntity<byte[]> addUser(@RequestBody(required = false) byte @Nullable [] body) {
		WallarooBody request = WallarooBody.of(body);
		this.workspaces.addUser(request.integer("workspace_id"), user(request));
		return SandboxJson.answer(200, Map.of());
	}

	@PostMapping(ROOT + "/remove_user")
	ResponseEntity<byte[]> removeUser(@RequestBody(required = false) byte @Nullable [] body) {
		WallarooBody request = WallarooBody.of(body);
		this.workspaces.removeUser(request.integer("workspace_id"), user(request));
		return SandboxJson.answer(200, Map.of());
	}

	@RequestMapping({ ROOT + "/list", ROOT + "/create", ROOT + "/list_users", ROOT + "/add_user",
			ROOT + "/remove_user" })
	ResponseEntity<byte[]> wrongMethod() {
		throw new WallarooFailure(405, "Method not allowed");
	}

	@RequestMapping({ "", "/**" })
	ResponseEntity<byte[]> unknown() {
		throw WallarooFailure.notFound("Not found");
	}

	private static UUID user(WallarooBody request) {
		String email = request.text("email");
		return WallarooUsers.find(email)
			.orElseThrow(() -> WallarooFailure.badRequest("User does not exist: " + email))
			.id();
	}

}
