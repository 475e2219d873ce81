package io.patchbay.backend.airbyte;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.patchbay.backend.TestBackends;
import io.patchbay.connection.CallContext;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.KeyedHash;
import io.patchbay.connection.Seen;
import io.patchbay.connection.Slice;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncListRequest;
import io.patchbay.connection.SyncRun;
import io.patchbay.connection.UpstreamCredentials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AirbyteSyncsTests extends AirbyteSyncFixture {

	private static final String WHY = """
			{"attempts":[{"attempt":{"id":0,"failureSummary":{"failures":[{"externalMessage":"First."}]}}},
			 {"attempt":{"id":1,"failureSummary":{"failures":[{"externalMessage":"The disk is full.\\n\\tat io.X",
			  "internalMessage":"secret","stacktrace":"at io.Y"},{"externalMessage":"Consequence."}]}}}]}
			""";

	private Connection current;

	@BeforeEach
	void connection() {
		this.current = current();
	}

	@Test
	void aRunIsAJob() {
		shown(job(JOB, "succeeded"));
		SyncRun run = airbyte().sync(RUN);
		assertThat(run.connection()).isEqualTo(ID);
		assertThat(run.records()).isEqualTo(4210);
		assertThat(run.links()).isEqualTo(Map.of("jobHistory", HISTORY));
		assertThat(run.attempt()).isNull();
		assertThat(writes()).isEmpty();
	}

	@Test
	void aFailedRunSaysWhyWithoutItsTraceback() {
		shown(job(JOB, "failed"));
		config("/jobs/get_without_logs", WireMock.okJson(WHY));
		SyncRun run = airbyte().sync(RUN);
		assertThat(run.attempt()).isEqualTo(2);
		assertThat(run.message()).isEqualTo("The disk is full.");
		UPSTREAM.verify(WireMock.postRequestedFor(WireMock.urlEqualTo(CONFIG + "/jobs/get_without_logs"))
			.withRequestBody(WireMock.equalToJson("{\"id\":" + JOB + "}"))
			.withHeader("Authorization", WireMock.equalTo("Bearer static")));
	}

	@Test
	void aFailedRunIsShownWithoutItsReasonToo() {
		shown(job(JOB, "failed"));
		config("/jobs/get_without_logs", WireMock.serverError());
		assertThat(airbyte().sync(RUN).message()).isNull();
		assertThat(bare(Map.of()).sync(RUN).status()).isEqualTo(SyncRun.Status.FAILED);
		assertThat(bare(Map.of()).sync(RUN).attempt()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "403,forbidden.json", "404,not-found.json", "409,conflict.json" })
	void jobsThatDoNotExistAreForbiddenOrNotRunningToAirbyte(int status, String file) {
		UPSTREAM
			.stubFor(AirbyteStubs.get("/jobs/" + JOB)
				.willReturn((status != 409) ? AirbyteStubs.problem(status, file) : WireMock.jsonResponse(
						"{\"title\":\"state-conflict\",\"data\":{\"message\":\"Job is not currently running\"}}",
						409)));
		assertThat(failure(() -> airbyte().sync(RUN)).code()).isEqualTo(ErrorCode.NOT_FOUND);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "-1", "007", "1.0", "9223372036854775808", "12345678901234567890" })
	void whatIsNoNumberIsNoJob(String id) {
		UPSTREAM.resetRequests();
		SyncId run = new SyncId(NAME, id);
		assertThat(failure(() -> airbyte().sync(run)).code()).isEqualTo(ErrorCode.NOT_FOUND);
		assertThat(failure(() -> airbyte().cancel(run)).code()).isEqualTo(ErrorCode.NOT_FOUND);
		assertThat(failure(() -> airbyte().logs(run, 0, (_) -> {
		})).code()).isEqualTo(ErrorCode.NOT_FOUND);
		assertThat(UPSTREAM.getAllServeEvents()).isEmpty();
	}

	@Test
	void runsOutsideOfTheAllowListDoNotExist() {
		shown(job(JOB, "running"));
		AirbyteBackend elsewhere = airbyte(AirbyteStubs.workspaceId(7));
		assertThat(failure(() -> elsewhere.sync(RUN)).code()).isEqualTo(ErrorCode.NOT_FOUND);
		assertThat(failure(() -> elsewhere.cancel(RUN)).code()).isEqualTo(ErrorCode.NOT_FOUND);
		assertThat(writes()).isEmpty();
	}

	@Test
	void theWorkspaceOfARunIsAskedForOnce() {
		shown(job(JOB, "running"));
		AirbyteBackend here = airbyte(this.current.workspaces().getFirst().id().upstreamId());
		UPSTREAM.resetRequests();
		here.sync(RUN);
		here.sync(RUN);
		assertThat(calls(PATH)).isOne();
	}

	@Test
	void theWorkspaceOfARunIsAskedForWithEachCallersCredentials() {
		shown(job(JOB, "running"));
		AirbyteBackend here = (AirbyteBackend) backend(TestBackends.CALLER_AUTH,
				this.current.workspaces().getFirst().id().upstreamId());
		UPSTREAM.resetRequests();
		for (String who : List.of("alice", "alice", "bob")) {
			new CallContext(null, new UpstreamCredentials(Map.of(NAME, who), KeyedHash.with(null)))
				.call(() -> here.sync(RUN));
		}
		assertThat(calls(PATH)).isEqualTo(2);
	}

	@Test
	void anEndedRunIsNotCancelled() {
		shown(job(JOB, "succeeded"));
		assertThat(airbyte().cancel(RUN).status()).isEqualTo(SyncRun.Status.SUCCEEDED);
		assertThat(writes()).isEmpty();
	}

	@Test
	void theRunThatRunsIsCancelled() {
		UPSTREAM.stubFor(AirbyteStubs.get("/jobs/" + JOB)
			.inScenario("cancel")
			.whenScenarioStateIs(Scenario.STARTED)
			.willReturn(WireMock.okJson(job(JOB, "running").toString())));
		UPSTREAM.stubFor(call("DELETE", "/jobs/" + JOB).inScenario("cancel")
			.willSetStateTo("cancelled")
			.willReturn(WireMock.okJson("{}")));
		UPSTREAM.stubFor(AirbyteStubs.get("/jobs/" + JOB)
			.inScenario("cancel")
			.whenScenarioStateIs("cancelled")
			.willReturn(WireMock.okJson(job(JOB, "cancelled").toString())));
		listed(job(JOB, "running"));
		assertThat(airbyte().cancel(RUN).status()).isEqualTo(SyncRun.Status.CANCELLED);
		assertThat(writes()).containsExactly("DELETE /jobs/" + JOB);
	}

	@Test
	void anotherRunIsNeverCancelled() {
		shown(job(JOB, "incomplete"));
		listed(job(JOB + 1, "running"), job(JOB, "incomplete"));
		assertThat(failure(() -> airbyte().cancel(RUN)).code()).isEqualTo(ErrorCode.CONFLICT);
		assertThat(writes()).isEmpty();
	}

	@Test
	void historyIsNewestFirstAndPagedByOffset() {
		List<String> jobs = IntStream.range(0, 250).mapToObj((i) -> job(1000 - i, "succeeded").toString()).toList();
		AirbyteStubs.list(UPSTREAM, "/jobs", jobs);
		Slice<SyncRun> slice = airbyte().syncs(this.current, list(null, null, null, null, 200));
		assertThat(slice.entries()).hasSize(200).first().extracting(Slice.Entry::id).isEqualTo("1000");
		assertThat(slice.next()).isEqualTo("200");
		assertThat(slice.entries().getFirst().item().links()).isEqualTo(Map.of("jobHistory", HISTORY));
		assertThat(urls("/jobs")).containsExactly(
				"/jobs?connectionId=" + ID.upstreamId() + "&limit=100&offset=0&orderBy=createdAt%7CDESC",
				"/jobs?connectionId=" + ID.upstreamId() + "&limit=100&offset=100&orderBy=createdAt%7CDESC");
		Slice<SyncRun> rest = airbyte().syncs(this.current, list(null, null, null, "200", 200));
		assertThat(rest.entries()).hasSize(50);
		assertThat(rest.next()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "SUCCEEDED,succeeded", "FAILED,failed", "CANCELLED,cancelled" })
	void oneWordOfAirbytesIsAskedFor(SyncRun.Status status, String word) {
		listed(job(5, word));
		Slice<SyncRun> slice = airbyte().syncs(this.current, list(status, null, null, null, 1));
		assertThat(slice.entries()).hasSize(1);
		assertThat(urls("/jobs")).singleElement().asString().contains("&status=" + word + "&limit=1&offset=0");
	}

	@Test
	void severalWordsAreLookedFor() {
		listed(job(7, "pending"), job(6, "incomplete"), job(5, "running"), job(4, "failed"));
		Slice<SyncRun> slice = airbyte().syncs(this.current, list(SyncRun.Status.RUNNING, null, null, null, 5));
		assertThat(slice.entries()).extracting(Slice.Entry::id).containsExactly("6", "5");
		assertThat(urls("/jobs")).singleElement().asString().doesNotContain("status").contains("limit=100");
	}

	@Test
	void theEndOfAPeriodIsNotPartOfIt() {
		Instant from = Instant.parse("2026-02-05T10:15:30Z");
		listed(job(7, "succeeded").put("startTime", "2026-02-05T11:00:00Z"), job(6, "succeeded"));
		Slice<SyncRun> slice = airbyte().syncs(this.current,
				list(null, from, Instant.parse("2026-02-05T11:00:00Z"), null, 5));
		assertThat(slice.entries()).extracting(Slice.Entry::id).containsExactly("6");
		assertThat(urls("/jobs")).singleElement()
			.asString()
			.contains("createdAtStart=2026-02-05T10%3A15%3A30Z&createdAtEnd=2026-02-05T11%3A00%3A00Z");
	}

	@Test
	void orderMayBeTurnedAndStrangersAreSetAside() {
		listed(job(5, "succeeded"), job(6, "succeeded").put("connectionId", AirbyteStubs.connectionId(2)));
		Slice<SyncRun> slice = airbyte().syncs(this.current,
				new SyncListRequest(null, null, null, true, null, Seen.NOTHING, 50));
		assertThat(slice.entries()).extracting(Slice.Entry::id).containsExactly("5");
		assertThat(slice.invalidItems()).isOne();
		assertThat(urls("/jobs")).singleElement().asString().contains("orderBy=createdAt%7CASC");
	}

	private static SyncListRequest list(SyncRun.@Nullable Status status, @Nullable Instant after,
			@Nullable Instant before, @Nullable String place, int limit) {
		return new SyncListRequest(status, after, before, false, place, Seen.NOTHING, limit);
	}

}
