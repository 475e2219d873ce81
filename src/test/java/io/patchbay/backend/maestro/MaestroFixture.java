package io.patchbay.backend.maestro;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * A pretend Maestro that answers what a test wants.
 */
abstract class MaestroFixture {

	@RegisterExtension
	static final WireMockExtension UPSTREAM = WireMockExtension.newInstance()
		.options(WireMockConfiguration.wireMockConfig().dynamicPort())
		.build();

	static final BackendId ID = new BackendId("maestro");

	static final BackendProperties.Auth USER = new BackendProperties.Auth(BackendProperties.Mode.HELD, null, null, null,
			"u", "p", null, null, null);

	void recorded() {
		UPSTREAM.stubFor(listCall().willReturn(WireMock.okJson(Recorded.json(getClass(), "connections.json"))));
	}

	void signIn() {
		UPSTREAM.stubFor(
				WireMock.post("/auth/sign-in").willReturn(WireMock.okJson(Recorded.json(getClass(), "session.json"))));
	}

	static void page(String parameter, int page, int from, int to) {
		UPSTREAM.stubFor(pageCall(parameter, page).willReturn(page(from, to)));
	}

	static ResponseDefinitionBuilder page(int from, int to) {
		return answer(ids(from, to));
	}

	static ResponseDefinitionBuilder answer(List<String> ids) {
		List<String> items = ids.stream().map((id) -> "{\"id\":\"" + id + "\",\"customer_id\":\"tenant-1\"}").toList();
		return WireMock.okJson("{\"message\":\"ok\",\"connections\":[" + String.join(",", items) + "]}");
	}

	static MappingBuilder listCall() {
		return WireMock.get(WireMock.urlPathEqualTo("/connections"));
	}

	static MappingBuilder pageCall(String parameter, int page) {
		return listCall().withQueryParam(parameter, WireMock.equalTo(String.valueOf(page)));
	}

	static List<String> ids(int from, int to) {
		return IntStream.range(from, to).mapToObj((number) -> id(number).upstreamId()).toList();
	}

	static List<String> ids(Slice<Connection> slice) {
		return slice.entries().stream().map(Slice.Entry::id).toList();
	}

	static ConnectionId id(int number) {
		return new ConnectionId(ID, "17000000%05d_ab12cd34_mysql-1.0.0".formatted(number));
	}

	static WorkspaceId tenant(String id) {
		return new WorkspaceId(ID, id);
	}

	static ListRequest first(int limit) {
		return new ListRequest(ConnectionFilter.NONE, Set.of(), null, Seen.NOTHING, limit);
	}

	static List<String> walk(ConnectionBackend backend, int limit) {
		List<String> all = new ArrayList<>();
		String place = null;
		do {
			Slice<Connection> slice = backend
				.list(new ListRequest(ConnectionFilter.NONE, Set.of(), place, Seen.NOTHING.plus(all), limit));
			all.addAll(ids(slice));
			place = slice.next();
		}
		while (place != null);
		return all;
	}

	static GatewayException failure(ThrowingCallable call) {
		return catchThrowableOfType(GatewayException.class, call);
	}

	static ConnectionBackend backend() {
		return backend(TestBackends.token("static"), Map.of());
	}

	static ConnectionBackend backend(BackendProperties.Auth auth, Map<String, String> settings) {
		MaestroFactory factory = new MaestroFactory();
		return TestBackends.create(factory, TestBackends.properties(factory, UPSTREAM.baseUrl(), auth, List.of()),
				settings, new TestClock());
	}

}
