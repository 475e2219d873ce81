package io.patchbay.sandbox.airbyte;

import java.util.Map;
import java.util.Set;

import io.patchbay.sandbox.SandboxJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A source or a destination.
 *
 * @param kind which of the two
 * @param json the actor with its secrets in clear, as it was configured
 * @param deleted whether only its tombstone is left
 */
record Actor(ActorKind kind, ObjectNode json, boolean deleted) {

	static final String MASK = "**********";

	private static final Set<String> SECRETS = Set.of("password", "api_key", "access_token", "client_secret",
			"private_key", "credentials_json", "refresh_token");

	String id() {
		return this.json.path(this.kind.idField()).stringValue();
	}

	String name() {
		return this.json.path("name").stringValue();
	}

	String type() {
		return this.json.path(this.kind.typeField()).stringValue();
	}

	String workspaceId() {
		return this.json.path("workspaceId").stringValue();
	}

	/**
	 * The actor as callers see it.
	 * @param coordinates whether secrets are replaced by where they are kept, not by a
	 * mask
	 * @return a copy without secrets
	 */
	ObjectNode view(boolean coordinates) {
		ObjectNode view = this.json.deepCopy();
		hide(view.path("configuration"), coordinates);
		return view;
	}

	private void hide(JsonNode node, boolean coordinates) {
		for (Map.Entry<String, JsonNode> field : node.properties()) {
			if (SECRETS.contains(field.getKey()) && node instanceof ObjectNode object) {
				String coordinate = "airbyte_workspace_" + workspaceId() + "_secret_" + id() + "_" + field.getKey()
						+ "_v1";
				object.put(field.getKey(), (coordinates) ? coordinate : MASK);
			}
			else {
				hide(field.getValue(), coordinates);
			}
		}
		if (node.isArray()) {
			node.forEach((element) -> hide(element, coordinates));
		}
	}

	/**
	 * Merges a configuration into another: objects deeply, all else by replacement. A
	 * mask that comes back leaves the secret as it is.
	 * @param target the configuration to change
	 * @param changes what to put into it
	 * @return the changed configuration
	 */
	static ObjectNode merge(ObjectNode target, JsonNode changes) {
		for (Map.Entry<String, JsonNode> change : changes.properties()) {
			String name = change.getKey();
			JsonNode value = change.getValue();
			if (value.isObject()) {
				ObjectNode inner = (target.get(name) instanceof ObjectNode object) ? object : SandboxJson.object();
				target.set(name, merge(inner, value));
			}
			else if (!value.isString() || !MASK.equals(value.stringValue())) {
				target.set(name, value);
			}
		}
		return target;
	}

}
