package io.patchbay.sandbox.airbyte;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A connection as the emulator keeps it.
 *
 * @param json the connection as the public API shows it
 * @param state the state as the Config API shows it, null when not set
 */
record AirbyteConnection(ObjectNode json, @Nullable ObjectNode state) {

	static final String DEPRECATED = "deprecated";

	static final String LOCKED = "locked";

	String id() {
		return this.json.path("connectionId").stringValue();
	}

	String name() {
		return this.json.path("name").stringValue();
	}

	String status() {
		return this.json.path("status").stringValue();
	}

	String workspaceId() {
		return this.json.path("workspaceId").stringValue();
	}

	String actorId(ActorKind kind) {
		return this.json.path(kind.idField()).stringValue();
	}

	JsonNode streams() {
		return this.json.path("configurations").path("streams");
	}

	boolean deleted() {
		return DEPRECATED.equals(status());
	}

	boolean hasTag(String tagId) {
		return this.json.path("tags").valueStream().anyMatch((tag) -> tagId.equals(tag.path("tagId").asString()));
	}

	AirbyteConnection withState(@Nullable ObjectNode state) {
		return new AirbyteConnection(this.json, state);
	}

	AirbyteConnection withStatus(String status) {
		return new AirbyteConnection(this.json.deepCopy().put("status", status), this.state);
	}

}
