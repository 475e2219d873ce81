package io.patchbay.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.BackendOutcome;
import io.patchbay.connection.Caller;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.security.WithSecurity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.json.AbstractJsonContentAssert;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

@WebApiTests(ProblemAdviceTests.FailingController.class)
@Import(ProblemAdviceTests.FailingController.class)
@ExtendWith(OutputCaptureExtension.class)
class ProblemAdviceTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void failureOfTheModelIsToldWhole() {
		MvcTestResult result = get("/api/v1/test/gateway?secret=x");
		assertThat(result).hasStatus(503).hasHeader("Retry-After", "3");
		body(result).isEqualTo("""
				{"type":"/problems/upstream-unavailable","title":"The platform is not available","status":503,
				"detail":"It is down.","instance":"/api/v1/test/gateway","code":"upstream-unavailable",
				"requestId":"r-1","backend":"airbyte","retryable":true,
				"errors":[{"pointer":"/name","detail":"too long"}],
				"upstream":{"status":503,"message":"Down."},
				"resource":"airbyte~1","backends":[
				{"backend":"maestro","outcome":"OK","count":2,"durationMs":7}]}""");
	}

	@Test
	void everyTemporaryFailureSaysWhenToComeAgain() {
		assertThat(get("/api/v1/test/limited")).hasStatus(429).hasHeader("Retry-After", "30");
		assertThat(get("/api/v1/test/status/503")).hasStatus(503).hasHeader("Retry-After", "30");
	}

	@Test
	void unexpectedFailureTellsNothingAndIsLoggedOnceWithItsId(CapturedOutput output) {
		MvcTestResult result = get("/api/v1/test/unexpected");
		assertThat(result).hasStatus(500);
		body(result).isEqualTo("""
				{"type":"/problems/internal-error","title":"The gateway failed","status":500,
				"instance":"/api/v1/test/unexpected","code":"internal-error","requestId":"r-1","retryable":false}""");
		assertThat(output.getAll().split("Request r-1 failed unexpectedly", -1)).hasSize(2);
	}

	@Test
	void unknownPathIsNotFound() {
		assertThat(get("/api/v1/nothing")).satisfies((result) -> problem(result, 404, "not-found"));
		assertThat(get("/nothing/at/all")).satisfies((result) -> problem(result, 404, "not-found"));
	}

	@Test
	void wrongMethodNamesTheRightOnes() {
		MvcTestResult result = this.mvc.delete()
			.uri("/api/v1/test/body")
			.header(WithSecurity.HEADER, WithSecurity.KEY)
			.exchange();
		problem(result, 405, "method-not-allowed");
		assertThat(result).hasHeader("Allow", "POST");
	}

	@Test
	void problemIsAnsweredWhateverIsAccepted() {
		for (String accept : List.of("text/html", "image/png", "not a type")) {
			MvcTestResult result = this.mvc.get()
				.uri("/api/v1/test/number/1")
				.header("Accept", accept)
				.header(WithSecurity.HEADER, WithSecurity.KEY)
				.exchange();
			problem(result, 406, "not-acceptable");
		}
	}

	@Test
	void wrongMediaTypeNamesTheRightOnes() {
		MvcTestResult result = post("text/csv", "a,b");
		problem(result, 415, "unsupported-media-type");
		assertThat(result.getResponse().getHeader("Accept")).contains("application/json");
	}

	@Test
	void mistypedParameterIsNamed() {
		assertThat(get("/api/v1/test/number/one"))
			.satisfies((result) -> invalid(result, "number", "it is not a number that can be used here"));
		assertThat(get("/api/v1/test/connection/nothing"))
			.satisfies((result) -> invalid(result, "id", "an id has the form <backend>~<upstream id>"));
		assertThat(get("/api/v1/test/parameters?limit=many"))
			.satisfies((result) -> invalid(result, "limit", "it is not a number that can be used here"));
	}

	@Test
	void mistypedWordIsNamed() {
		assertThat(get("/api/v1/test/truth?really=maybe"))
			.satisfies((result) -> invalid(result, "really", "it is true or false"));
		assertThat(get("/api/v1/test/word?word=maybe"))
			.satisfies((result) -> invalid(result, "word", "it cannot be understood"));
	}

	@Test
	void missingParameterIsNamed() {
		MvcTestResult result = get("/api/v1/test/parameters");
		problem(result, 400, "invalid-request");
		assertThat(result).bodyJson().extractingPath("$.detail").asString().contains("limit");
	}

	@Test
	void parameterThatBreaksAConstraintIsNamed() {
		assertThat(get("/api/v1/test/parameters?limit=201"))
			.satisfies((result) -> invalid(result, "limit", "must be less than or equal to 200"));
	}

	@Test
	void unknownParameterIsIgnored() {
		assertThat(get("/api/v1/test/parameters?limit=200&unknown=1")).hasStatusOk();
	}

	@Test
	void brokenBodyIsPointedAt() {
		invalid(post("application/json", "{\"name\":"), "", "it is not the JSON that is expected here");
		invalid(post("application/json", "{\"name\":\"n\",\"parts\":[{\"size\":1},{\"size\":\"big\"}]}"),
				"/parts/1/size", "it is not of the type that is expected here");
		problem(post("application/json", ""), 400, "invalid-request");
	}

	@Test
	void invalidBodyIsPointedAt() {
		invalid(post("application/json", "{\"name\":\" \",\"parts\":[]}"), "/name", "must not be blank");
		invalid(post("application/json", "{\"name\":\"n\",\"parts\":[{\"size\":1},{}]}"), "/parts/1/size",
				"must not be null");
		MvcTestResult both = post("application/json", "{\"parts\":[{}]}");
		problem(both, 400, "invalid-request");
		assertThat(both).bodyJson().extractingPath("$.errors.length()").isEqualTo(2);
	}

	@Test
	void tooLargeBodyIsToldSo() {
		problem(get("/api/v1/test/status/413"), 413, "payload-too-large");
	}

	@Test
	void scopeIsCheckedBeforeTheBodyIsRead() {
		MvcTestResult result = this.mvc.post()
			.uri("/api/v1/test/body")
			.contentType(MediaType.APPLICATION_JSON)
			.content("garbage")
			.header(WithSecurity.HEADER, WithSecurity.READER_KEY)
			.exchange();
		problem(result, 403, "insufficient-scope");
		assertThat(result).bodyJson().extractingPath("$.requiredScope").isEqualTo("connections:write");
		assertThat(result).bodyJson().extractingPath("$.detail").asString().contains("'connections:write'");
	}

	@Test
	void wrongMethodGoesBeforeAMissingScope() {
		assertThat(this.mvc.delete().uri("/api/v1/test/body").header(WithSecurity.HEADER, WithSecurity.READER_KEY))
			.hasStatus(405);
	}

	@Test
	void callerIsAnArgument() {
		assertThat(this.mvc.get().uri("/api/v1/test/caller").header(WithSecurity.HEADER, WithSecurity.READER_KEY))
			.bodyJson()
			.isLenientlyEqualTo("""
					{"client":"reader","scopes":["connections:read","backends:read"],"backends":["airbyte"]}""");
	}

	private MvcTestResult get(String uri) {
		return this.mvc.get()
			.uri(uri)
			.header(WithSecurity.HEADER, WithSecurity.KEY)
			.header("X-Request-Id", "r-1")
			.exchange();
	}

	private MvcTestResult post(String type, String body) {
		return this.mvc.post()
			.uri("/api/v1/test/body")
			.header("Content-Type", type)
			.content(body)
			.header(WithSecurity.HEADER, WithSecurity.KEY)
			.exchange();
	}

	private static AbstractJsonContentAssert<?> body(MvcTestResult result) {
		return assertThat(result).hasContentType(MediaType.APPLICATION_PROBLEM_JSON).bodyJson();
	}

	private static void problem(MvcTestResult result, int status, String code) {
		assertThat(result).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(result).bodyJson().extractingPath("$.code").isEqualTo(code);
		assertThat(result).bodyJson().extractingPath("$.status").isEqualTo(status);
	}

	private static void invalid(MvcTestResult result, String pointer, String detail) {
		problem(result, 400, "invalid-request");
		assertThat(result).bodyJson()
			.extractingPath("$.errors")
			.isEqualTo(List.of(Map.of("pointer", pointer, "detail", detail)));
		assertThat(result).bodyJson().extractingPath("$.detail").asString().contains(detail);
	}

	@RestController
	static class FailingController {

		@GetMapping("/api/v1/test/gateway")
		String gateway() {
			BackendOutcome ok = new BackendOutcome(new BackendId("maestro"), BackendOutcome.Outcome.OK, 2,
					Duration.ofMillis(7), 0, null);
			throw new GatewayException.Unavailable(ErrorCode.UPSTREAM_UNAVAILABLE, "It is down.", false)
				.at(new BackendId("airbyte"))
				.retryAfter(Duration.ofMillis(2001))
				.upstream(new GatewayException.Upstream(503, null, "Down."))
				.errors(List.of(new GatewayException.FieldError("/name", "too long")))
				.fact("shortWait", true)
				.fact("resource", ConnectionId.parse("airbyte~1"))
				.fact("backends", List.of(ok));
		}

		@GetMapping("/api/v1/test/limited")
		String limited() {
			throw new GatewayException.RateLimited(ErrorCode.UPSTREAM_RATE_LIMITED, "Slower.");
		}

		@GetMapping("/api/v1/test/unexpected")
		String unexpected() {
			throw new IllegalStateException("a secret of the gateway");
		}

		@GetMapping("/api/v1/test/status/{status}")
		String status(@PathVariable int status) {
			throw new ResponseStatusException(HttpStatus.valueOf(status));
		}

		@GetMapping(path = "/api/v1/test/number/{number}", produces = "application/json")
		int number(@PathVariable int number) {
			return number;
		}

		@GetMapping("/api/v1/test/connection/{id}")
		String connection(@PathVariable ConnectionId id) {
			return id.toString();
		}

		@GetMapping("/api/v1/test/parameters")
		int parameters(@RequestParam @Max(200) int limit) {
			return limit;
		}

		@GetMapping("/api/v1/test/truth")
		boolean truth(@RequestParam boolean really) {
			return really;
		}

		@GetMapping("/api/v1/test/word")
		Word word(@RequestParam Word word) {
			return word;
		}

		@PostMapping("/api/v1/test/body")
		@RequiresScope("connections:write")
		Body body(@Valid @RequestBody Body body) {
			return body;
		}

		@GetMapping("/api/v1/test/caller")
		Caller caller(Caller caller) {
			return caller;
		}

	}

	enum Word {

		YES, NO

	}

	record Body(@NotBlank String name, @Valid List<Part> parts) {

	}

	record Part(@NotNull Integer size) {

	}

}
