package io.patchbay.web;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.web.util.HtmlUtils;

/**
 * Gives the document an order that does not depend on where classes lie, and mends what
 * is read off the code in a way that would mislead.
 */
class DocumentPolish implements OpenApiCustomizer {

	@Override
	public void customise(OpenAPI api) {
		Paths sorted = new Paths();
		api.getPaths()
			.entrySet()
			.stream()
			.sorted(Comparator.comparing((Map.Entry<String, PathItem> path) -> tag(path.getValue(), api.getTags()))
				.thenComparing(Map.Entry::getKey))
			.forEach((path) -> sorted.addPathItem(path.getKey(), path.getValue()));
		api.setPaths(sorted);
		operations(sorted).forEach(DocumentPolish::parameters);
		Map<String, Schema<?>> schemas = new TreeMap<>();
		api.getComponents().getSchemas().forEach(schemas::put);
		schemas.values().forEach(DocumentPolish::describe);
		NamedEnums.addTo(schemas);
		describeDetails(schemas);
		allowNoSchedule(schemas);
		api.getComponents().setSchemas(new TreeMap<>(schemas));
		dropUnusedExamples(api);
	}

	private static int tag(PathItem path, List<Tag> tags) {
		String first = path.readOperations().getFirst().getTags().getFirst();
		return tags.stream().map(Tag::getName).toList().indexOf(first);
	}

	private static List<Operation> operations(Paths paths) {
		return paths.values().stream().flatMap((path) -> path.readOperations().stream()).toList();
	}

	private static void parameters(Operation operation) {
		if (operation.getParameters() != null) {
			operation.getParameters().forEach(DocumentPolish::mend);
		}
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static void mend(Parameter parameter) {
		Schema schema = parameter.getSchema();
		// An absent parameter is not sent as null: there is no null in a URL.
		if (schema.getTypes() != null && schema.getTypes().contains("null")) {
			schema.setTypes(
					new LinkedHashSet<>(schema.getTypes().stream().filter((type) -> !"null".equals(type)).toList()));
		}
		// A backend that is named twice is asked once.
		schema.setUniqueItems(null);
		// Swagger UI fills in an example of a parameter, but not one of its schema, and
		// nobody wants all filters at once.
		if (!Boolean.TRUE.equals(parameter.getRequired()) && parameter.getExample() != null) {
			Schema described = (schema.getItems() != null) ? schema.getItems() : schema;
			described.setExamples(List.of(parameter.getExample()));
			parameter.setExample(null);
		}
		NamedEnums.refer(schema);
	}

	private static void describe(Schema<?> schema) {
		schema.setDescription(sentence(schema.getDescription()));
		if (schema.getProperties() != null) {
			schema.getProperties()
				.values()
				.forEach((property) -> property.setDescription(sentence(property.getDescription())));
		}
	}

	// Descriptions are Javadoc, which is HTML and begins parameters in lower case.
	private static @Nullable String sentence(@Nullable String javadoc) {
		if (javadoc == null || javadoc.isBlank()) {
			return null;
		}
		String text = HtmlUtils.htmlUnescape(javadoc.replaceAll("</?code>", "`")).replaceAll("\\s+", " ").strip();
		return Character.toUpperCase(text.charAt(0)) + text.substring(1) + (text.endsWith(".") ? "" : ".");
	}

	private static void describeDetails(Map<String, Schema<?>> schemas) {
		Schema<?> connection = schemas.get("Connection");
		Schema<?> details = (connection != null) ? connection.getProperties().get("details") : null;
		if (details != null) {
			// Not a choice of two shapes: generated clients would read all values as one
			// of them.
			details.setAdditionalProperties(
					new Schema<>().description("A plain value, a tree or a list of such values, or a redacted one: "
							+ "`{\"redacted\":true,\"fingerprint\":\"hmac:...\"}`."));
		}
	}

	// A reference cannot say that null is allowed, too.
	private static void allowNoSchedule(Map<String, Schema<?>> schemas) {
		Schema<?> patch = schemas.get("ConnectionPatch");
		Schema<?> schedule = (patch != null) ? patch.getProperties().get("schedule") : null;
		if (patch != null && schedule != null && schedule.get$ref() != null) {
			patch.addProperty("schedule",
					new JsonSchema().description(schedule.getDescription())
						.addOneOfItem(new JsonSchema().$ref(schedule.get$ref()))
						.addOneOfItem(new JsonSchema().types(Set.of("null"))));
		}
	}

	// The catalogue is longer than what today's operations answer.
	private static void dropUnusedExamples(OpenAPI api) {
		Set<String> used = operations(api.getPaths()).stream()
			.flatMap((operation) -> operation.getResponses().values().stream())
			.filter((response) -> response.getContent() != null)
			.flatMap((response) -> response.getContent().values().stream())
			.filter((content) -> content.getExamples() != null)
			.flatMap((content) -> content.getExamples().keySet().stream())
			.collect(Collectors.toSet());
		api.getComponents().getExamples().keySet().retainAll(used);
	}

}
