package io.patchbay.sandbox.airbyte;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.patchbay.sandbox.SandboxJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A choice among the streams of a source, with how each is to be synced.
 *
 * @param catalog the streams that the source has
 * @param destinationType the type of the destination, which limits the sync modes
 */
record StreamSelection(List<ObjectNode> catalog, String destinationType) {

	/**
	 * Selects every stream, each to be replaced in whole.
	 * @return the configured streams
	 */
	ArrayNode all() {
		ArrayNode selected = SandboxJson.object().putArray("streams");
		this.catalog.forEach((stream) -> selected.add(configure(stream, new Body(SandboxJson.object()))));
		return selected;
	}

	/**
	 * Selects streams as a caller wants them.
	 * @param wanted what was sent
	 * @return the configured streams
	 * @throws AirbyteException 400 when a stream or what is said about it does not fit
	 */
	ArrayNode of(JsonNode wanted) {
		ArrayNode selected = SandboxJson.object().putArray("streams");
		Set<ObjectNode> seen = new HashSet<>();
		for (JsonNode item : wanted) {
			if (!(item instanceof ObjectNode object)) {
				throw AirbyteException.conversion("A stream is not an object");
			}
			Body body = new Body(object);
			ObjectNode stream = find(body.required("name"), body.text("namespace"));
			if (!seen.add(stream)) {
				throw AirbyteException
					.badRequest("Duplicate stream found in configuration for stream name [%s] and namespace [%s]."
						.formatted(body.text("name"), body.text("namespace")));
			}
			selected.add(configure(stream, body));
		}
		return selected;
	}

	// A name that is unique matches whatever the namespace that came with it
	private ObjectNode find(String name, @Nullable String namespace) {
		List<ObjectNode> named = this.catalog.stream()
			.filter((stream) -> name.equals(stream.path("name").stringValue()))
			.toList();
		if (named.isEmpty()) {
			throw AirbyteException
				.badRequest("No streams found with name [%s] and namespace [%s]. Check that the stream exists."
					.formatted(name, namespace));
		}
		if (named.size() == 1) {
			return named.getFirst();
		}
		return named.stream()
			.filter((stream) -> stream.path("namespace").asString("").equals(namespace))
			.findFirst()
			.orElseThrow(() -> AirbyteException
				.badRequest("Multiple streams found with name [%s]. Please provide a namespace.".formatted(name)));
	}

	private ObjectNode configure(ObjectNode stream, Body wanted) {
		String name = stream.path("name").stringValue();
		SyncMode mode = mode(stream, name, wanted.text("syncMode"));
		ObjectNode selected = SandboxJson.object().put("name", name);
		if (stream.has("namespace")) {
			selected.put("namespace", stream.path("namespace").stringValue());
		}
		selected.put("syncMode", mode.label());
		selected.set("cursorField", cursor(stream, name, mode, wanted));
		selected.set("primaryKey", key(stream, name, mode, wanted));
		selected.set("mappers", (wanted.has("mappers")) ? wanted.get("mappers") : SandboxJson.tree(List.of()));
		if (wanted.get("selectedFields").isArray() && wanted.get("selectedFields").isEmpty()) {
			throw AirbyteException.badRequest(
					"No fields selected for stream %s. The list of selected fields cannot be empty.".formatted(name));
		}
		selected.set("selectedFields",
				(wanted.has("selectedFields")) ? wanted.get("selectedFields") : SandboxJson.tree(List.of()));
		for (String optional : List.of("includeFiles", "destinationObjectName")) {
			if (wanted.has(optional)) {
				selected.set(optional, wanted.get(optional));
			}
		}
		return selected;
	}

	private SyncMode mode(ObjectNode stream, String name, @Nullable String wanted) {
		SyncMode mode = (wanted != null) ? SyncMode.of(wanted) : SyncMode.FULL_REFRESH_OVERWRITE;
		List<SyncMode> valid = SyncMode.of(stream, this.destinationType);
		if (!valid.contains(mode)) {
			throw AirbyteException.badRequest("Cannot set sync mode to %s for stream %s. Valid sync modes are: %s"
				.formatted(mode.label(), name, valid.stream().map(SyncMode::label).toList()));
		}
		return mode;
	}

	private static JsonNode cursor(ObjectNode stream, String name, SyncMode mode, Body wanted) {
		JsonNode given = wanted.get("cursorField");
		JsonNode own = stream.path("defaultCursorField");
		if (!mode.incremental()) {
			return SandboxJson.tree(List.of());
		}
		if (given.isMissingNode() || given.isNull() || given.isEmpty()) {
			if (own.isEmpty()) {
				throw AirbyteException.badRequest("No default cursor field found for stream: %s. ".formatted(name)
						+ "Please include a cursor field configuration for this stream.");
			}
			return own;
		}
		if (stream.path("sourceDefinedCursor").booleanValue() && !given.equals(own)) {
			throw AirbyteException
				.badRequest("Cursor Field %s is already defined by source for stream: %s. ".formatted(own, name)
						+ "Do not include a cursor field configuration for this stream.");
		}
		if (!hasField(stream, given)) {
			throw AirbyteException
				.badRequest("Invalid cursor field for stream: %s. The list of valid cursor fields is: %s"
					.formatted(name, SourceCatalog.fields(stream.path("jsonSchema"))));
		}
		return given;
	}

	private static JsonNode key(ObjectNode stream, String name, SyncMode mode, Body wanted) {
		JsonNode given = wanted.get("primaryKey");
		JsonNode own = stream.path("sourceDefinedPrimaryKey");
		boolean none = given.isMissingNode() || given.isNull() || given.isEmpty();
		if (!none && !own.isEmpty() && !given.equals(own)) {
			throw AirbyteException
				.badRequest("Primary key for stream: %s is already pre-defined as %s. ".formatted(name, own)
						+ "Do not include a primary key configuration for this stream.");
		}
		if (!none && given.valueStream().anyMatch((path) -> !hasField(stream, path))) {
			throw AirbyteException.badRequest("Invalid primary key for stream: %s.".formatted(name));
		}
		if (!mode.deduped()) {
			return SandboxJson.tree(List.of());
		}
		if (none && own.isEmpty()) {
			throw AirbyteException
				.badRequest("A primary key is needed for stream: %s and sync mode %s.".formatted(name, mode.label()));
		}
		return (none) ? own : given;
	}

	private static boolean hasField(ObjectNode stream, JsonNode path) {
		return SourceCatalog.fields(stream.path("jsonSchema"))
			.stream()
			.anyMatch((field) -> SandboxJson.tree(field).equals(path));
	}

}
