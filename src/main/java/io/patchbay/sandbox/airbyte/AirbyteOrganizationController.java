package io.patchbay.sandbox.airbyte;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
 * What surrounds connections in the public API: organizations, regions, connectors, tags.
 */
@RestController
@Profile("sandbox")
@RequestMapping({ Roots.PUBLIC_CLOUD, Roots.PUBLIC_SELF_MANAGED })
class AirbyteOrganizationController {

	private final AirbyteStore store;

	private final AirbyteAccess access;

	AirbyteOrganizationController(AirbyteStore store, AirbyteAccess access) {
		this.store = store;
		this.access = access;
	}

	@GetMapping("/organizations")
	ResponseEntity<byte[]> organizations() {
		return data(List.of(Map.of("organizationId", AirbyteSeeds.ORGANIZATION, "organizationName", "Example", "email",
				"owner@example.com")));
	}

	@GetMapping("/regions")
	ResponseEntity<byte[]> regions(HttpServletRequest request) {
		String organizationId = request.getParameter("organizationId");
		if (organizationId == null) {
			throw AirbyteException.conversion("Required QueryValue [organizationId] not specified");
		}
		if (!AirbyteSeeds.ORGANIZATION.equals(Body.id(organizationId))) {
			throw this.access.unknown(AirbyteException.notFound("organization", organizationId));
		}
		return data(List.of(Map.of("regionId", "1f6a0c3e-7d52-4b98-8e14-5c0b9d2a7f36", "name", "US", "organizationId",
				AirbyteSeeds.ORGANIZATION, "enabled", true)));
	}

	@GetMapping("/connector_definitions")
	ResponseEntity<byte[]> definitions(HttpServletRequest request) {
		String type = request.getParameter("type");
		Stream<ActorKind> kinds = (type != null)
				? Stream.of(ActorKind.SOURCE, ActorKind.DESTINATION)
					.filter((kind) -> kind.label().equals(Body.match(type, List.of("source", "destination"))))
				: Stream.of(ActorKind.values());
		return data(kinds.flatMap(Definitions::list).toList());
	}

	@GetMapping("/tags")
	ResponseEntity<byte[]> tags(HttpServletRequest request) {
		List<String> workspaceIds = Paging.ids(request, "workspaceIds");
		return this.store.locked(() -> {
			this.access.workspaces(workspaceIds);
			return data(this.store.tags()
				.values()
				.stream()
				.filter((tag) -> workspaceIds.isEmpty() || workspaceIds.contains(workspaceId(tag)))
				.toList());
		});
	}

	@GetMapping("/tags/{tagId}")
	ResponseEntity<byte[]> tag(@PathVariable String tagId) {
		return this.store.locked(() -> SandboxJson.ok(find(tagId)));
	}

	@PostMapping("/tags")
	ResponseEntity<byte[]> createTag(@RequestBody(required = false) byte @Nullable [] bytes) {
		Body body = Body.of(bytes);
		String workspaceId = body.requiredId("workspaceId");
		String name = body.required("name");
		String color = body.required("color");
		return this.store.locked(() -> {
			this.access.workspace(workspaceId);
			ObjectNode tag = SandboxJson.object().put("tagId", this.store.newId()).put("workspaceId", workspaceId);
			this.store.saveTag(tag.put("name", name).put("color", color));
			return SandboxJson.ok(tag);
		});
	}

	@PatchMapping("/tags/{tagId}")
	ResponseEntity<byte[]> patchTag(@PathVariable String tagId,
			@RequestBody(required = false) byte @Nullable [] bytes) {
		Body body = Body.of(bytes);
		String name = body.required("name");
		String color = body.required("color");
		return this.store.locked(() -> SandboxJson.ok(find(tagId).put("name", name).put("color", color)));
	}

	@DeleteMapping("/tags/{tagId}")
	ResponseEntity<Void> deleteTag(@PathVariable String tagId) {
		return this.store.locked(() -> {
			ObjectNode tag = find(tagId);
			this.store.tags().remove(tag.path("tagId").stringValue());
			return ResponseEntity.noContent().build();
		});
	}

	private ObjectNode find(String tagId) {
		ObjectNode tag = this.store.tags().get(Body.id(tagId));
		if (tag == null || !this.access.sees(workspaceId(tag))) {
			throw this.access.unknown(AirbyteException.notFound("tag", tagId));
		}
		return tag;
	}

	private static String workspaceId(ObjectNode tag) {
		return tag.path("workspaceId").stringValue();
	}

	private static ResponseEntity<byte[]> data(List<?> items) {
		return SandboxJson.ok(Map.of("data", items));
	}

}
