package io.patchbay;

import java.time.Duration;
import java.util.List;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The traces of a gateway that is told where to send them.
 */
class GatewayTracingTests extends AbstractOperatedTests {

	private static final String CALLER = "00f067aa0ba902b7";

	private GatewayClient client;

	@BeforeEach
	void heal(@LocalServerPort int port) {
		this.client = GatewayClient.of(port);
		this.client.heal();
	}

	@Test
	void callersTraceGoesOnThroughTheRequestToEachUpstreamCall() {
		// Signs in first: the tokens were forgotten.
		this.client.read("/api/v1/connections?limit=200");
		String trace = "0af7651916cd43dd8448eb211c80319c";
		this.client.read("/api/v1/connections?limit=200&q=canary-query&backend=wallaroo&backend=maestro", "traceparent",
				"00-" + trace + "-" + CALLER + "-01");
		TraceReceiver.Sent request = await().until(() -> find(trace, SpanKind.SPAN_KIND_SERVER, "/api/v1/connections"),
				(found) -> found != null);
		assertThat(request.parent()).isEqualTo(CALLER);
		assertThat(request.name()).isEqualTo("http get /api/v1/connections");
		List<TraceReceiver.Sent> calls = TRACES.trace(trace)
			.stream()
			.filter((span) -> span.kind() == SpanKind.SPAN_KIND_CLIENT)
			.toList();
		assertThat(calls).allSatisfy((call) -> assertThat(call.parent()).isEqualTo(request.id()))
			.extracting(TraceReceiver.Sent::name)
			.contains("POST /v1/api/connections/list", "GET /connections");
		TraceReceiver.Sent call = find(trace, SpanKind.SPAN_KIND_CLIENT, "/connections/list");
		assertThat(call.attributes()).containsEntry("http.request.method", "POST")
			.containsEntry("url.template", "/v1/api/connections/list")
			.containsEntry("http.response.status_code", "200")
			.containsEntry("server.address", "127.0.0.1")
			.containsEntry("patchbay.backend", "wallaroo");
		assertThat(call.failed()).isFalse();
		// The emulator is served by the same process, and continues what it is sent.
		TraceReceiver.Sent platform = await().until(
				() -> find(trace, SpanKind.SPAN_KIND_SERVER, "/sandbox/wallaroo/v1/api/connections/list"),
				(found) -> found != null);
		assertThat(platform.parent()).isEqualTo(call.id());
	}

	@Test
	void failedCallsAndTheirRepetitionsHaveSpansOfTheirOwn() {
		this.client.read("/api/v1/connections?limit=200");
		this.client.breakPlatform("{'platform':'wallaroo','path':'connections/list','kind':'drop','times':1}");
		String trace = "1af7651916cd43dd8448eb211c80319c";
		this.client.read("/api/v1/connections?limit=200&backend=wallaroo", "traceparent",
				"00-" + trace + "-" + CALLER + "-01");
		List<TraceReceiver.Sent> calls = await().until(() -> TRACES.trace(trace)
			.stream()
			.filter((span) -> span.name().equals("POST /v1/api/connections/list"))
			.toList(), (found) -> found.size() == 2);
		TraceReceiver.Sent failed = calls.stream().filter(TraceReceiver.Sent::failed).findFirst().orElseThrow();
		assertThat(failed.attributes()).containsEntry("error.type", "upstream-unavailable")
			.doesNotContainKey("http.response.status_code");
		assertThat(calls).allSatisfy((span) -> assertThat(span.events()).isZero());
	}

	@Test
	void callerWhoDoesNotWantATraceHasNone() {
		String trace = "2af7651916cd43dd8448eb211c80319c";
		this.client.read("/api/v1/connections?limit=200", "traceparent", "00-" + trace + "-" + CALLER + "-00");
		String after = "3af7651916cd43dd8448eb211c80319c";
		this.client.read("/api/v1/backends", "traceparent", "00-" + after + "-" + CALLER + "-01");
		await().until(() -> !TRACES.trace(after).isEmpty());
		assertThat(TRACES.trace(trace)).isEmpty();
	}

	@Test
	void tracesHoldNeitherSecretsNorQueries() {
		String trace = "4af7651916cd43dd8448eb211c80319c";
		this.client.send("POST", "/api/v1/connections",
				"{\"backend\":\"wallaroo\",\"name\":\"canary-name\",\"type\":\"HTTP\",\"details\":{\"password\":\"canary-body\"}}",
				"Content-Type", "application/json", "Idempotency-Key", "canary-key", "traceparent",
				"00-" + trace + "-" + CALLER + "-01");
		this.client.get("/api/v1/connections?name=canary-query&limit=nine", "Authorization-Of", "canary-header",
				"traceparent", "00-" + trace + "-" + CALLER + "-01");
		await().atMost(Duration.ofSeconds(20))
			.until(() -> TRACES.trace(trace).stream().filter((span) -> span.parent().equals(CALLER)).count() == 2);
		assertThat(TRACES.text()).doesNotContain("canary", "sandbox-secret", "sandbox-wallaroo", "sandbox-maestro",
				"limit=", "Bearer", "eyJ");
		assertThat(TRACES.text()).contains("service.name", "patchbay");
	}

	private static TraceReceiver.Sent find(String trace, SpanKind kind, String end) {
		return TRACES.trace(trace)
			.stream()
			.filter((span) -> span.kind() == kind && span.name().endsWith(end))
			.findFirst()
			.orElse(null);
	}

}
