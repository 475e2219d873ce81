package io.patchbay.sandbox.airbyte;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The public API's sources and destinations.
 */
@RestController
@Profile("sandbox")
@RequestMapping({ Roots.PUBLIC_CLOUD + "/{kind:sources|destinations}",
		Roots.PUBLIC_SELF_MANAGED + "/{kind:sources|destinations}" })
class AirbyteActorController {

	private final AirbyteStore store;

	private final AirbyteAccess access;

	private final AirbyteDeletion deletion;

	AirbyteActorController(AirbyteStore store, AirbyteAccess access, AirbyteDeletion deletion) {
		this.store = store;
		this.access = access;
		this.deletion = deletion;
	}

	@GetMapping
	ResponseEntity<byte[]> list(@PathVariable String kind, HttpServletRequest request) {
		Paging paging = Paging.of(request);
		List<String> workspaceIds = Paging.ids(request, "workspaceIds");
		boolean includeDeleted = Paging.flag(request, "includeDeleted");
		Map<String, String> links = new LinkedHashMap<>();
		links.put("includeDeleted", String.valueOf(includeDeleted));
		AirbyteConnectionReadController.putIds(links, "workspaceIds", workspaceIds);
		return this.store.locked(() -> {
			Collection<String> visible = this.access.workspaces(workspaceIds);
			List<ObjectNode> items = this.store.actors(kind(kind))
				.stream()
				.filter((actor) -> visible.contains(actor.workspaceId()) && (includeDeleted || !actor.deleted()))
				.skip(paging.offset())
				.limit(paging.limit())
				.map((actor) -> actor.view(false))
				.toList();
			return SandboxJson.ok(paging.page("/" + kind, links, items));
		});
	}

	@GetMapping("/{id}")
	ResponseEntity<byte[]> get(@PathVariable String kind, @PathVariable String id, HttpServletRequest request) {
		boolean coordinates = Paging.flag(request, "includeSecretCoordinates");
		return this.store.locked(() -> SandboxJson.ok(this.access.actor(kind(kind), id).view(coordinates)));
	}

	@PostMapping
	ResponseEntity<byte[]> create(@PathVariable String kind, @RequestBody(required = false) byte @Nullable [] bytes) {
		Body body = Body.of(bytes);
		String name = body.required("name");
		String workspaceId = body.requiredId("workspaceId");
		ObjectNode configuration = configuration(body);
		ActorKind actorKind = kind(kind);
		String type = type(actorKind, body, configuration);
		configuration.remove(actorKind.typeField());
		return this.store.locked(() -> {
			this.access.workspace(workspaceId);
			ObjectNode json = SandboxJson.object()
				.put(actorKind.idField(), this.store.newId())
				.put("name", name)
				.put(actorKind.typeField(), type)
				.put("definitionId", Definitions.id(actorKind, type))
				.put("workspaceId", workspaceId);
			json.set("configuration", configuration);
			json.put("createdAt", this.store.now().getEpochSecond());
			return SandboxJson.ok(this.store.save(new Actor(actorKind, json, false)).view(false));
		});
	}

	@PatchMapping("/{id}")
	ResponseEntity<byte[]> patch(@PathVariable String kind, @PathVariable String id,
			@RequestBody(required = false) byte @Nullable [] bytes) {
		Body body = Body.of(bytes);
		return this.store.locked(() -> {
			Actor actor = this.access.actor(kind(kind), id);
			ObjectNode json = actor.json().deepCopy();
			String name = body.text("name");
			if (name != null) {
				json.put("name", name);
			}
			ObjectNode configuration = body.object("configuration");
			if (configuration != null) {
				configuration.remove(actor.kind().typeField());
				json.set("configuration", Actor.merge(json.withObject("configuration"), configuration));
			}
			return SandboxJson.ok(this.store.save(new Actor(actor.kind(), json, false)).view(false));
		});
	}

	@PutMapping("/{id}")
	ResponseEntity<byte[]> put(@PathVariable String kind, @PathVariable String id,
			@RequestBody(required = false) byte @Nullable [] bytes) {
		Body body = Body.of(bytes);
		String name = body.required("name");
		ObjectNode configuration = configuration(body);
		return this.store.locked(() -> {
			Actor actor = this.access.actor(kind(kind), id);
			ObjectNode json = actor.json().deepCopy().put("name", name);
			configuration.remove(actor.kind().typeField());
			json.set("configuration", configuration);
			return SandboxJson.ok(this.store.save(new Actor(actor.kind(), json, false)).view(false));
		});
	}

	@DeleteMapping("/{id}")
	ResponseEntity<Void> delete(@PathVariable String kind, @PathVariable String id) {
		return this.store.locked(() -> {
			this.deletion.actor(this.access.actor(kind(kind), id));
			return ResponseEntity.noContent().build();
		});
	}

	private static ActorKind kind(String kind) {
		return ActorKind.valueOf(kind.substring(0, kind.length() - 1).toUpperCase(Locale.ROOT));
	}

	private static ObjectNode configuration(Body body) {
		ObjectNode configuration = body.object("configuration");
		if (configuration == null) {
			throw AirbyteException.conversion("Required field [configuration] is missing");
		}
		return configuration;
	}

	private static String type(ActorKind kind, Body body, ObjectNode configuration) {
		String definitionId = body.text("definitionId");
		if (definitionId != null) {
			String type = Definitions.type(kind, Body.id(definitionId));
			if (type == null) {
				throw AirbyteException.notFound(kind.label() + "_definition", definitionId);
			}
			return type;
		}
		String type = new Body(configuration).text(kind.typeField());
		if (type == null) {
			throw AirbyteException.unprocessable("A definitionId or a " + kind.typeField() + " is needed");
		}
		if (!Definitions.types(kind).contains(type)) {
			throw AirbyteException.valueNotFound(type);
		}
		return type;
	}

}
