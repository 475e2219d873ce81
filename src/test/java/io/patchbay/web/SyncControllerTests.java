package io.patchbay.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.patchbay.connection.CatalogStream;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ConnectionState;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.IdempotencyStore;
import io.patchbay.connection.OnConflict;
import io.patchbay.connection.PageRequest;
import io.patchbay.connection.SyncFilter;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncPage;
import io.patchbay.connection.SyncRequest;
import io.patchbay.connection.SyncRun;
import io.patchbay.connection.SyncService;
import io.patchbay.connection.SyncStart;
import io.patchbay.connection.SyncWatch;
import io.patchbay.security.WithSecurity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;

@WebApiTests({ SyncController.class, SyncStartController.class, ConnectionStateController.class })
@Import({ Idempotency.class, SyncStreams.class })
class SyncControllerTests {

	private static final ConnectionId CONNECTION = ConnectionId.parse("airbyte~c1");

	private static final SyncId ID = SyncId.parse("airbyte~7");

	private static final String SYNCS = "/api/v1/connections/airbyte~c1/syncs";

	private static final String SYNC = "/api/v1/syncs/airbyte~7";

	private static final SyncRun RUNNING = run(SyncRun.Status.RUNNING, null);

	private static final SyncRun ENDED = run(SyncRun.Status.FAILED, "The source is gone.");

	@Autowired
	private MockMvcTester mvc;

	@MockitoBean
	private SyncService syncs;

	@MockitoBean
	private SyncWatch watch;

	@MockitoBean
	private IdempotencyStore store;

	@MockitoBean
	private Clock clock;

	@BeforeEach
	void begin() {
		given(this.clock.instant()).willReturn(Instant.EPOCH);
		given(this.store.putIfAbsent(any(), any())).willReturn(Optional.empty());
	}

	@Test
	void startedRunIsAcceptedWithItsPlace() {
		started(SyncStart.Outcome.STARTED);
		assertThat(post(SYNCS, null)).hasStatus(202)
			.hasHeader("Location", SYNC)
			.hasHeader("Retry-After", "2")
			.bodyJson()
			.isEqualTo("""
					{"id":"airbyte~7","connection":"airbyte~c1","backend":"airbyte","type":"SYNC","status":"RUNNING",
					"upstreamStatus":"word","terminal":false,"startedAt":"1970-01-01T00:00:00Z","bytes":5,"records":6,
					"attempt":2,"links":{"web":"https://web"}}""");
		then(this.syncs).should()
			.start(any(), eq(CONNECTION), eq(new SyncRequest(SyncRun.Type.SYNC, null, Map.of())), eq(OnConflict.FAIL));
	}

