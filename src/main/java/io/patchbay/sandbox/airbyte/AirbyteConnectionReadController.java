package io.patchbay.sandbox.airbyte;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.patchbay.sandbox.SandboxJson;
import jakarta.servlet.http.HttpServletRequest;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The public API's reading of connections.
 */
@RestController
@Profile("sandbox")
@RequestMapping({ Roots.PUBLIC_CLOUD, Roots.PUBLIC_SELF_MANAGED })
class AirbyteConnectionReadController {

	private final AirbyteStore store;

	private final AirbyteAccess access;

	private final AirbyteConnectionViews views;

	AirbyteConnectionReadController(AirbyteStore store, AirbyteAccess access, AirbyteConnectionViews views) {
		this.store = store;
		this.access = access;
		this.views = views;
	}

	@GetMapping("/connections")
	ResponseEntity<byte[]> list(HttpServletRequest request) {
		Paging paging = Paging.of(request);
		List<String> workspaceIds = Paging.ids(request, "workspaceIds");
		List<String> tagIds = Paging.ids(request, "tagIds");
		boolean includeDeleted = Paging.flag(request, "includeDeleted");
		Map<String, String> links = new LinkedHashMap<>();
		links.put("includeDeleted", String.valueOf(includeDeleted));
		putIds(links, "workspaceIds", workspaceIds);
		putIds(links, "tagIds", tagIds);
		return this.store.locked(() -> {
			ConnectionFilter filter = new ConnectionFilter(this.access.workspaces(workspaceIds), tagIds,
					includeDeleted);
			List<ObjectNode> items = this.store.connections(filter, paging.offset(), paging.limit())
				.stream()
				.map(this.views::view)
				.toList();
			return SandboxJson.ok(paging.page("/connections", links, items));
		});
	}

	@GetMapping("/connections/{connectionId}")
	ResponseEntity<byte[]> get(@PathVariable String connectionId) {
		return this.store.locked(() -> SandboxJson.ok(this.views.view(this.access.connection(connectionId))));
	}

	static void putIds(Map<String, String> links, String name, Collection<String> ids) {
		if (!ids.isEmpty()) {
			links.put(name, String.join(",", ids));
		}
	}

}
