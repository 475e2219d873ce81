package io.patchbay.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.web.method.HandlerMethod;

/**
 * Documents of each operation what its code says: the scope that it needs, the problems
 * that it may answer, and an example.
 */
class OperationDocumentation implements OperationCustomizer {

	private static final List<ProblemType> ALWAYS = List.of(ProblemType.INVALID_REQUEST, ProblemType.UNAUTHENTICATED,
			ProblemType.INSUFFICIENT_SCOPE, ProblemType.NOT_ACCEPTABLE, ProblemType.RATE_LIMITED,
			ProblemType.INTERNAL_ERROR);

	private static final List<ProblemType> UPSTREAM = List.of(ProblemType.UPSTREAM_FORBIDDEN,
			ProblemType.UPSTREAM_CREDENTIALS_REJECTED, ProblemType.UPSTREAM_REJECTED, ProblemType.UPSTREAM_RATE_LIMITED,
			ProblemType.UPSTREAM_ERROR, ProblemType.UPSTREAM_AUTH_FAILED, ProblemType.UPSTREAM_INVALID_RESPONSE,
			ProblemType.UPSTREAM_UNAVAILABLE, ProblemType.CIRCUIT_OPEN, ProblemType.BACKEND_DISABLED,
			ProblemType.UPSTREAM_TIMEOUT);

	private final JsonMapper mapper;

	OperationDocumentation(JsonMapper mapper) {
		this.mapper = mapper;
	}

	@Override
	public Operation customize(Operation operation, HandlerMethod handler) {
		RequiresScope scope = handler.getMethodAnnotation(RequiresScope.class);
		if (scope != null) {
			operation.setDescription(((operation.getDescription() != null) ? operation.getDescription() + "\n\n" : "")
					+ "Needs the scope `" + scope.value() + "`.");
			operation.setSecurity(List.of(new SecurityRequirement().addList("apiKey", scope.value()),
					new SecurityRequirement().addList("bearer", scope.value())));
		}
		addExample(operation);
		if (operation.getRequestBody() != null
				&& example(operation.getOperationId() + ".request") instanceof Map<?, ?> examples) {
			RequestDocumentation.addExamples(operation, examples);
		}
		if (handler.hasMethodAnnotation(Idempotent.class)) {
			RequestDocumentation.addKey(operation);
		}
		if (handler.hasMethodAnnotation(MayBeKept.class)) {
			RequestDocumentation.addFreshness(operation);
		}
		addNotModified(operation);
		Set<ProblemType> problems = problems(operation, scope, handler.getMethodAnnotation(FailsWith.class));
		if (handler.hasMethodAnnotation(Idempotent.class)) {
			problems.addAll(List.of(ProblemType.IDEMPOTENCY_IN_PROGRESS, ProblemType.IDEMPOTENCY_KEY_REUSED));
		}
		addProblems(operation, problems);
		ResponseHeaders.addTo(operation, scope != null);
		return operation;
	}

	private void addExample(Operation operation) {
		Object example = example(operation.getOperationId());
		if (example == null) {
			return;
		}
		operation.getResponses().forEach((status, response) -> {
			if (status.startsWith("2") && response.getContent() != null) {
				response.getContent().forEach((type, content) -> {
					if (type.equals("application/json")) {
						content.setExample(example);
					}
				});
			}
		});
	}

	private @Nullable Object example(String operation) {
		ClassPathResource file = new ClassPathResource("openapi/" + operation + ".json");
		if (!file.exists()) {
			return null;
		}
		try (InputStream json = file.getInputStream()) {
			return this.mapper.readValue(json, Object.class);
		}
		catch (IOException ex) {
			throw new IllegalStateException("The example of " + operation + " cannot be read", ex);
		}
	}

	private static void addNotModified(Operation operation) {
		if (ResponseHeaders.hasEntityTag(operation)) {
			operation.getResponses().addApiResponse("304", new ApiResponse().description("Nothing has changed since."));
		}
	}

	private static Set<ProblemType> problems(Operation operation, @Nullable RequiresScope scope,
			@Nullable FailsWith failsWith) {
		Set<ProblemType> problems = new LinkedHashSet<>();
		if (scope != null) {
			problems.addAll(ALWAYS);
			if (operation.getParameters() != null) {
				problems.add(ProblemType.NOT_FOUND);
			}
		}
		if (failsWith != null) {
			problems.addAll(Arrays.asList(failsWith.value()));
		}
		if (failsWith != null && failsWith.upstream()) {
			problems.addAll(UPSTREAM);
		}
		return problems;
	}

	private static void addProblems(Operation operation, Set<ProblemType> problems) {
		Map<Integer, List<ProblemType>> byStatus = problems.stream()
			.collect(Collectors.groupingBy(ProblemType::status, TreeMap::new, Collectors.toList()));
		byStatus.forEach(
				(status, types) -> operation.getResponses().addApiResponse(String.valueOf(status), response(types)));
	}

	private static ApiResponse response(List<ProblemType> types) {
		MediaType problem = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
		types.forEach(
				(type) -> problem.addExamples(type.code(), new Example().$ref("#/components/examples/" + type.code())));
		return new ApiResponse()
			.description(types.stream().map((type) -> "`" + type.code() + "`").collect(Collectors.joining(", ")))
			.content(new Content().addMediaType("application/problem+json", problem));
	}

}
