package io.patchbay;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.swagger.v3.oas.models.OpenAPI;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.Changed;
import org.openapitools.openapidiff.core.model.ChangedApiResponse;
import org.openapitools.openapidiff.core.model.ChangedContent;
import org.openapitools.openapidiff.core.model.ChangedHeaders;
import org.openapitools.openapidiff.core.model.ChangedList;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedOperation;
import org.openapitools.openapidiff.core.model.ChangedParameter;
import org.openapitools.openapidiff.core.model.ChangedParameters;
import org.openapitools.openapidiff.core.model.ChangedRequestBody;
import org.openapitools.openapidiff.core.model.ChangedSchema;
import org.openapitools.openapidiff.core.model.ChangedSecurityRequirements;
import org.openapitools.openapidiff.core.model.ComposedChanged;
import org.openapitools.openapidiff.core.model.schema.ChangedNullable;

/**
 * Tells the breaking changes between two documents one by one, each with its place, so
 * that one of them can be allowed without allowing others.
 */
final class BreakingChanges {

	private final SortedSet<BreakingChange> found = new TreeSet<>();

	private BreakingChanges() {
	}

	static SortedSet<BreakingChange> between(OpenAPI released, OpenAPI current) {
		ChangedOpenApi changes = OpenApiCompare.fromSpecifications(released, current);
		BreakingChanges breaking = new BreakingChanges();
		changes.getMissingEndpoints()
			.forEach((endpoint) -> breaking.found
				.add(new BreakingChange(endpoint.getMethod().name(), endpoint.getPathUrl(), "the operation is gone")));
		changes.getChangedOperations().forEach(breaking::operation);
		return breaking.found;
	}

	private void operation(ChangedOperation operation) {
		Consumer<String> report = (change) -> this.found
			.add(new BreakingChange(operation.getHttpMethod().name(), operation.getPathUrl(), change));
		int before = this.found.size();
		if (operation.getParameters() != null) {
			parameters(operation.getParameters(), report);
		}
		if (operation.getRequestBody() != null) {
			body(operation.getRequestBody(), report);
		}
		if (operation.getApiResponses() != null) {
			answers(operation.getApiResponses(), report);
		}
		ChangedSecurityRequirements credentials = operation.getSecurityRequirements();
		if (credentials != null && (credentials.getOldSecurityRequirements() == null
				|| credentials.getOldSecurityRequirements().isEmpty() || credentials.isIncompatible())) {
			report.accept("it needs other credentials");
		}
		if (operation.isIncompatible() && this.found.size() == before) {
			report.accept("something that has no name here");
		}
	}

	private static void parameters(ChangedParameters parameters, Consumer<String> report) {
		parameters.getMissing().forEach((gone) -> report.accept("parameter " + gone.getName() + ": it is gone"));
		parameters.getIncreased()
			.stream()
			.filter((added) -> Boolean.TRUE.equals(added.getRequired()))
			.forEach((added) -> report.accept("parameter " + added.getName() + ": it is new and required"));
		for (ChangedParameter changed : parameters.getChanged()) {
			other(changed, "parameter " + changed.getName(), report);
		}
	}

	private static void body(ChangedRequestBody body, Consumer<String> report) {
		if (body.isCoreChanged().isIncompatible()) {
			report.accept("body: it is required now");
		}
		content(body.getContent(), "body", report);
	}

	private static void answers(ChangedApiResponse answers, Consumer<String> report) {
		answers.getMissing().keySet().forEach((status) -> report.accept("answer " + status + ": it is gone"));
		answers.getChanged().forEach((status, answer) -> {
			content(answer.getContent(), "answer " + status, report);
			ChangedHeaders headers = answer.getHeaders();
			if (headers != null) {
				headers.getMissing()
					.keySet()
					.forEach((name) -> report.accept("answer " + status + " header " + name + ": it is gone"));
				headers.getChanged()
					.forEach((name, header) -> other(header, "answer " + status + " header " + name, report));
			}
		});
	}

	private static void content(ChangedContent content, String place, Consumer<String> report) {
		if (content != null) {
			content.getMissing().keySet().forEach((type) -> report.accept(place + " " + type + ": it is gone"));
			content.getChanged().forEach((type, changed) -> schema(changed.getSchema(), place + " " + type, report));
		}
	}

	private static void schema(ChangedSchema schema, String place, Consumer<String> report) {
		if (schema == null || schema.isUnchanged()) {
			return;
		}
		boolean answer = schema.getContext().isResponse();
		if (schema.isChangedType() || schema.isChangeFormat() && schema.isCoreChanged().isIncompatible()) {
			report.accept(place + ": it has another type");
		}
		schema.getMissingProperties().keySet().forEach((name) -> report.accept(place + "/" + name + ": it is gone"));
		ChangedNullable nullable = schema.getNullable();
		if (nullable != null && nullable.isDifferent() && Boolean.TRUE.equals(nullable.getRight()) == answer) {
			report.accept(place + ": it " + ((answer) ? "may be null" : "cannot be null any more"));
		}
		list(schema.getRequired(), (answer) ? "may be absent" : "is required", answer, place, report);
		list(schema.getEnumeration(), (answer) ? "is a new value" : "is no value any more", !answer, place, report);
		schema.getChangedProperties().forEach((name, property) -> schema(property, place + "/" + name, report));
		schema(schema.getItems(), place + "[]", report);
		schema(schema.getAddProp(), place + "/*", report);
		limits(schema).stream()
			.filter((limit) -> limit != null && limit.isIncompatible())
			.forEach((limit) -> report
				.accept(place + ": " + limit.getClass().getSimpleName().replace("Changed", "") + " is stricter"));
	}

	private static List<Changed> limits(ChangedSchema schema) {
		return Arrays.asList(schema.getMaxLength(), schema.getMinLength(), schema.getNumericRange(),
				schema.getMaxItems(), schema.getMinItems(), schema.getUniqueItems(), schema.getPattern(),
				schema.getOneOfSchema());
	}

	private static void list(ChangedList<?> list, String what, boolean missing, String place, Consumer<String> report) {
		if (list != null && list.isIncompatible()) {
			((missing) ? list.getMissing() : list.getIncreased())
				.forEach((word) -> report.accept(place + ": " + word + " " + what));
		}
	}

	private static void other(ComposedChanged changed, String place, Consumer<String> report) {
		ChangedSchema schema = (changed instanceof ChangedParameter parameter) ? parameter.getSchema() : null;
		if (changed.isCoreChanged().isIncompatible() || schema == null && changed.isIncompatible()) {
			report.accept(place + ": it is sent in another way, or is required now");
		}
		schema(schema, place, report);
	}

}
