package io.patchbay.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;

/**
 * Documents what failures look like: the shape of all of them, and an example of each.
 */
final class ProblemDocumentation {

	private ProblemDocumentation() {
	}

	@SuppressWarnings("rawtypes")
	static Map<String, Schema> schemas() {
		Map<String, Schema> schemas = new LinkedHashMap<>();
		schemas.put("Problem", problem());
		schemas.put("ProblemError", error());
		schemas.put("ProblemUpstream", upstream());
		return schemas;
	}

	private static Schema<?> problem() {
		Schema<?> problem = new ObjectSchema().description("A failure, RFC 9457. Some carry further members.")
			.addProperty("type", new StringSchema().format("uri-reference").description("The page about the code."))
			.addProperty("title", new StringSchema().description("The code in words."))
			.addProperty("status", new IntegerSchema().description("The HTTP status."))
			.addProperty("detail", new StringSchema().description("What went wrong this time."))
			.addProperty("instance", new StringSchema().format("uri-reference").description("The path of the request."))
			.addProperty("code", new StringSchema().description("The stable name of the failure."))
			.addProperty("requestId", new StringSchema().description("The request's id, for the operator's logs."))
			.addProperty("backend", new StringSchema().description("The backend that failed."))
			.addProperty("retryable",
					new BooleanSchema().description("Whether the same request may succeed when it is sent again."))
			.addProperty("errors",
					new ArraySchema().items(reference("ProblemError"))
						.description("The places in the request that are wrong."))
			.addProperty("upstream", reference("ProblemUpstream"));
		problem.setAdditionalProperties(true);
		problem.setRequired(List.of("type", "title", "status", "code", "requestId", "retryable"));
		return problem;
	}

	private static Schema<?> error() {
		Schema<?> error = new ObjectSchema().description("A place in the request that is wrong.")
			.addProperty("pointer",
					new StringSchema().description("A JSON pointer into the body, or the name of a parameter."))
			.addProperty("detail", new StringSchema().description("What is wrong there."));
		error.setRequired(List.of("pointer", "detail"));
		return error;
	}

	private static Schema<?> upstream() {
		Schema<?> upstream = new ObjectSchema().description("What the platform answered.")
			.addProperty("status", new IntegerSchema().description("Its HTTP status."))
			.addProperty("code", new StringSchema().description("Its own name for the failure."))
			.addProperty("message", new StringSchema().description("Its own words, cut at 300 characters."));
		upstream.setRequired(List.of("status"));
		return upstream;
	}

	private static Schema<?> reference(String name) {
		return new Schema<>().$ref("#/components/schemas/" + name);
	}

	static Map<String, Example> examples() {
		Map<String, Example> examples = new LinkedHashMap<>();
		for (ProblemType type : ProblemType.values()) {
			Map<String, Object> problem = new LinkedHashMap<>();
			problem.put("type", type.uri());
			problem.put("title", type.title());
			problem.put("status", type.status());
			problem.put("detail", type.explanation());
			problem.put("instance", "/api/v1/connections");
			problem.put("code", type.code());
			problem.put("requestId", "7f3k2m9q");
			problem.put("retryable", type.retryable());
			examples.put(type.code(), new Example().summary(type.title()).value(problem));
		}
		return examples;
	}

}
