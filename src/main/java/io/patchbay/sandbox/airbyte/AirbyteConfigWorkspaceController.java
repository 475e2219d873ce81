package io.patchbay.sandbox.airbyte;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.patchbay.sandbox.SandboxJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The Config API's workspaces, and its checks of sources and destinations.
 */
@RestController
@Profile("sandbox")
@RequestMapping(Roots.CONFIG)
class AirbyteConfigWorkspaceController {

	private final AirbyteStore store;

	private final AirbyteAccess access;

	private final AirbyteSwitches switches;

	AirbyteConfigWorkspaceController(AirbyteStore store, AirbyteAccess access, AirbyteSwitches switches) {
		this.store = store;
		this.access = access;
		this.switches = switches;
	}

	@PostMapping("/sources/check_connection")
	ResponseEntity<byte[]> checkSource(@RequestBody(required = false) byte @Nullable [] bytes) {
		return check(ActorKind.SOURCE, Body.of(bytes));
	}

	@PostMapping("/destinations/check_connection")
	ResponseEntity<byte[]> checkDestination(@RequestBody(required = false) byte @Nullable [] bytes) {
		return check(ActorKind.DESTINATION, Body.of(bytes));
	}

	private ResponseEntity<byte[]> check(ActorKind kind, Body body) {
		String id = body.requiredId(kind.idField());
		return this.store.locked(() -> {
			this.access.actor(kind, id);
			long now = this.store.now().getEpochSecond();
			ObjectNode json = SandboxJson.object();
			if (this.switches.on("checkFails")) {
				json.put("status", "failed").put("message", "Could not connect to the " + kind.label());
			}
			else {
				json.put("status", "succeeded");
			}
			json.set("jobInfo",
					SandboxJson.tree(Map.of("id", this.store.newId(), "configType",
							"check_connection_" + kind.name().toLowerCase(Locale.ROOT), "createdAt", now, "endedAt",
							now, "succeeded", !this.switches.on("checkFails"), "logType", "formatted", "logs",
							Map.of("logLines", List.of()))));
			return SandboxJson.ok(json);
		});
	}

	@PostMapping("/workspaces/get_organization_info")
	ResponseEntity<byte[]> organization(@RequestBody(required = false) byte @Nullable [] bytes) {
		String workspaceId = Body.of(bytes).requiredId("workspaceId");
		return this.store.locked(() -> {
			this.access.workspace(workspaceId);
			return SandboxJson
				.ok(Map.of("organizationId", AirbyteSeeds.ORGANIZATION, "organizationName", "Example", "sso", false,
						"scim", false, "billing", Map.of("paymentStatus", "okay", "subscriptionStatus", "subscribed")));
		});
	}

	@PostMapping("/workspaces/list_by_organization_id")
	ResponseEntity<byte[]> list(@RequestBody(required = false) byte @Nullable [] bytes) {
		Body body = Body.of(bytes);
		String organizationId = body.requiredId("organizationId");
		if (!AirbyteSeeds.ORGANIZATION.equals(organizationId)) {
			throw this.access.unknown(AirbyteException.noConfiguration("organization", organizationId));
		}
		String text = body.text("nameContains");
		JsonNode pagination = body.get("pagination");
		return this.store.locked(() -> {
			List<ObjectNode> workspaces = new ArrayList<>();
			for (ObjectNode workspace : this.store.workspaces().values()) {
				String name = workspace.path("name").stringValue();
				String id = workspace.path("workspaceId").stringValue();
				if (this.access.sees(id)
						&& (text == null || name.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))) {
					workspaces.add(SandboxJson.object()
						.put("workspaceId", id)
						.put("name", name)
						.put("organizationId", AirbyteSeeds.ORGANIZATION));
				}
			}
			return SandboxJson.ok(Map.of("workspaces",
					workspaces.stream()
						.skip(pagination.path("rowOffset").asInt(0))
						.limit(pagination.path("pageSize").asInt(Integer.MAX_VALUE))
						.toList()));
		});
	}

}
