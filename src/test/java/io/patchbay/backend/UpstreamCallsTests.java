package io.patchbay.backend;

import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.patchbay.connection.BackendHealth;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.CallContext;
import io.patchbay.connection.Deadline;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.UpstreamCredentials;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class UpstreamCallsTests {

	@RegisterExtension
	static final WireMockExtension UPSTREAM = WireMockExtension.newInstance()
		.options(WireMockConfiguration.wireMockConfig().dynamicPort())
		.build();

	private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

	private final UpstreamCalls calls = calls(Duration.ofSeconds(2), 64);

	@ParameterizedTest
	@CsvSource({ "400,UPSTREAM_REJECTED,1", "401,UPSTREAM_AUTH_FAILED,1", "403,UPSTREAM_FORBIDDEN,1", "404,NOT_FOUND,1",
			"405,UPSTREAM_ERROR,1", "408,UPSTREAM_TIMEOUT,3", "409,CONFLICT,1", "410,NOT_FOUND,1",
			"418,UPSTREAM_ERROR,1", "422,UPSTREAM_REJECTED,1", "423,CONFLICT,1", "429,UPSTREAM_RATE_LIMITED,1",
			"500,UPSTREAM_ERROR,1", "501,UPSTREAM_ERROR,1", "502,UPSTREAM_UNAVAILABLE,3", "503,UPSTREAM_UNAVAILABLE,3",
			"504,UPSTREAM_TIMEOUT,3", "302,UPSTREAM_ERROR,1" })
	void eachStatusHasItsNameAndAReadIsRepeatedWhereThatMayHelp(int status, ErrorCode code, int attempts) {
		answer(WireMock.status(status).withHeader("Location", "/elsewhere").withBody("<html>nothing of use</html>"));
		assertThat(failure(this::read).code()).isEqualTo(code);
		UPSTREAM.verify(attempts, WireMock.getRequestedFor(WireMock.urlEqualTo("/thing")));
		UPSTREAM.verify(0, WireMock.getRequestedFor(WireMock.urlEqualTo("/elsewhere")));
	}

	@ParameterizedTest
	@CsvSource({ "500,UPSTREAM_ERROR", "502,UPSTREAM_OUTCOME_UNKNOWN", "503,UPSTREAM_OUTCOME_UNKNOWN",
			"504,UPSTREAM_OUTCOME_UNKNOWN", "409,CONFLICT", "429,UPSTREAM_RATE_LIMITED" })
	void writeIsSentOnce(int status, ErrorCode code) {
		UPSTREAM.stubFor(WireMock.post("/thing").willReturn(WireMock.status(status)));
		assertThat(failure(this::write).code()).isEqualTo(code);
		UPSTREAM.verify(1, WireMock.postRequestedFor(WireMock.urlEqualTo("/thing")));
	}

	@Test
	void writeWithoutAnAnswerHasAnUnknownOutcome() {
		UPSTREAM.stubFor(WireMock.post("/thing").willReturn(WireMock.aResponse().withFault(Fault.EMPTY_RESPONSE)));
		assertThat(failure(this::write).code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		UPSTREAM.verify(1, WireMock.postRequestedFor(WireMock.urlEqualTo("/thing")));
	}

	@Test
	void writeThatNeverConnectedIsNotUnknown() throws Exception {
		UpstreamCalls unreachable = new UpstreamCalls(new BackendId("test"), closedPort(),
				properties(Duration.ofSeconds(2), 64), kit());
		GatewayException failure = failure(() -> unreachable.write(UpstreamRequest.post("/thing"), BodyReader.NOTHING));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_UNAVAILABLE);
		assertThat(failure.retryAfter()).isNotNull();
	}

	@Test
	void shortRetryAfterOfA429IsWaitedForAndALongOneIsTold() {
		UPSTREAM.stubFor(WireMock.get("/thing")
			.inScenario("limit")
			.willReturn(WireMock.status(429).withHeader("Retry-After", "1"))
			.willSetStateTo("again"));
		UPSTREAM.stubFor(WireMock.get("/thing")
			.inScenario("limit")
			.whenScenarioStateIs("again")
			.willReturn(WireMock.okJson("{\"a\":1}")));
		assertThat(read()).hasToString("{a=1}");
		answer(WireMock.status(429).withHeader("Retry-After", "77"));
		assertThat(failure(this::read).retryAfter()).isEqualTo(Duration.ofSeconds(77));
	}

	@Test
	void outageThatAsksForPatienceIsNotPressed() {
		answer(WireMock.status(503).withHeader("Retry-After", "40"));
		assertThat(failure(this::read).retryAfter()).isEqualTo(Duration.ofSeconds(40));
		UPSTREAM.verify(1, WireMock.getRequestedFor(WireMock.urlEqualTo("/thing")));
	}

	@Test
	void changeOfUnknownOutcomeIsCountedOnceHoweverOftenItIsLookedFor() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		BackendId id = new BackendId("test");
		UpstreamCalls counted = new UpstreamCalls(id, URI.create(UPSTREAM.baseUrl() + "/"),
				properties(Duration.ofSeconds(2), 64), new UpstreamKit(TestBackends.RESILIENCE, new Secrets(),
						Clock.systemUTC(), new BackendMeters(registry, id, 64), null));
		GatewayException made = counted.outcomeUnknown(counted.timedOut());
		GatewayException sought = counted.stillUnknown(counted.timedOut());
		assertThat(sought.code()).isEqualTo(made.code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(registry.get("patchbay.upstream.unknown.outcomes").counter().count()).isEqualTo(1);
	}

	@Test
	void slowDripEndsWithTheReadTimeout() {
		answer(WireMock.okJson("{\"a\":\"" + "x".repeat(1000) + "\"}").withChunkedDribbleDelay(100, 30_000));
		UpstreamCalls hasty = calls(Duration.ofMillis(500), 64);
		long start = System.nanoTime();
		assertThat(failure(() -> hasty.read(thing(), UpstreamJson.object(Map.class))).code())
			.isEqualTo(ErrorCode.UPSTREAM_TIMEOUT);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
	}

	@Test
	void callEndsWithTheDeadlineOfTheWork() {
		answer(WireMock.okJson("{}").withFixedDelay(5000));
		long start = System.nanoTime();
		GatewayException failure = failure(() -> Deadline.within(Duration.ofMillis(300), this::read));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_TIMEOUT);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
		UPSTREAM.verify(1, WireMock.getRequestedFor(WireMock.urlEqualTo("/thing")));
	}

	@Test
	void answerThatIsTooLargeIsNotRead() {
		answer(WireMock.okJson("[" + "0,".repeat(20_000_000) + "0]"));
		assertThat(failure(this::read).code()).isEqualTo(ErrorCode.UPSTREAM_INVALID_RESPONSE);
		UPSTREAM.verify(1, WireMock.getRequestedFor(WireMock.urlEqualTo("/thing")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			application/json | {"a":
			application/json | not json
			application/json | []
			application/json | null
			application/json | {"a":DEEP
			text/html        | {"a":1}
			""")
	void answerThatIsNotOfTheApiIsInvalid(String type, String body) {
		answer(WireMock.ok(body.replace("DEEP", "[".repeat(100_000))).withHeader("Content-Type", type));
		assertThat(failure(this::read).code()).isEqualTo(ErrorCode.UPSTREAM_INVALID_RESPONSE);
		UPSTREAM.verify(1, WireMock.getRequestedFor(WireMock.urlEqualTo("/thing")));
	}

	@Test
	void circuitOpensOnUnavailabilityAloneAndThenNothingIsCalled() {
		answer(WireMock.status(404));
		for (int i = 0; i < 20; i++) {
			failure(this::read);
		}
		assertThat(this.calls.health().circuit()).isEqualTo(BackendHealth.Circuit.CLOSED);
		UPSTREAM.resetAll();
		answer(WireMock.status(503));
		for (int i = 0; i < 10; i++) {
			failure(this::read);
		}
		assertThat(this.calls.health().circuit()).isEqualTo(BackendHealth.Circuit.OPEN);
		assertThat(this.calls.health().status()).isEqualTo(BackendHealth.Status.UNHEALTHY);
		int before = UPSTREAM.getAllServeEvents().size();
		GatewayException failure = failure(this::read);
		assertThat(failure.code()).isEqualTo(ErrorCode.CIRCUIT_OPEN);
		assertThat(failure.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
		assertThat(UPSTREAM.getAllServeEvents()).hasSize(before);
	}

	@Test
	void moreCallsThanAllowedFailAtOnce() throws Exception {
		UpstreamCalls narrow = calls(Duration.ofSeconds(10), 1);
		answer(WireMock.okJson("{}"));
		CountDownLatch arrived = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<String> first = threads.submit(() -> narrow.read(thing(), (_) -> {
				arrived.countDown();
				await(release);
				return "read";
			}));
			await(arrived);
			GatewayException failure = failure(() -> narrow.read(thing(), BodyReader.NOTHING));
			release.countDown();
			assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_UNAVAILABLE);
			assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(1));
			assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("read");
		}
	}

	@Test
	void refusedTokenIsRenewedOnceEvenForAWrite() {
		AtomicInteger tokens = new AtomicInteger();
		this.calls.authorizeWith(counting(tokens));
		UPSTREAM.stubFor(WireMock.post("/thing").willReturn(WireMock.status(401)));
		UPSTREAM.stubFor(WireMock.post("/thing")
			.withHeader("Authorization", WireMock.equalTo("Bearer 2"))
			.willReturn(WireMock.status(204)));
		write();
		UPSTREAM.verify(2, WireMock.postRequestedFor(WireMock.urlEqualTo("/thing")));
		UPSTREAM.resetAll();
		UPSTREAM.stubFor(WireMock.post("/thing").willReturn(WireMock.status(401)));
		assertThat(failure(this::write).code()).isEqualTo(ErrorCode.UPSTREAM_AUTH_FAILED);
		UPSTREAM.verify(2, WireMock.postRequestedFor(WireMock.urlEqualTo("/thing")));
	}

	@Test
	void failedSignInIsNoUnknownOutcomeOfAWrite() {
		this.calls.authorizeWith(new Credentials() {

			@Override
			public Held obtain() {
				throw UpstreamCallsTests.this.calls.timedOut();
			}

			@Override
			public boolean refused(Held refused) {
				return true;
			}

		});
		assertThat(failure(this::write).code()).isEqualTo(ErrorCode.UPSTREAM_TIMEOUT);
		UPSTREAM.verify(0, WireMock.anyRequestedFor(WireMock.anyUrl()));
	}

	@Test
	void listIsReadItemByItemAndBrokenOffWhenThereIsEnough() {
		answer(WireMock.okJson("{\"before\":{\"items\":[9]},\"items\":[1,2,3,4],\"after\":[5]}"));
		List<Integer> seen = new java.util.ArrayList<>();
		assertThat(this.calls.<Boolean>read(thing(), UpstreamJson.items("items", seen::clear, (item) -> {
			seen.add(item.asInt());
			return seen.size() < 3;
		}))).isFalse();
		assertThat(seen).containsExactly(1, 2, 3);
		assertThat(this.calls.<Boolean>read(thing(), UpstreamJson.items("items", seen::clear, (_) -> true))).isTrue();
	}

	@Test
	void restOfAListThatIsNotWantedIsNotWaitedFor() throws Exception {
		String endless = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 999999999\r\n\r\n"
				+ "{\"items\":[1,2,3," + " ".repeat(100_000) + "4,";
		try (RawUpstream upstream = new RawUpstream((connection) -> connection.answer(endless))) {
			UpstreamCalls raw = upstream.calls();
			List<Integer> seen = new java.util.ArrayList<>();
			assertThat(raw.<Boolean>read(thing(), UpstreamJson.items("items", seen::clear, (item) -> {
				seen.add(item.asInt());
				return seen.size() < 3;
			}))).isFalse();
			assertThat(seen).containsExactly(1, 2, 3);
			assertThat(upstream.requests()).isEqualTo(1);
		}
	}

	@Test
	void writeThatWasDoneIsDoneWithoutTheRestOfItsAnswer() throws Exception {
		String half = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{\"id\":";
		try (RawUpstream upstream = new RawUpstream((connection) -> {
			connection.answer(half);
			connection.close();
		})) {
			upstream.calls().write(UpstreamRequest.post("/thing").json(Map.of("a", 1)), BodyReader.NOTHING);
			assertThat(upstream.requests()).isEqualTo(1);
		}
	}

	@Test
	void connectionIsUsedAgain() throws Exception {
		try (RawUpstream upstream = new RawUpstream((connection) -> connection.answer(RawUpstream.EMPTY))) {
			UpstreamCalls raw = upstream.calls();
			raw.read(thing(), UpstreamJson.object(Map.class));
			raw.write(UpstreamRequest.post("/thing"), BodyReader.NOTHING);
			raw.read(thing(), UpstreamJson.object(Map.class));
			assertThat(upstream.requests()).isEqualTo(3);
			assertThat(upstream.connections()).isEqualTo(1);
		}
	}

	@Test
	void writeOnAConnectionThatWasResetMeanwhileIsSentOnAnother() throws Exception {
		try (RawUpstream upstream = new RawUpstream((connection) -> connection.answer(RawUpstream.EMPTY))) {
			UpstreamCalls raw = upstream.calls();
			raw.read(thing(), UpstreamJson.object(Map.class));
			upstream.resetAllAndTell();
			raw.write(UpstreamRequest.post("/thing").json(Map.of("a", 1)), BodyReader.NOTHING);
			assertThat(upstream.requests()).isEqualTo(2);
			assertThat(upstream.connections()).isEqualTo(2);
		}
	}

	@Test
	void upstreamGetsTheCallersTraceEvenFromAnotherThread() {
		answer(WireMock.okJson("{}"));
		new CallContext(TRACE, UpstreamCredentials.NONE).call(() -> this.calls.meanwhile(this::read).get());
		UPSTREAM.verify(1, WireMock.getRequestedFor(WireMock.urlEqualTo("/thing"))
			.withHeader("traceparent", WireMock.equalTo(TRACE)));
		read();
		UPSTREAM.verify(1,
				WireMock.getRequestedFor(WireMock.urlEqualTo("/thing")).withHeader("traceparent", WireMock.absent()));
	}

	@Test
	void segmentsAreOneSegmentEach() {
		UpstreamRequest request = UpstreamRequest.get("/a/{}/b", "x/../y?z#1 %~.é").query("q", "a&b=c|d");
		assertThat(request.target()).isEqualTo("/a/x%2F..%2Fy%3Fz%231%20%25~.%C3%A9/b?q=a%26b%3Dc%7Cd");
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Map<?, ?> read() {
		return this.calls.read(thing(), UpstreamJson.object(Map.class));
	}

	private void write() {
		this.calls.write(UpstreamRequest.post("/thing").json(Map.of("a", 1)), BodyReader.NOTHING);
	}

	private static UpstreamRequest thing() {
		return UpstreamRequest.get("/thing");
	}

	private static void answer(ResponseDefinitionBuilder answer) {
		UPSTREAM.stubFor(WireMock.get("/thing").willReturn(answer));
	}

	private static GatewayException failure(ThrowingCallable call) {
		GatewayException failure = catchThrowableOfType(GatewayException.class, call);
		assertThat(failure).as("a failure").isNotNull();
		assertThat(failure.backend()).isEqualTo(new BackendId("test"));
		return failure;
	}

	private static Credentials counting(AtomicInteger tokens) {
		return new Credentials() {

			@Override
			public Held obtain() {
				return new Held("Bearer " + tokens.incrementAndGet(), null);
			}

			@Override
			public boolean refused(Held refused) {
				return true;
			}

		};
	}

	private static UpstreamCalls calls(Duration readTimeout, int most) {
		return new UpstreamCalls(new BackendId("test"), URI.create(UPSTREAM.baseUrl() + "/"),
				properties(readTimeout, most), kit());
	}

	private static UpstreamKit kit() {
		return TestBackends.kit(new BackendId("test"),
				new ResilienceProperties(3, new ResilienceProperties.Circuit(20, 10, 50, Duration.ofSeconds(10))),
				Clock.systemUTC());
	}

	private static BackendProperties properties(Duration readTimeout, int most) {
		return new BackendProperties("test", true, URI.create("http://127.0.0.1"), List.of(), Duration.ofSeconds(1),
				readTimeout, most, Duration.ZERO, TestBackends.NO_AUTH);
	}

	private static URI closedPort() throws Exception {
		try (ServerSocket socket = new ServerSocket(0)) {
			return URI.create("http://127.0.0.1:" + socket.getLocalPort());
		}
	}

}
