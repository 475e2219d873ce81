package io.patchbay.backend.airbyte;

import java.util.List;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionDraft;
import io.patchbay.connection.Schedule;
import io.patchbay.connection.Stream;
import io.patchbay.connection.WorkspaceId;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A pretend Airbyte that is written to. Single quotes in bodies stand for double ones.
 */
abstract class AirbyteWriteFixture extends AirbyteFixture {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	static final String SOURCE = "50000000-0000-4000-8000-000000000001";

	static final String DESTINATION = "d0000000-0000-4000-8000-000000000001";

	static final String PATH = "/connections/" + ID.upstreamId();

	final AirbyteBackend airbyte(String... workspaces) {
		return (AirbyteBackend) backend(workspaces);
	}

	static MappingBuilder call(String method, String path) {
		return WireMock.request(method, WireMock.urlPathEqualTo(AirbyteStubs.ROOT + path));
	}

	static ConnectionDraft draft(List<Stream> streams, Schedule schedule, String prefix, Boolean enabled) {
		return new ConnectionDraft(NAME, "Orders to warehouse", null, null, null, SOURCE, DESTINATION, streams,
				schedule, prefix, enabled);
	}

	static ConnectionDraft draft() {
		return draft(null, null, null, null);
	}

	static ConnectionDraft draft(WorkspaceId workspace) {
		return new ConnectionDraft(NAME, "Orders to warehouse", null, null, workspace, SOURCE, DESTINATION, null, null,
				null, null);
	}

	static Schedule cron(String expression) {
		return new Schedule(Schedule.Type.CRON, expression, null, List.of());
	}

	static Stream stream(String name, String namespace) {
		return new Stream(name, namespace, null, null, null);
	}

	static ObjectNode json() {
		return AirbyteStubs.connection(1);
	}

	/**
	 * The connection as an adapter reads it, which Airbyte shows from now on.
	 * @return the connection
	 */
	final Connection current() {
		return get(json().toString());
	}

	static void visibleEnds() {
		UPSTREAM.stubFor(
				AirbyteStubs.get("/sources/" + SOURCE).willReturn(WireMock.okJson(AirbyteStubs.text("source.json"))));
		UPSTREAM.stubFor(AirbyteStubs.get("/destinations/" + DESTINATION)
			.willReturn(WireMock.okJson(AirbyteStubs.text("destination.json"))));
	}

	/**
	 * What was written.
	 * @return method and path of each call that was no GET, in their order
	 */
	static List<String> writes() {
		return requests().stream()
			.map((request) -> request.getMethod() + " " + request.getUrl().substring(AirbyteStubs.ROOT.length()))
			.toList();
	}

	/**
	 * Asserts what the only call that wrote has sent.
	 * @param expected the JSON body
	 */
	static void assertSent(String expected) {
		assertThat(requests()).singleElement()
			.extracting((request) -> MAPPER.readTree(request.getBodyAsString()))
			.isEqualTo(MAPPER.readTree(quoted(expected)));
	}

	private static List<LoggedRequest> requests() {
		return UPSTREAM.findAll(WireMock.anyRequestedFor(WireMock.anyUrl()))
			.stream()
			.filter((request) -> !RequestMethod.GET.equals(request.getMethod()))
			.toList();
	}

	static String quoted(String json) {
		return json.replace('\'', '"');
	}

}
