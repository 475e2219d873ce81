package io.patchbay.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.patchbay.connection.Age;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.Caller;
import io.patchbay.connection.CleanupBasis;
import io.patchbay.connection.CleanupExecution;
import io.patchbay.connection.CleanupItem;
import io.patchbay.connection.CleanupPlan;
import io.patchbay.connection.CleanupProgress;
import io.patchbay.connection.CleanupReport;
import io.patchbay.connection.CleanupRequest;
import io.patchbay.connection.CleanupService;
import io.patchbay.connection.ConnectionFilter;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ConnectionStatus;
import io.patchbay.connection.IdempotencyStore;
import io.patchbay.connection.WorkspaceId;
import io.patchbay.security.WithSecurity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

@WebApiTests(CleanupController.class)
@Import(Idempotency.class)
class CleanupControllerTests {

	private static final String PATH = "/api/v1/cleanup-plans";

	private static final BackendId MAESTRO = new BackendId("maestro");

	private static final ConnectionId ONE = new ConnectionId(MAESTRO, "1_a_mysql-1.0.0");

	private static final ConnectionId TWO = new ConnectionId(MAESTRO, "2_b_mysql-1.0.0");

	private static final Instant MADE = Instant.parse("2026-06-01T10:00:00Z");

	@Autowired
	private MockMvcTester mvc;

	@MockitoBean
	private CleanupService cleanup;

	@MockitoBean
	private IdempotencyStore store;

	@MockitoBean
	private Clock clock;

	@Test
	void planIsCreatedAtItsPlace() {
		given(this.cleanup.plan(any(), any())).willReturn(progress());
		MvcTestResult result = post(PATH, "{\"backend\":\"maestro\"}");
		assertThat(result).hasStatus(201).hasHeader("Location", PATH + "/p1").bodyJson().isEqualTo("""
				{"id":"p1","backend":"maestro","basis":"UPDATED_AT","cutoff":"2026-04-02T10:00:00Z",
				"createdAt":"2026-06-01T10:00:00Z","expiresAt":"2026-06-01T11:00:00Z","complete":true,
				"candidateCount":1,"candidates":[{"id":"maestro~1_a_mysql-1.0.0","name":"Old",
				"lastActivityAt":"2025-01-01T00:00:00Z"}],
				"skipped":[{"id":"maestro~2_b_mysql-1.0.0","reason":"no-date"}],
				"confirm":"delete 1 connections","state":"READY"}""");
		assertThat(asked())
			.isEqualTo(new CleanupRequest(MAESTRO, Age.parse("P60D"), CleanupBasis.UPDATED_AT, ConnectionFilter.NONE));
	}

