package io.patchbay;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * Compares what a caller was told with what the contract wants.
 */
final class MatrixChecks {

	/** The deadline of a federated page in this test, and a moment to write it. */
	private static final Duration PAGE = Duration.ofSeconds(11);

	/** Three tries with all their pauses and time-outs. */
	private static final Duration SINGLE = Duration.ofSeconds(12);

	private static final Set<String> RETRYABLE = Set.of("upstream-unavailable", "upstream-timeout",
			"upstream-rate-limited", "sync-already-running");

	private static final Set<String> CREDENTIALS = Set.of("sandbox-secret", "sandbox-wallaroo-secret",
			"sandbox-wallaroo-password", "sandbox-maestro-password", "Bearer ey");

	private static final Set<String> NOT_OF_A_PLATFORM = Set.of("workspace-mismatch", "operation-unsupported");

	private static final Map<String, Integer> STATUS = Map.of("upstream-unavailable", 503, "upstream-timeout", 504,
			"upstream-auth-failed", 502, "upstream-forbidden", 403, "upstream-error", 502, "conflict", 409,
			"upstream-rejected", 422, "upstream-rate-limited", 429, "upstream-invalid-response", 502);

	private final MatrixTarget target;

	private final MatrixFault fault;

	private final MatrixContract.Expected expected;

	private final List<String> wrong = new ArrayList<>();

	MatrixChecks(MatrixTarget target, MatrixFault fault, MatrixContract.Expected expected) {
		this.target = target;
		this.fault = fault;
		this.expected = expected;
	}

	List<String> wrong() {
		return this.wrong;
	}

	void same(String what, Object actual, Object wanted) {
		if (!wanted.equals(actual)) {
			this.wrong.add(what + " is " + actual + " instead of " + wanted);
		}
	}

	void that(String what, boolean truth) {
		if (!truth) {
			this.wrong.add(what);
		}
	}

	/**
	 * Looks at the answer.
	 * @param answer the answer
	 * @param took how long it took
	 * @return what it says, as the matrix tells it
	 */
	String answer(HttpResponse<String> answer, Duration took) {
		boolean list = this.target.kind() == MatrixTarget.Kind.LIST;
		that("took " + took, took.compareTo((list) ? PAGE : SINGLE) < 0);
		that("credentials in the answer", CREDENTIALS.stream().noneMatch(answer.body()::contains));
		if (list && answer.statusCode() == 200) {
			return page(GatewayClient.json(answer));
		}
		same("status", answer.statusCode(), this.expected.status());
		if (answer.statusCode() < 400) {
			same("code", "", this.expected.code());
			return String.valueOf(answer.statusCode());
		}
		return problem(answer, this.expected.code());
	}

	private String problem(HttpResponse<String> answer, String wanted) {
		same("content type", answer.headers().firstValue("Content-Type").orElse(""), "application/problem+json");
		JsonNode problem = GatewayClient.json(answer);
		String code = problem.path("code").stringValue("");
		same("code", code, wanted);
		same("status in the problem", problem.path("status").intValue(0), answer.statusCode());
		same("retryable", problem.path("retryable").booleanValue(!RETRYABLE.contains(wanted)),
				RETRYABLE.contains(wanted));
		String backend = problem.path("backend").stringValue("");
		that("blames '" + backend + "'",
				backend.equals(this.target.backend(this.fault)) || NOT_OF_A_PLATFORM.contains(wanted));
		if (answer.statusCode() == 429 || answer.statusCode() == 503) {
			int wait = Integer.parseInt(answer.headers().firstValue("Retry-After").orElse("0"));
			that("Retry-After is " + wait, (this.fault == MatrixFault.LIMITED_LONG) ? wait == 17 : wait > 0);
		}
		if (wanted.equals("operation-unsupported")) {
			that("supportedBackends are missing", !problem.path("supportedBackends").isEmpty());
		}
		if (this.fault == MatrixFault.FAILED && this.expected.tries() > 0) {
			same("upstream status", problem.path("upstream").path("status").intValue(0), 500);
		}
		return answer.statusCode() + " " + code;
	}

	private String page(JsonNode page) {
		JsonNode entry = GatewayClient.outcome(page, this.target.backend(this.fault));
		JsonNode steady = GatewayClient.outcome(page, "steady");
		String outcome = entry.path("outcome").stringValue("");
		String code = entry.path("code").stringValue("");
		List<String> ids = GatewayClient.ids(page);
		same("outcome", outcome, this.expected.outcome());
		same("code", code, this.expected.ok() ? "" : this.expected.code());
		same("complete", page.path("complete").booleanValue(!this.expected.ok()), this.expected.ok());
		same("the other's outcome", steady.path("outcome").stringValue(""), "OK");
		same("the other's items", steady.path("count").intValue(0), 1);
		same("items", ids.size(), 1 + entry.path("count").intValue(0));
		same("different items", Set.copyOf(ids).size(), ids.size());
		same("broken items", entry.path("invalidItems").intValue(0), (this.fault == MatrixFault.BROKEN_ITEM) ? 1 : 0);
		if (this.expected.ok()) {
			that("only " + entry.path("count") + " items", entry.path("count").intValue(0) >= 34);
		}
		else {
			that("no place to go on", page.has("next"));
		}
		if (code.equals("upstream-rate-limited") || code.equals("upstream-unavailable")) {
			int wait = entry.path("retryAfter").intValue(0);
			that("retryAfter is " + wait, (this.fault == MatrixFault.LIMITED_LONG) ? wait == 17 : wait > 0);
		}
		return this.expected.ok() ? outcome : outcome + " " + code;
	}

	/**
	 * Looks at the answer to the same list when any failure shall fail it.
	 * @param answer the answer
	 */
	void strict(HttpResponse<String> answer) {
		same("status of the strict page", answer.statusCode(), STATUS.get(this.expected.code()));
		if (answer.statusCode() >= 400) {
			problem(answer, this.expected.code());
		}
	}

}
