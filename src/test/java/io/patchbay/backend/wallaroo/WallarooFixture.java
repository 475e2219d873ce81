package io.patchbay.backend.wallaroo;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.patchbay.backend.BackendProperties;
import io.patchbay.backend.Recorded;
import io.patchbay.backend.TestBackends;
import io.patchbay.backend.TestClock;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionBackend;
import io.patchbay.connection.ConnectionFilter;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.ListRequest;
import io.patchbay.connection.Seen;
import io.patchbay.connection.Slice;
import io.patchbay.connection.WorkspaceId;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A pretend Wallaroo that answers what a test wants.
 */
abstract class WallarooFixture {

	@RegisterExtension
	static final WireMockExtension UPSTREAM = WireMockExtension.newInstance()
		.options(WireMockConfiguration.wireMockConfig().dynamicPort())
		.build();

	static final BackendId ID = new BackendId("wallaroo");

	final TestClock clock = new TestClock();

	void recorded() {
		workspaces();
		UPSTREAM.stubFor(listCall().willReturn(WireMock.okJson(Recorded.json(getClass(), "connections.json"))));
	}

	void workspaces() {
		UPSTREAM.stubFor(workspacesCall().willReturn(WireMock.okJson(Recorded.json(getClass(), "workspaces.json"))));
	}

	void listing(List<Integer> numbers) {
		workspaces();
		UPSTREAM.stubFor(listCall().willReturn(WireMock.okJson(numbers.stream()
			.map(WallarooFixture::json)
			.collect(Collectors.joining(",", "{\"connections\":[", "]}")))));
		numbers.forEach((number) -> UPSTREAM
			.stubFor(nameCall().withRequestBody(WireMock.equalToJson("{\"name\":\"Connection " + number + "\"}"))
				.willReturn(WireMock.okJson(json(number)))));
	}

	static MappingBuilder listCall() {
		return WireMock.post("/v1/api/connections/list");
	}

	static MappingBuilder nameCall() {
		return WireMock.post("/v1/api/connections/get");
	}

	static MappingBuilder workspacesCall() {
		return WireMock.post("/v1/api/workspaces/list");
	}

	static MappingBuilder getCall(String id) {
		return WireMock.post("/v1/api/connections/get_by_id")
			.withRequestBody(WireMock.equalToJson("{\"id\":\"" + id + "\"}"));
	}

	static int calls(MappingBuilder call) {
		return (int) UPSTREAM.getAllServeEvents()
			.stream()
			.filter((event) -> call.build().getRequest().match(event.getRequest()).isExactMatch())
			.count();
	}

	static ResponseDefinitionBuilder status(int status) {
		return WireMock.jsonResponse("{\"msg\":\"invented\"}", status);
	}

	static String json(int number) {
		return """
				{"id":"%s","name":"Connection %s","type":"ODBC","created_at":"2026-01-01T00:00:00Z","workspace_names":["ws-33"]}"""
			.formatted(uuid(number), number);
	}

	static List<Integer> numbers(int from, int to) {
		return IntStream.range(from, to).boxed().toList();
	}

	static String uuid(int number) {
		return "11111111-1111-4111-8111-%012d".formatted(number);
	}

	static ConnectionId id(String upstreamId) {
		return new ConnectionId(ID, upstreamId);
	}

	static WorkspaceId workspace(String upstreamId) {
		return new WorkspaceId(ID, upstreamId);
	}

	static ListRequest first(int limit) {
		return first(ConnectionFilter.NONE, limit);
	}

	static ListRequest first(ConnectionFilter filter, int limit) {
		return new ListRequest(filter, Set.of(), null, Seen.NOTHING, limit);
	}

	static ConnectionFilter in(WorkspaceId workspace) {
		return new ConnectionFilter(Set.of(), workspace, null, null, null, null, null, null, null, null);
	}

	static ConnectionFilter named(String name) {
		return new ConnectionFilter(Set.of(), null, null, null, name, null, null, null, null, null);
	}

	static List<String> ids(Slice<Connection> slice) {
		return slice.entries().stream().map(Slice.Entry::id).toList();
	}

	static GatewayException failure(ThrowingCallable call) {
		return catchThrowableOfType(GatewayException.class, call);
	}

	ConnectionBackend backend(String... workspaces) {
		return backend(UPSTREAM.baseUrl(), TestBackends.token("static"), workspaces);
	}

	ConnectionBackend backend(String baseUrl, BackendProperties.Auth auth, String... workspaces) {
		WallarooFactory factory = new WallarooFactory();
		return TestBackends.create(factory, TestBackends.properties(factory, baseUrl, auth, List.of(workspaces)),
				Map.of(), this.clock);
	}

}