	@Test
	void everythingThatIsSaidIsUnderstood() {
		given(this.cleanup.plan(any(), any())).willReturn(progress());
		assertThat(post(PATH, """
				{"backend":"maestro","olderThan":"PT1H","basis":"CREATED_AT","filter":{"type":"mysql",
				"status":"INACTIVE","name":"a","q":"b","workspace":"maestro~t"}}""")).hasStatus(201);
		assertThat(asked()).isEqualTo(new CleanupRequest(MAESTRO, Age.parse("PT1H"), CleanupBasis.CREATED_AT,
				new ConnectionFilter(Set.of(), new WorkspaceId(MAESTRO, "t"), "mysql", ConnectionStatus.INACTIVE, "a",
						"b", null, null, null, null)));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			{}                                                     | /backend
			{"backend":null}                                       | /backend
			{"backend":7}                                          | /backend
			{"backend":"NO"}                                       | /backend
			{"backend":"maestro","olderThan":"P0D"}                | /olderThan
			{"backend":"maestro","olderThan":"-P60D"}              | /olderThan
			{"backend":"maestro","olderThan":60}                   | /olderThan
			{"backend":"maestro","olderThan":null}                 | /olderThan
			{"backend":"maestro","basis":"updated_at"}             | /basis
			{"backend":"maestro","older":"P1D"}                    | /older
			{"backend":"maestro","a/b~":1}                         | /a~1b~0
			{"backend":"maestro","filter":[]}                      | /filter
			{"backend":"maestro","filter":null}                    | /filter
			{"backend":"maestro","filter":{"q":""}}                | /filter/q
			{"backend":"maestro","filter":{"q":null}}              | /filter/q
			{"backend":"maestro","filter":{"name":["a"]}}          | /filter/name
			{"backend":"maestro","filter":{"status":"ASLEEP"}}     | /filter/status
			{"backend":"maestro","filter":{"status":"DELETED"}}    | /filter/status
			{"backend":"maestro","filter":{"workspace":"x"}}       | /filter/workspace
			{"backend":"maestro","filter":{"workspace":"other~1"}} | /filter/workspace
			{"backend":"maestro","filter":{"updatedBefore":"x"}}   | /filter/updatedBefore
			[]                                                     | ``
			{"backend":"maestro"                                   | ``
			{"backend":"maestro","backend":"airbyte"}              | ``
			{"backend":"maestro"} {}                               | ``
			""")
	void whatIsWrongIsPointedAt(String body, String pointer) {
		assertThat(post(PATH, body)).hasStatus(400).bodyJson().satisfies((json) -> {
			assertThat(json).extractingPath("$.code").isEqualTo("invalid-request");
			assertThat(json).extractingPath("$.errors.length()").isEqualTo(1);
			assertThat(json).extractingPath("$.errors[0].pointer").isEqualTo((pointer != null) ? pointer : "");
		});
		then(this.cleanup).shouldHaveNoInteractions();
	}

	@Test
	void allThatIsWrongIsToldAtOnce() {
		assertThat(post(PATH, "{\"olderThan\":\"x\",\"filter\":{\"x\":1}}")).hasStatus(400)
			.bodyJson()
			.extractingPath("$.errors[*].pointer")
			.asArray()
			.containsExactlyInAnyOrder("/backend", "/olderThan", "/filter/x");
	}

	@Test
	void planIsRead() {
		given(this.cleanup.get(any(), eq("p1"))).willReturn(progress());
		assertThat(this.mvc.get().uri(PATH + "/p1").header(WithSecurity.HEADER, WithSecurity.KEY)).hasStatusOk()
			.bodyJson()
			.extractingPath("$.confirm")
			.isEqualTo("delete 1 connections");
	}

	@Test
	void executionIsReportedAsJsonUnlessEventsArePreferred() {
		for (String accept : List.of("*/*", "application/json", "text/event-stream;q=0.5, application/json")) {
			CleanupExecution execution = execution();
			given(this.cleanup.start(any(), eq("p1"), eq("delete 1 connections"))).willReturn(execution);
			assertThat(this.mvc.post()
				.uri(PATH + "/p1/execute")
				.header(WithSecurity.HEADER, WithSecurity.KEY)
				.header("Accept", accept)
				.contentType(MediaType.APPLICATION_JSON)
				.content("{\"confirm\":\"delete 1 connections\"}")).hasStatusOk()
				.hasContentTypeCompatibleWith(MediaType.APPLICATION_JSON)
				.bodyJson()
				.isEqualTo("""
						{"deleted":1,"skipped":1,"failed":0,"items":[
						{"id":"maestro~1_a_mysql-1.0.0","status":"deleted"},
						{"id":"maestro~2_b_mysql-1.0.0","status":"skipped","reason":"changed-since-plan"}]}""");
		}
	}

	@Test
	void executionIsToldAsItGoes() {
		CleanupExecution execution = execution();
		given(this.cleanup.start(any(), eq("p1"), eq("delete 1 connections"))).willReturn(execution);
		MvcTestResult result = this.mvc.post()
			.uri(PATH + "/p1/execute")
			.header(WithSecurity.HEADER, WithSecurity.KEY)
			.accept(MediaType.TEXT_EVENT_STREAM)
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"confirm\":\"delete 1 connections\"}")
			.exchange(Duration.ofSeconds(10));
		assertThat(result).hasStatusOk()
			.hasContentTypeCompatibleWith(MediaType.TEXT_EVENT_STREAM)
			.hasHeader("Cache-Control", "no-store")
			.bodyText()
			.isEqualToNormalizingNewlines("""
					event:item
					data:{"id":"maestro~1_a_mysql-1.0.0","status":"deleted"}

					event:item
					data:{"id":"maestro~2_b_mysql-1.0.0","status":"skipped","reason":"changed-since-plan"}

					event:done
					data:{"deleted":1,"skipped":1,"failed":0}

					""");
	}

	@Test
	void brokenExecutionEndsTheStreamWithAProblem() {
		CleanupExecution execution = mock();
		given(execution.run(any())).willThrow(new IllegalStateException("a mistake of ours"));
		given(this.cleanup.start(any(), eq("p1"), any())).willReturn(execution);
		assertThat(this.mvc.post()
			.uri(PATH + "/p1/execute")
			.header(WithSecurity.HEADER, WithSecurity.KEY)
			.accept(MediaType.TEXT_EVENT_STREAM)
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"confirm\":\"x\"}")
			.exchange(Duration.ofSeconds(10))).hasStatusOk()
			.bodyText()
			.startsWith("event:problem\ndata:{\"type\":\"/problems/internal-error\"")
			.doesNotContain("mistake");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			{}                               | /confirm
			{"confirm":17}                   | /confirm
			{"confirm":"x","force":true}     | /force
			""")
	void confirmationIsReadStrictly(String body, String pointer) {
		assertThat(post(PATH + "/p1/execute", body)).hasStatus(400)
			.bodyJson()
			.extractingPath("$.errors[0].pointer")
			.isEqualTo(pointer);
		then(this.cleanup).shouldHaveNoInteractions();
	}

	@Test
	void allThreeNeedTheScope() {
		for (MockMvcTester.MockMvcRequestBuilder call : List.of(this.mvc.post().uri(PATH),
				this.mvc.get().uri(PATH + "/p1"), this.mvc.post().uri(PATH + "/p1/execute"))) {
			assertThat(call.header(WithSecurity.HEADER, WithSecurity.READER_KEY)
				.contentType(MediaType.APPLICATION_JSON)
				.content("{}")).hasStatus(403)
				.bodyJson()
				.extractingPath("$.requiredScope")
				.isEqualTo("connections:delete");
		}
	}

	@Test
	void otherBodiesThanJsonAreRefused() {
		assertThat(this.mvc.post()
			.uri(PATH)
			.header(WithSecurity.HEADER, WithSecurity.KEY)
			.contentType(MediaType.TEXT_PLAIN)
			.content("{\"backend\":\"maestro\"}")).hasStatus(415);
	}

	private MvcTestResult post(String path, String body) {
		return this.mvc.post()
			.uri(path)
			.header(WithSecurity.HEADER, WithSecurity.KEY)
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.exchange();
	}

	private CleanupRequest asked() {
		ArgumentCaptor<CleanupRequest> request = ArgumentCaptor.captor();
		then(this.cleanup).should().plan(any(Caller.class), request.capture());
		return request.getValue();
	}

	private static CleanupExecution execution() {
		CleanupItem deleted = new CleanupItem(ONE, CleanupItem.Status.DELETED, null);
		CleanupItem skipped = new CleanupItem(TWO, CleanupItem.Status.SKIPPED, "changed-since-plan");
		CleanupExecution execution = mock();
		given(execution.run(any())).willAnswer((call) -> {
			Consumer<CleanupItem> progress = call.getArgument(0);
			progress.accept(deleted);
			progress.accept(skipped);
			return new CleanupReport(List.of(deleted, skipped));
		});
		return execution;
	}

	private static CleanupProgress progress() {
		CleanupPlan plan = new CleanupPlan("p1", "tester", MAESTRO, CleanupBasis.UPDATED_AT, ConnectionFilter.NONE,
				Instant.parse("2026-04-02T10:00:00Z"), MADE, MADE.plusSeconds(3600), true,
				List.of(new CleanupPlan.Candidate(ONE, "Old", Instant.parse("2025-01-01T00:00:00Z"), 1)),
				List.of(new CleanupPlan.Skipped(TWO, "no-date")));
		return new CleanupProgress(plan, CleanupPlan.State.READY);
	}

}
