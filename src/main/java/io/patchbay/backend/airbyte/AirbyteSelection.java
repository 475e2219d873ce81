package io.patchbay.backend.airbyte;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import io.patchbay.connection.GatewayException.FieldError;
import io.patchbay.connection.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes selections of streams. Airbyte replaces the whole selection at once, reads every
 * stream again from its beginning whose sync mode changes, and takes a stream without a
 * mode for one that is overwritten in full. So the streams that stay are sent again with
 * everything that Airbyte said of them.
 */
final class AirbyteSelection {

	private static final String POINTER = "/streams";

	private AirbyteSelection() {
	}

	/**
	 * Looks for mistakes that need no platform to see.
	 * @param wanted the streams
	 * @throws io.patchbay.connection.GatewayException.Invalid when a stream has no name
	 * or comes twice
	 * @throws io.patchbay.connection.GatewayException.Unprocessable when there is none,
	 * which Airbyte takes for "leave them as they are", or for "all"
	 */
	static void check(List<Stream> wanted) {
		if (wanted.isEmpty()) {
			throw AirbyteRefusals.unsupported(POINTER,
					"is empty; Airbyte cannot deselect every stream, so disable the connection instead");
		}
		List<FieldError> mistakes = new ArrayList<>();
		Set<List<@Nullable String>> seen = new HashSet<>();
		for (int i = 0; i < wanted.size(); i++) {
			Stream stream = wanted.get(i);
			if (stream.name().isBlank()) {
				mistakes.add(new FieldError(POINTER + "/" + i + "/name", "is required"));
			}
			else if (!seen.add(Arrays.asList(stream.name(), namespace(stream.namespace())))) {
				mistakes.add(new FieldError(POINTER + "/" + i, "names a stream that comes before it"));
			}
		}
		if (!mistakes.isEmpty()) {
			throw AirbyteRefusals.invalid(mistakes);
		}
	}

	/**
	 * Whether a selection is in force already, whatever the order of its streams.
	 * @param current the streams as they were read
	 * @param wanted the streams that are to be selected
	 * @return whether nothing is to be done
	 */
	static boolean same(@Nullable List<Stream> current, List<Stream> wanted) {
		if (current == null || current.size() != wanted.size()) {
			return false;
		}
		Set<Stream> met = new HashSet<>();
		for (Stream stream : wanted) {
			Stream found = selected(current, stream);
			if (found == null || !met.add(found) || !fits(stream, found)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Writes streams as they are given.
	 * @param streams the streams
	 * @return a JSON array
	 */
	static ArrayNode given(List<Stream> streams) {
		ArrayNode array = JsonNodeFactory.instance.arrayNode();
		streams.forEach((stream) -> array.add(over(JsonNodeFactory.instance.objectNode(), stream)));
		return array;
	}

	/**
	 * Writes a selection in which the streams that stay keep what the caller does not
	 * mention.
	 * @param current the selected streams, whole, as Airbyte shows them
	 * @param wanted the streams that are to be selected
	 * @param unique whether the source has only one stream of a name
	 * @return a JSON array
	 * @throws io.patchbay.connection.GatewayException.Invalid when two of the wanted
	 * streams are the same
	 */
	static ArrayNode merged(List<ObjectNode> current, List<Stream> wanted, Predicate<String> unique) {
		ArrayNode array = JsonNodeFactory.instance.arrayNode();
		Set<ObjectNode> met = Collections.newSetFromMap(new IdentityHashMap<>());
		for (int i = 0; i < wanted.size(); i++) {
			Stream stream = wanted.get(i);
			ObjectNode found = selected(current, stream, unique);
			if (found != null && !met.add(found)) {
				throw AirbyteRefusals.invalid(POINTER + "/" + i, "names a stream that comes before it");
			}
			array.add(over((found != null) ? kept(found) : JsonNodeFactory.instance.objectNode(), stream));
		}
		return array;
	}

	private static @Nullable Stream selected(List<Stream> current, Stream wanted) {
		List<Stream> named = current.stream().filter((stream) -> stream.name().equals(wanted.name())).toList();
		for (Stream stream : named) {
			if (Objects.equals(namespace(stream.namespace()), namespace(wanted.namespace()))) {
				return stream;
			}
		}
		return (named.size() == 1 && namespace(wanted.namespace()) == null) ? named.getFirst() : null;
	}

	private static @Nullable ObjectNode selected(List<ObjectNode> current, Stream wanted, Predicate<String> unique) {
		List<ObjectNode> named = current.stream()
			.filter((stream) -> wanted.name().equals(stream.path("name").asString("")))
			.toList();
		String namespace = namespace(wanted.namespace());
		for (ObjectNode stream : named) {
			if (Objects.equals(namespace(stream.path("namespace").stringValue(null)), namespace)) {
				return stream;
			}
		}
		// To Airbyte, a name that is unique at the source is enough, whatever namespace
		// comes with it.
		return (named.size() == 1 && (namespace == null || unique.test(wanted.name()))) ? named.getFirst() : null;
	}

	private static boolean fits(Stream wanted, Stream current) {
		return (wanted.syncMode() == null || wanted.syncMode().equalsIgnoreCase(current.syncMode()))
				&& (wanted.cursorField() == null || wanted.cursorField().equals(orEmpty(current.cursorField())))
				&& (wanted.primaryKey() == null || wanted.primaryKey().equals(orEmpty(current.primaryKey())));
	}

	private static <T> List<T> orEmpty(@Nullable List<T> list) {
		return (list != null) ? list : List.of();
	}

	// Airbyte refuses the empty list of selected fields that it shows itself; to all
	// other
	// lists, empty and absent are the same.
	private static ObjectNode kept(ObjectNode current) {
		ObjectNode kept = current.deepCopy();
		kept.removeIf((value) -> value.isNull() || (value.isArray() && value.isEmpty()));
		return kept;
	}

	private static ObjectNode over(ObjectNode stream, Stream wanted) {
		if (!stream.has("name")) {
			stream.put("name", wanted.name());
			if (namespace(wanted.namespace()) != null) {
				stream.put("namespace", wanted.namespace());
			}
		}
		if (wanted.syncMode() != null) {
			stream.put("syncMode", wanted.syncMode());
		}
		put(stream, "cursorField", wanted.cursorField());
		put(stream, "primaryKey", wanted.primaryKey());
		return stream;
	}

	private static void put(ObjectNode stream, String field, @Nullable List<?> paths) {
		if (paths != null && paths.isEmpty()) {
			stream.remove(field);
		}
		else if (paths != null) {
			stream.set(field, array(paths));
		}
	}

	private static JsonNode array(List<?> paths) {
		ArrayNode array = JsonNodeFactory.instance.arrayNode();
		for (Object path : paths) {
			if (path instanceof List<?> inner) {
				array.add(array(inner));
			}
			else {
				array.add(String.valueOf(path));
			}
		}
		return array;
	}

	private static @Nullable String namespace(@Nullable String namespace) {
		return (namespace != null && !namespace.isEmpty()) ? namespace : null;
	}

}
