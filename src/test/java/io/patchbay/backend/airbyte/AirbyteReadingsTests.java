package io.patchbay.backend.airbyte;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.sun.net.httpserver.HttpServer;
import io.patchbay.connection.CatalogStream;
import io.patchbay.connection.ConnectionState;
import io.patchbay.connection.ConnectionState.StreamState;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AirbyteReadingsTests extends AirbyteSyncFixture {

	private static final String EVENT = "{\"timestamp\":1767608131000,\"level\":\"info\",\"logSource\":\"platform\","
			+ "\"message\":\"Line %d\",\"caller\":{\"className\":\"io.X\",\"lineNumber\":1}}";

	@BeforeEach
	void visible() {
		current();
		shown(job(JOB, "succeeded"));
	}

	@Test
	void logsOfBothNotationsAreLines() {
		config("/jobs/get", WireMock.okJson("""
				{"job":{"id":1,"logs":{"logLines":["not a log"]}},"attempts":[
				 {"attempt":{"id":0},"logType":"formatted","logs":{"logLines":["old one","old two"]}},
				 {"attempt":{"id":1},"logType":"structured","logs":{"version":"1","events":[
				  {"timestamp":1767608131000,"level":"info","message":"Hello"},
				  {"timestamp":1767608131250,"level":"error","message":"Broken\\n\\tat there"}]}},
				 {"attempt":{"id":2},"logs":null},{"attempt":{"id":3}}]}
				"""));
		assertThat(lines(0)).containsExactly("old one", "old two", "[2026-01-05T10:15:31Z] info: Hello",
				"[2026-01-05T10:15:31.250Z] error: Broken", "\tat there");
		assertThat(lines(2)).containsExactly("[2026-01-05T10:15:31.250Z] error: Broken", "\tat there");
		assertThat(lines(100)).hasSize(5);
		UPSTREAM.verify(3, WireMock.postRequestedFor(WireMock.urlEqualTo(CONFIG + "/jobs/get"))
			.withRequestBody(WireMock.equalToJson("{\"id\":" + JOB + "}")));
	}

	@Test
	void logsMayBeLongerThanOtherAnswers() {
		StringBuilder body = new StringBuilder(36_000_000).append("{\"attempts\":[{\"logs\":{\"events\":[");
		String padding = "x".repeat(1_000_000);
		for (int i = 0; i < 35; i++) {
			body.append((i > 0) ? "," : "").append(EVENT.formatted(i).replace("Line", padding));
		}
		config("/jobs/get", WireMock.okJson(body.append("]}}]}").toString()));
		assertThat(lines(1)).singleElement().asString().hasSizeGreaterThan(1_000_000).endsWith(" 34");
	}

	@Test
	void whatWasHandedOverIsNotReadAgain() throws IOException {
		AtomicInteger calls = new AtomicInteger();
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			calls.incrementAndGet();
			exchange.getRequestBody().readAllBytes();
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, 1_000_000);
			exchange.getResponseBody()
				.write(("{\"attempts\":[{\"logs\":{\"logLines\":[" + "\"line\",".repeat(5000))
					.getBytes(StandardCharsets.UTF_8));
			exchange.close();
		});
		server.start();
		try {
			AirbyteBackend backend = bare(
					Map.of("config-api-url", "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1"));
			List<String> lines = new ArrayList<>();
			GatewayException failure = failure(() -> backend.logs(RUN, 0, lines::add));
			assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_UNAVAILABLE);
			assertThat(lines).isNotEmpty().hasSizeLessThanOrEqualTo(5000);
			assertThat(calls).hasValue(1);
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void logsThatHaveNotBegunAreAskedForAgain() {
		config("/jobs/get", WireMock.serviceUnavailable());
		assertThat(failure(() -> lines(0)).code()).isEqualTo(ErrorCode.UPSTREAM_UNAVAILABLE);
		UPSTREAM.verify(2, WireMock.postRequestedFor(WireMock.urlEqualTo(CONFIG + "/jobs/get")));
	}

	@Test
	void statesOfStreamsAreShown() {
		state("{'stateType':'stream','streamState':[{'streamDescriptor':{'name':'users','namespace':'public'},"
				+ "'streamState':{'cursor':12345678901234567.25}},{'streamDescriptor':{'name':'orders'}}]}");
		ConnectionState state = airbyte().state(ID);
		assertThat(state.type()).isEqualTo(ConnectionState.Type.STREAM);
		assertThat(state.streams()).extracting(StreamState::name).containsExactly("users", "orders");
		assertThat(state.streams().getFirst().namespace()).isEqualTo("public");
		assertThat(state.streams().getFirst().state()).hasToString("{cursor=12345678901234567.25}");
		UPSTREAM.verify(WireMock.postRequestedFor(WireMock.urlEqualTo(CONFIG + "/state/get"))
			.withRequestBody(WireMock.equalToJson("{\"connectionId\":\"" + ID.upstreamId() + "\"}")));
	}

	@Test
	void sharedStateIsShown() {
		state("{'stateType':'global','globalState':{'shared_state':{'lsn':1},"
				+ "'streamStates':[{'streamDescriptor':{'name':'users'},'streamState':{}}]}}");
		assertThat(airbyte().state(ID)).isEqualTo(new ConnectionState(ConnectionState.Type.GLOBAL,
				List.of(new StreamState("users", null, Map.of())), Map.of("lsn", 1), null));
	}

	@Test
	void legacyStateIsShownAndSoIsNone() {
		state("{'stateType':'legacy','state':{'cursor':'c'}}");
		assertThat(airbyte().state(ID))
			.isEqualTo(new ConnectionState(ConnectionState.Type.LEGACY, null, null, Map.of("cursor", "c")));
		state("{'stateType':'not_set'}");
		assertThat(airbyte().state(ID)).isEqualTo(new ConnectionState(ConnectionState.Type.NOT_SET, null, null, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{'stateType':'new'}", "{'stateType':'global'}",
			"{'stateType':'stream','streamState':[{'streamState':{}}]}" })
	void whatIsNoStateIsNotShown(String json) {
		state(json);
		assertThat(failure(() -> airbyte().state(ID)).code()).isEqualTo(ErrorCode.UPSTREAM_INVALID_RESPONSE);
	}

	@Test
	void catalogHasStreamsThatAreNotSelected() {
		catalog("incremental", "append_dedup");
		List<CatalogStream> streams = airbyte().catalog(ID);
		assertThat(streams).hasSize(2);
		assertThat(streams.getFirst())
			.isEqualTo(new CatalogStream("users", "public", true, "incremental_deduped_history", List.of("updated_at"),
					List.of(List.of("id")), List.of("full_refresh", "incremental"), Map.of("type", "object")));
		assertThat(streams.getLast().selected()).isFalse();
		assertThat(streams.getLast().syncMode()).isNull();
		UPSTREAM.verify(WireMock.postRequestedFor(WireMock.urlEqualTo(CONFIG + "/web_backend/connections/get"))
			.withRequestBody(WireMock
				.equalToJson("{\"connectionId\":\"" + ID.upstreamId() + "\",\"withRefreshedCatalog\":false}")));
	}

	@ParameterizedTest
	@CsvSource({ "full_refresh,overwrite,full_refresh_overwrite", "full_refresh,append,full_refresh_append",
			"full_refresh,overwrite_dedup,full_refresh_overwrite_deduped", "incremental,append,incremental_append",
			"incremental,append_dedup,incremental_deduped_history", "incremental,soft_delete,incremental_soft_delete" })
	void modesAreSaidAsThePublicApiDoes(String read, String write, String combined) {
		catalog(read, write);
		assertThat(airbyte().catalog(ID).getFirst().syncMode()).isEqualTo(combined);
	}

	@Test
	void withoutTheConfigApiThereIsNothing() {
		AirbyteBackend bare = bare(Map.of());
		for (GatewayException failure : List.of(failure(() -> bare.state(ID)), failure(() -> bare.catalog(ID)),
				failure(() -> bare.logs(RUN, 0, (_) -> {
				})))) {
			assertThat(failure).isInstanceOf(GatewayException.NotSupported.class)
				.hasMessageContaining("config-api-url");
		}
	}

	@Test
	void connectionsThatAreNotVisibleHaveNothingToShow() {
		AirbyteBackend elsewhere = airbyte(AirbyteStubs.workspaceId(7));
		assertThat(failure(() -> elsewhere.state(ID)).code()).isEqualTo(ErrorCode.NOT_FOUND);
		assertThat(failure(() -> elsewhere.catalog(ID)).code()).isEqualTo(ErrorCode.NOT_FOUND);
		assertThat(failure(() -> elsewhere.logs(RUN, 0, (_) -> {
		})).code()).isEqualTo(ErrorCode.NOT_FOUND);
		UPSTREAM.verify(0, WireMock.postRequestedFor(WireMock.anyUrl()));
	}

	private List<String> lines(int tail) {
		List<String> lines = new ArrayList<>();
		airbyte().logs(RUN, tail, lines::add);
		return lines;
	}

	private static void state(String json) {
		config("/state/get", WireMock.okJson(quoted(json)));
	}

	private static void catalog(String read, String write) {
		config("/web_backend/connections/get",
				WireMock.okJson(quoted("{'syncCatalog':{'streams':[{'stream':{'name':'users','namespace':'public',"
						+ "'jsonSchema':{'type':'object'},'supportedSyncModes':['full_refresh','incremental']},"
						+ "'config':{'syncMode':'%s','destinationSyncMode':'%s','cursorField':['updated_at'],"
						+ "'primaryKey':[['id']],'selected':true}},{'stream':{'name':'orders'},'config':"
						+ "{'syncMode':'full_refresh','destinationSyncMode':'append','selected':false}}]}}")
					.formatted(read, write)));
	}

}
