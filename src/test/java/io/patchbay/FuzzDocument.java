package io.patchbay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

/**
 * What the OpenAPI document says about each operation, as far as a caller who makes up
 * requests has to know.
 */
final class FuzzDocument {

	private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

	private static final Pattern CODE = Pattern.compile("`([a-z-]+)`");

	private final JsonNode root;

	private final List<Operation> operations = new ArrayList<>();

	FuzzDocument(JsonNode root) {
		this.root = root;
		root.path("paths")
			.properties()
			.forEach((path) -> path.getValue()
				.properties()
				.stream()
				.filter((entry) -> METHODS.contains(entry.getKey()))
				.forEach((entry) -> this.operations
					.add(operation(entry.getKey().toUpperCase(Locale.ROOT), path.getKey(), entry.getValue()))));
	}

	List<Operation> operations() {
		return this.operations;
	}

	// The operations that list things, outer ones first.
	List<Operation> lists() {
		return this.operations.stream()
			.filter((operation) -> operation.method().equals("GET") && !operation.path().endsWith("}"))
			.filter((operation) -> operation.has("limit") || !operation.path().contains("{"))
			.sorted(Comparator.comparing((operation) -> operation.path().contains("{")))
			.toList();
	}

	// Follows a reference to what it stands for.
	JsonNode resolve(JsonNode node) {
		JsonNode reference = node.path("$ref");
		return (reference.isString()) ? resolve(this.root.at(reference.stringValue().substring(1))) : node;
	}

	private Operation operation(String method, String path, JsonNode json) {
		List<Parameter> parameters = json.path("parameters")
			.valueStream()
			.map(this::resolve)
			.map((parameter) -> new Parameter(parameter.path("name").stringValue(), parameter.path("in").stringValue(),
					parameter.path("required").asBoolean(false), resolve(parameter.path("schema"))))
			.toList();
		Map<String, JsonNode> bodies = new LinkedHashMap<>();
		List<JsonNode> examples = new ArrayList<>();
		json.path("requestBody").path("content").properties().forEach((content) -> {
			bodies.put(content.getKey(), resolve(content.getValue().path("schema")));
			content.getValue().path("examples").forEach((example) -> examples.add(resolve(example).path("value")));
		});
		Map<Integer, Set<String>> problems = new LinkedHashMap<>();
		Set<String> produces = new HashSet<>();
		json.path("responses").properties().forEach((response) -> {
			int status = Integer.parseInt(response.getKey());
			problems.put(status, codes(response.getValue()));
			if (status < 300) {
				produces.addAll(response.getValue().path("content").propertyNames());
			}
		});
		return new Operation(json.path("operationId").stringValue(), method, path, parameters, bodies,
				json.path("requestBody").path("required").asBoolean(false), examples, problems, produces);
	}

	private static Set<String> codes(JsonNode response) {
		Set<String> codes = new HashSet<>();
		if (response.path("content").has("application/problem+json")) {
			CODE.matcher(response.path("description").stringValue())
				.results()
				.map((MatchResult match) -> match.group(1))
				.forEach(codes::add);
		}
		return codes;
	}

	/**
	 * One operation.
	 *
	 * @param id its name
	 * @param method its method
	 * @param path its path, with names in braces
	 * @param parameters what may be sent beside the body
	 * @param bodies the body's schema by media type, empty when there is no body
	 * @param bodyRequired whether there has to be a body
	 * @param examples bodies that the document shows
	 * @param problems the codes of problems by status, of every status that is documented
	 * @param produces the media types of success
	 */
	record Operation(String id, String method, String path, List<Parameter> parameters, Map<String, JsonNode> bodies,
			boolean bodyRequired, List<JsonNode> examples, Map<Integer, Set<String>> problems, Set<String> produces) {

		boolean has(String parameter) {
			return this.parameters.stream().anyMatch((known) -> known.name().equals(parameter));
		}

		// The collection that an id in the path is taken from: the segment before it.
		String collection(String parameter) {
			String before = this.path.substring(0, this.path.indexOf("/{" + parameter + "}"));
			return before.substring(before.lastIndexOf('/') + 1);
		}

	}

	/**
	 * One parameter.
	 *
	 * @param name its name
	 * @param in where it is sent: {@code path}, {@code query} or {@code header}
	 * @param required whether it has to be there
	 * @param schema what it may be
	 */
	record Parameter(String name, String in, boolean required, JsonNode schema) {

	}

}
