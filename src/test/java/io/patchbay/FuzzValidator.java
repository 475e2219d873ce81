package io.patchbay;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;

/**
 * Says whether requests and answers are as the document wants them.
 */
final class FuzzValidator {

	private final OpenApiInteractionValidator validator;

	FuzzValidator(String document) {
		OpenAPI api = new OpenAPIV3Parser().readContents(document).getOpenAPI();
		api.getPaths()
			.values()
			.stream()
			.flatMap((path) -> path.readOperations().stream())
			.filter((operation) -> operation.getParameters() != null)
			.flatMap((operation) -> operation.getParameters().stream())
			.forEach((parameter) -> asBefore(parameter, api.getComponents().getSchemas()));
		this.validator = OpenApiInteractionValidator.createFor(api)
			.withLevelResolver(LevelResolver.create()
				// What nobody asked for has no meaning, and nobody looks at it.
				.withLevel("validation.request.body.unexpected", ValidationReport.Level.IGNORE)
				.withLevel("validation.request.parameter.query.unexpected", ValidationReport.Level.IGNORE)
				.build())
			.build();
	}

	// The validator asks for the one type that a schema had before 3.1, and for the class
	// that a list had.
	@SuppressWarnings("rawtypes")
	private static void asBefore(Parameter parameter, Map<String, Schema> schemas) {
		Schema<?> schema = parameter.getSchema();
		if (schema.get$ref() != null) {
			schema = schemas.get(schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1));
			parameter.setSchema(schema);
		}
		if (schema.getTypes().contains("array")) {
			ArraySchema array = new ArraySchema();
			array.setItems(schema.getItems());
			parameter.setSchema(array);
		}
		else {
			schema.setType(schema.getTypes().iterator().next());
		}
	}

	List<String> wrong(FuzzRequest request) {
		return wrong(request, request.body());
	}

	List<String> wrong(FuzzRequest request, byte[] body) {
		Request.Method method = method(request.method());
		if (method == null) {
			return List.of("the method " + request.method() + " is not one of the document's");
		}
		SimpleRequest.Builder builder = new SimpleRequest.Builder(method, request.path());
		request.headers().forEach((header) -> builder.withHeader(header[0], header[1]));
		Map<String, List<String>> query = new LinkedHashMap<>();
		request.query().forEach((one) -> query.computeIfAbsent(one[0], (_) -> new ArrayList<>()).add(one[1]));
		query.forEach(builder::withQueryParam);
		if (body != null && body.length > 0) {
			builder.withBody(body);
		}
		// The type of a body that is not sent or not looked at is nobody's business.
		boolean typed = body != null && !request.operation().bodies().isEmpty();
		return messages(this.validator.validateRequest(builder.build())).stream()
			.filter((message) -> typed || !message.startsWith("validation.request.contentType"))
			.toList();
	}

	List<String> wrong(FuzzRequest request, HttpResponse<byte[]> response) {
		Request.Method method = Request.Method.valueOf(request.operation().method());
		boolean text = response.headers().firstValue("Content-Type").orElse("").startsWith("text/plain");
		return messages(this.validator.validateResponse(request.operation().path().replaceAll("[{}]", ""), method,
				builder(response.statusCode(), response).build()))
			.stream()
			// No lines are a text, too.
			.filter((message) -> !text || !message.startsWith("validation.response.body.missing"))
			.toList();
	}

	// Whether an answer is a problem, wherever it came from.
	List<String> wrongProblem(HttpResponse<byte[]> response) {
		SimpleResponse.Builder problem = builder(404, response);
		return messages(this.validator.validateResponse("/api/v1/connections", Request.Method.GET, problem.build()));
	}

	private static SimpleResponse.Builder builder(int status, HttpResponse<byte[]> response) {
		SimpleResponse.Builder builder = new SimpleResponse.Builder(status);
		response.headers().map().forEach(builder::withHeader);
		if (response.body().length > 0) {
			builder.withBody(response.body());
		}
		return builder;
	}

	private static Request.Method method(String name) {
		return Stream.of(Request.Method.values())
			.filter((method) -> method.name().equals(name))
			.findFirst()
			.orElse(null);
	}

	private static List<String> messages(ValidationReport report) {
		return report.getMessages()
			.stream()
			.filter((message) -> message.getLevel() == ValidationReport.Level.ERROR)
			.map((message) -> message.getKey() + ": " + message.getMessage())
			.toList();
	}

}
