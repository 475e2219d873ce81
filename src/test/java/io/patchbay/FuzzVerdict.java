package io.patchbay;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is unexpected about an answer.
 */
final class FuzzVerdict {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	/** No platform is broken: these are all that may be answered with 5xx. */
	private static final Set<String> SERVER_CODES = Set.of("operation-unsupported", "backend-disabled");

	private final FuzzValidator validator;

	FuzzVerdict(FuzzValidator validator) {
		this.validator = validator;
	}

	List<String> unexpected(FuzzRequest request, HttpResponse<byte[]> response) {
		List<String> unexpected = new ArrayList<>();
		int status = response.statusCode();
		boolean documented = request.method().equals(request.operation().method());
		// What has no body needs nobody's consent to its type.
		List<String> wrong = this.validator.wrong(request)
			.stream()
			.filter((message) -> status != 204 || !message.startsWith("validation.request.accept"))
			.toList();
		if (request.method().equals("HEAD") || request.method().equals("OPTIONS")) {
			// Answered without a body.
			return (status >= 500 && status != 501) ? List.of("a failure of the server") : List.of();
		}
		String code = (status >= 400) ? code(response, unexpected) : "";
		if (!wrong.isEmpty() && status < 400 && !takenWithoutNulls(request)) {
			unexpected.add("the request was taken, but is invalid: " + wrong);
		}
		if (wrong.isEmpty() && code.equals("invalid-request") && !FuzzRules.allow(request, response)) {
			unexpected.add("the request was refused, but is valid");
		}
		if (status >= 500 && !SERVER_CODES.contains(code)) {
			unexpected.add("a failure of the server");
		}
		if (documented && !nowhere(request, wrong)) {
			Set<String> codes = request.operation().problems().get(status);
			if (codes == null) {
				unexpected.add("the status is not documented");
			}
			else if (status >= 400 && !codes.contains(code)) {
				unexpected.add("the code is not documented here");
			}
			else if (!streamed(response)) {
				this.validator.wrong(request, response).forEach((message) -> unexpected.add("answer: " + message));
			}
		}
		return unexpected;
	}

	private boolean takenWithoutNulls(FuzzRequest request) {
		byte[] meant = FuzzRules.withoutNulls(request);
		return meant != null && this.validator.wrong(request, meant).isEmpty();
	}

	// A trick may lead to a path that the document does not know.
	private static boolean nowhere(FuzzRequest request, List<String> wrong) {
		return request.tricks().contains("path")
				&& wrong.stream().anyMatch((message) -> message.startsWith("validation.request.path.missing"));
	}

	static boolean streamed(HttpResponse<?> response) {
		return response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
	}

	private String code(HttpResponse<byte[]> response, List<String> unexpected) {
		this.validator.wrongProblem(response).forEach((message) -> unexpected.add("problem: " + message));
		try {
			JsonNode problem = MAPPER.readTree(response.body());
			if (problem.path("status").asInt(0) != response.statusCode()) {
				unexpected.add("the problem tells another status");
			}
			return problem.path("code").asString("");
		}
		catch (JacksonException ex) {
			unexpected.add("no problem: " + new String(response.body(), StandardCharsets.UTF_8));
			return "";
		}
	}

}
