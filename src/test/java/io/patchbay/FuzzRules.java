package io.patchbay;

import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the API refuses as invalid although a schema cannot say so: the document says it
 * in words.
 */
final class FuzzRules {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	/** By operation, the places in bodies whose meaning depends on something else. */
	private static final Map<String, Pattern> PLACES = Map.of(
			// "Which fields are needed depends on the platform."
			"createConnection", Pattern.compile("/.*"),
			// What a schedule needs depends on its type and on the one that there is; a
			// stream is there once.
			"updateConnection", Pattern.compile("/schedule/.*|/streams/.*"),
			// Each platform says what of these it takes.
			"startSync", Pattern.compile("/target|/arguments"),
			// The workspace is one of the backend, an age is positive, and what is
			// deleted
			// cannot be deleted.
			"createCleanupPlan", Pattern.compile("/filter/workspace|/filter/status|/olderThan"));

	/** JSON that common parsers forgive, and that the API does not. */
	private static final Set<String> LENIENT = Set.of("no JSON", "member twice", "deep details", "deep", "bytes");

	/** Lists of entity tags, whose syntax is RFC 9110's. */
	private static final Set<String> TAGS = Set.of("If-Match");

	/** "A null is the same as nothing", and RFC 7396. */
	private static final Set<String> NULLS = Set.of("createConnection", "updateConnection");

	private FuzzRules() {
	}

	/**
	 * What a request means whose nulls are the same as nothing.
	 * @param request the request
	 * @return its body without them, {@code null} when this operation knows no such nulls
	 */
	static byte[] withoutNulls(FuzzRequest request) {
		if (!NULLS.contains(request.operation().id()) || request.body() == null) {
			return null;
		}
		return MAPPER.writeValueAsBytes(withoutNulls(MAPPER.readTree(request.body())));
	}

	private static JsonNode withoutNulls(JsonNode node) {
		if (node instanceof ObjectNode object) {
			object.removeIf(JsonNode::isNull);
		}
		node.forEach(FuzzRules::withoutNulls);
		return node;
	}

	// Whether the path is UTF-8 once it is decoded.
	private static boolean encoded(String path) {
		byte[] bytes = URLDecoder.decode(path, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

	static boolean allow(FuzzRequest request, HttpResponse<byte[]> response) {
		if (!encoded(request.path())) {
			return true;
		}
		List<String> pointers = MAPPER.readTree(response.body())
			.path("errors")
			.valueStream()
			.map((JsonNode error) -> error.path("pointer").stringValue())
			.toList();
		Pattern places = PLACES.get(request.operation().id());
		Set<String> empty = request.query()
			.stream()
			.filter((parameter) -> parameter[1].trim().isBlank())
			.map((parameter) -> parameter[0])
			.collect(Collectors.toSet());
		boolean lenient = request.tricks().stream().anyMatch(LENIENT::contains);
		return !pointers.isEmpty() && pointers.stream()
			.allMatch((pointer) -> (pointer.isEmpty() && lenient) || empty.contains(pointer) || TAGS.contains(pointer)
					|| (places != null && places.matcher(pointer).matches()));
	}

}