	@Test
	void everythingThatIsSaidIsUnderstood() {
		started(SyncStart.Outcome.STARTED);
		assertThat(post(SYNCS, """
				{"type":"RESET","onConflict":"ATTACH","target":"t","arguments":{"a":[1,null,{"b":true}]}}"""))
			.hasStatus(202);
		then(this.syncs).should()
			.start(any(), eq(CONNECTION), eq(new SyncRequest(SyncRun.Type.RESET, "t",
					Map.of("a", java.util.Arrays.asList(1, null, Map.of("b", true))))), eq(OnConflict.ATTACH));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			{"type":"sync"}        | /type
			{"type":null}          | /type
			{"onConflict":"WAIT"}  | /onConflict
			{"target":" "}         | /target
			{"arguments":[]}       | /arguments
			{"wait":3}             | /wait
			[]                     | ``
			""")
	void whatCannotBeMeantIsRefused(String body, String pointer) {
		assertThat(post(SYNCS, body)).hasStatus(400)
			.bodyJson()
			.extractingPath("$.errors[0].pointer")
			.isEqualTo(pointer);
		then(this.syncs).shouldHaveNoInteractions();
	}

	@Test
	void runThatRanAlreadyIsNoNewOne() {
		started(SyncStart.Outcome.ATTACHED);
		assertThat(post(SYNCS, "{\"onConflict\":\"ATTACH\"}")).hasStatus(200)
			.bodyJson()
			.extractingPath("$.attached")
			.isEqualTo(true);
		started(SyncStart.Outcome.SKIPPED);
		assertThat(post(SYNCS, "{\"onConflict\":\"SKIP\"}", "Prefer", "wait=5")).hasStatus(200)
			.doesNotContainHeader("Preference-Applied")
			.bodyJson()
			.doesNotHavePath("$.attached");
	}

	@Test
	void waitEndsWithTheRun() {
		started(SyncStart.Outcome.STARTED);
		given(this.watch.await(any(), eq(ID), eq(RUNNING), eq(Duration.ofSeconds(5)))).willReturn(ENDED);
		assertThat(post(SYNCS, null, "Prefer", "respond-async, wait=5")).hasStatus(200)
			.hasHeader("Preference-Applied", "wait=5")
			.hasHeader("Location", SYNC)
			.doesNotContainHeader("Retry-After")
			.bodyJson()
			.extractingPath("$.message")
			.isEqualTo("The source is gone.");
	}

	@Test
	void waitThatRunsOutOrBreaksIsNoError() {
		started(SyncStart.Outcome.STARTED);
		given(this.watch.await(any(), any(), any(), any())).willReturn(RUNNING)
			.willThrow(new GatewayException.Unavailable(ErrorCode.UPSTREAM_UNAVAILABLE, "Down.", false));
		assertThat(post(SYNCS, null, "Prefer", "wait=300")).hasStatus(202).hasHeader("Preference-Applied", "wait=60");
		assertThat(post(SYNCS, null, "Prefer", "wait=3")).hasStatus(202).hasHeader("Retry-After", "2");
		assertThat(post(SYNCS, null, "Prefer", "wait=soon")).hasStatus(202).doesNotContainHeader("Preference-Applied");
	}

	@Test
	void runIsReadAtOnceOrAfterAWait() {
		given(this.syncs.get(any(), eq(ID))).willReturn(RUNNING);
		given(this.watch.await(any(), eq(ID), any(), eq(Duration.ofSeconds(9)))).willReturn(ENDED);
		assertThat(get(SYNC)).hasStatus(200).bodyJson().extractingPath("$.terminal").isEqualTo(false);
		assertThat(get(SYNC, "Prefer", "wait=9")).hasStatus(200)
			.hasHeader("Preference-Applied", "wait=9")
			.bodyJson()
			.extractingPath("$.terminal")
			.isEqualTo(true);
	}

	@Test
	void historyIsFiltered() {
		given(this.syncs.history(any(), any(), any(), any())).willReturn(new SyncPage(List.of(ENDED), "next", 0));
		assertThat(get(SYNCS + "?status=FAILED&createdAfter=2026-01-01T00:00:00Z&order=asc&limit=1&cursor=c"))
			.hasStatus(200)
			.bodyJson()
			.extractingPath("$.next")
			.isEqualTo("next");
		then(this.syncs).should()
			.history(any(), eq(CONNECTION),
					eq(new SyncFilter(SyncRun.Status.FAILED, Instant.parse("2026-01-01T00:00:00Z"), null, true)),
					eq(new PageRequest(1, "c", true)));
		assertThat(get(SYNCS + "?order=up")).hasStatus(400);
		assertThat(get(SYNCS + "?limit=0")).hasStatus(400);
	}

	@Test
	void cancelledRunIsAnswered() {
		given(this.syncs.cancel(any(), eq(ID))).willReturn(run(SyncRun.Status.CANCELLED, null));
		assertThat(post(SYNC + "/cancel", null)).hasStatus(200)
			.bodyJson()
			.extractingPath("$.status")
			.isEqualTo("CANCELLED");
	}

	@Test
	void logsAreText() {
		lines("one", "zwei ü");
		assertThat(get(SYNC + "/logs?tail=2")).hasStatus(200)
			.hasHeader("Content-Type", "text/plain;charset=UTF-8")
			.hasBodyTextEqualTo("one\nzwei ü\n");
		then(this.syncs).should().logs(any(), eq(ID), eq(2), any());
		assertThat(get(SYNC + "/logs?tail=100001")).hasStatus(400);
		assertThat(get(SYNC + "/logs?tail=-1")).hasStatus(400);
	}

	@Test
	void logsThatFailBeforeTheFirstByteAreAProblem() {
		willAnswer((call) -> {
			Consumer<String> lines = call.getArgument(3);
			lines.accept("one");
			throw new GatewayException.NotFound(ErrorCode.NOT_FOUND, "There is no such sync.");
		}).given(this.syncs).logs(any(), any(), anyInt(), any());
		MvcTestResult result = get(SYNC + "/logs");
		assertThat(result).hasStatus(404).hasHeader("Content-Type", "application/problem+json");
		assertThat(result).bodyText().doesNotContain("one");
	}

	@Test
	void logsThatFailLaterJustEnd() {
		String line = "x".repeat(1000);
		willAnswer((call) -> {
			Consumer<String> lines = call.getArgument(3);
			for (int i = 0; i < 100; i++) {
				lines.accept(line);
			}
			throw new GatewayException.TimedOut(ErrorCode.UPSTREAM_TIMEOUT, "Late.", false);
		}).given(this.syncs).logs(any(), any(), anyInt(), any());
		assertThat(get(SYNC + "/logs")).hasStatus(200).hasBodyTextEqualTo((line + "\n").repeat(100));
	}

	@Test
	void stateAndCatalogAreTold() {
		given(this.syncs.state(any(), any()))
			.willReturn(new ConnectionState(ConnectionState.Type.NOT_SET, null, null, null));
		given(this.syncs.catalog(any(), any())).willReturn(List.of(new CatalogStream("users", null, false, null, null,
				null, List.of("full_refresh"), Map.of("type", "object"))));
		assertThat(get("/api/v1/connections/airbyte~c1/state")).bodyJson().isEqualTo("{\"type\":\"NOT_SET\"}");
		assertThat(get("/api/v1/connections/airbyte~c1/catalog")).bodyJson().isEqualTo("""
				{"streams":[{"name":"users","selected":false,"supportedSyncModes":["full_refresh"],
				"jsonSchema":{"type":"object"}}]}""");
	}

	@Test
	void watchingWhatIsNotThereIsAProblem() {
		willThrow(new GatewayException.NotFound(ErrorCode.NOT_FOUND, "There is no such sync.")).given(this.watch)
			.watch(any(), any(), any(), any());
		assertThat(get(SYNC + "/events", "Accept", "text/event-stream")).hasStatus(404)
			.hasHeader("Content-Type", "application/problem+json");
	}

	@Test
	void scopesAreNeeded() {
		for (String path : List.of(SYNC, SYNCS, SYNC + "/logs", SYNC + "/events")) {
			assertThat(this.mvc.get().uri(path).header(WithSecurity.HEADER, WithSecurity.READER_KEY)).hasStatus(403);
		}
		assertThat(this.mvc.post().uri(SYNCS).header(WithSecurity.HEADER, WithSecurity.READER_KEY)).hasStatus(403);
	}

	private void lines(String... lines) {
		willAnswer((call) -> {
			Consumer<String> consumer = call.getArgument(3);
			List.of(lines).forEach(consumer);
			return null;
		}).given(this.syncs).logs(any(), any(), anyInt(), any());
	}

	private void started(SyncStart.Outcome outcome) {
		given(this.syncs.start(any(), any(), any(), any())).willReturn(new SyncStart(RUNNING, outcome));
	}

	private MvcTestResult post(String path, String body, String... header) {
		var request = this.mvc.post().uri(path).header(WithSecurity.HEADER, WithSecurity.KEY);
		if (body != null) {
			request.contentType("application/json").content(body);
		}
		if (header.length > 0) {
			request.header(header[0], header[1]);
		}
		return request.exchange();
	}

	private MvcTestResult get(String path, String... header) {
		var request = this.mvc.get().uri(path).header(WithSecurity.HEADER, WithSecurity.KEY);
		if (header.length > 0) {
			request.header(header[0], header[1]);
		}
		return request.exchange();
	}

	private static SyncRun run(SyncRun.Status status, String message) {
		return new SyncRun(ID, CONNECTION, SyncRun.Type.SYNC, status, "word", Instant.EPOCH, null, null, 5L, 6L, 2,
				message, Map.of("web", "https://web"));
	}

}
