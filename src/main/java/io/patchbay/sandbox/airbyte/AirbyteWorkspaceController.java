package io.patchbay.sandbox.airbyte;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.patchbay.sandbox.SandboxJson;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The public API's workspaces.
 */
@RestController
@Profile("sandbox")
@RequestMapping({ Roots.PUBLIC_CLOUD, Roots.PUBLIC_SELF_MANAGED })
class AirbyteWorkspaceController {

	private final AirbyteStore store;

	private final AirbyteAccess access;

	private final AirbyteDeletion deletion;

	AirbyteWorkspaceController(AirbyteStore store, AirbyteAccess access, AirbyteDeletion deletion) {
		this.store = store;
		this.access = access;
		this.deletion = deletion;
	}

	@GetMapping("/workspaces")
	ResponseEntity<byte[]> list(HttpServletRequest request) {
		Paging paging = Paging.of(request);
		List<String> workspaceIds = Paging.ids(request, "workspaceIds");
		Map<String, String> links = new LinkedHashMap<>();
		links.put("includeDeleted", String.valueOf(Paging.flag(request, "includeDeleted")));
		AirbyteConnectionReadController.putIds(links, "workspaceIds", workspaceIds);
		return this.store.locked(() -> {
			Collection<String> visible = this.access.workspaces(workspaceIds);
			List<ObjectNode> items = visible.stream()
				.skip(paging.offset())
				.limit(paging.limit())
				.map(this.access::workspace)
				.toList();
			return SandboxJson.ok(paging.page("/workspaces", links, items));
		});
	}

	@GetMapping("/workspaces/{workspaceId}")
	ResponseEntity<byte[]> get(@PathVariable String workspaceId) {
		return this.store.locked(() -> SandboxJson.ok(this.access.workspace(workspaceId)));
	}

	@PostMapping("/workspaces")
	ResponseEntity<byte[]> create(@RequestBody(required = false) byte @Nullable [] bytes) {
		Body body = Body.of(bytes);
		String name = body.required("name");
		return this.store.locked(() -> {
			ObjectNode workspace = AirbyteSeeds.workspace(this.store.newId(), name);
			return SandboxJson.ok(change(workspace, body));
		});
	}

	@PatchMapping("/workspaces/{workspaceId}")
	ResponseEntity<byte[]> patch(@PathVariable String workspaceId,
			@RequestBody(required = false) byte @Nullable [] bytes) {
		Body body = Body.of(bytes);
		return this.store.locked(() -> SandboxJson.ok(change(this.access.workspace(workspaceId).deepCopy(), body)));
	}

	private ObjectNode change(ObjectNode workspace, Body body) {
		String name = body.text("name");
		if (name != null) {
			workspace.put("name", name);
		}
		ObjectNode notifications = body.object("notifications");
		if (notifications != null) {
			workspace.withObject("notifications").setAll(notifications);
		}
		this.store.workspaces().put(workspace.path("workspaceId").stringValue(), workspace);
		return workspace;
	}

	@DeleteMapping("/workspaces/{workspaceId}")
	ResponseEntity<Void> delete(@PathVariable String workspaceId) {
		return this.store.locked(() -> {
			ObjectNode workspace = this.access.workspace(workspaceId);
			this.deletion.workspace(workspace.path("workspaceId").stringValue());
			return ResponseEntity.noContent().build();
		});
	}

}
