package io.patchbay.sandbox.airbyte;

import java.util.List;

import io.patchbay.sandbox.SandboxJson;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The public API's view of what a source has to offer.
 */
@RestController
@Profile("sandbox")
@RequestMapping({ Roots.PUBLIC_CLOUD, Roots.PUBLIC_SELF_MANAGED })
class AirbyteStreamController {

	private final AirbyteStore store;

	private final AirbyteAccess access;

	private final AirbyteDiscovery discovery;

	AirbyteStreamController(AirbyteStore store, AirbyteAccess access, AirbyteDiscovery discovery) {
		this.store = store;
		this.access = access;
		this.discovery = discovery;
	}

	@GetMapping("/streams")
	ResponseEntity<byte[]> list(HttpServletRequest request) {
		String sourceId = request.getParameter("sourceId");
		if (sourceId == null) {
			throw AirbyteException.conversion("Required QueryValue [sourceId] not specified");
		}
		String destinationId = request.getParameter("destinationId");
		Actor source = this.store.locked(() -> this.access.actor(ActorKind.SOURCE, sourceId));
		Actor destination = (destinationId != null)
				? this.store.locked(() -> this.access.actor(ActorKind.DESTINATION, destinationId)) : null;
		if (Paging.flag(request, "ignoreCache")) {
			this.discovery.run();
		}
		return SandboxJson
			.ok(SourceCatalog.streams(source.type()).stream().map((stream) -> view(stream, destination)).toList());
	}

	private static ObjectNode view(ObjectNode stream, @Nullable Actor destination) {
		ObjectNode view = SandboxJson.object().put("streamName", stream.path("name").stringValue());
		if (destination != null) {
			List<String> modes = SyncMode.of(stream, destination.type()).stream().map(SyncMode::label).toList();
			view.set("syncModes", SandboxJson.tree(modes));
		}
		view.set("defaultCursorField", stream.path("defaultCursorField"));
		view.set("sourceDefinedCursorField", stream.path("sourceDefinedCursor"));
		view.set("sourceDefinedPrimaryKey", stream.path("sourceDefinedPrimaryKey"));
		view.set("propertyFields", SandboxJson.tree(SourceCatalog.fields(stream.path("jsonSchema"))));
		if (stream.has("namespace")) {
			// Airbyte spells it so
			view.put("streamnamespace", stream.path("namespace").stringValue());
		}
		return view;
	}

}
