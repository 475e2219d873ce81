package io.patchbay.sandbox.airbyte;

import io.patchbay.sandbox.SandboxJson;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The public API's writing of connections. The order of its checks is Airbyte's.
 */
@RestController
@Profile("sandbox")
@RequestMapping({ Roots.PUBLIC_CLOUD, Roots.PUBLIC_SELF_MANAGED })
class AirbyteConnectionWriteController {

	private final AirbyteStore store;

	private final AirbyteAccess access;

	private final AirbyteConnectionViews views;

	private final AirbyteConnectionEdits edits;

	AirbyteConnectionWriteController(AirbyteStore store, AirbyteAccess access, AirbyteConnectionViews views,
			AirbyteConnectionEdits edits) {
		this.store = store;
		this.access = access;
		this.views = views;
		this.edits = edits;
	}

	@PostMapping("/connections")
	ResponseEntity<byte[]> create(@RequestBody(required = false) byte @Nullable [] bytes) {
		Body body = Body.of(bytes);
		return SandboxJson.ok(this.views.view(this.edits.create(body)));
	}

	@PatchMapping("/connections/{connectionId}")
	ResponseEntity<byte[]> patch(@PathVariable String connectionId,
			@RequestBody(required = false) byte @Nullable [] bytes) {
		Body body = Body.of(bytes);
		return SandboxJson.ok(this.views.view(this.edits.patch(connectionId, body)));
	}

	@DeleteMapping("/connections/{connectionId}")
	ResponseEntity<Void> delete(@PathVariable String connectionId) {
		return this.store.locked(() -> {
			this.edits.delete(this.access.connection(connectionId));
			return ResponseEntity.noContent().build();
		});
	}

}
