package io.patchbay.backend.airbyte;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.patchbay.backend.BackendProperties;
import io.patchbay.backend.TestBackends;
import io.patchbay.backend.TestClock;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionBackend;
import io.patchbay.connection.ConnectionFilter;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ConnectionStatus;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.Include;
import io.patchbay.connection.ListRequest;
import io.patchbay.connection.Seen;
import io.patchbay.connection.Slice;
import io.patchbay.connection.WorkspaceId;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A pretend Airbyte and an adapter that talks to it.
 */
abstract class AirbyteFixture {

	@RegisterExtension
	static final WireMockExtension UPSTREAM = WireMockExtension.newInstance()
		.options(WireMockConfiguration.wireMockConfig().dynamicPort())
		.build();

	static final BackendProperties.Auth APPLICATION = new BackendProperties.Auth(BackendProperties.Mode.HELD, null,
			"app", "top secret", null, null, null, null, null);

	static final BackendId NAME = new BackendId("airbyte");

	static final ConnectionId ID = new ConnectionId(NAME, AirbyteStubs.connectionId(1));

	final TestClock clock = new TestClock();

	final ConnectionBackend backend(String... workspaces) {
		return backend(TestBackends.token("static"), workspaces);
	}

	final ConnectionBackend backend(BackendProperties.Auth auth, String... workspaces) {
		AirbyteFactory factory = new AirbyteFactory();
		return TestBackends.create(factory,
				TestBackends.properties(factory, UPSTREAM.baseUrl() + AirbyteStubs.ROOT, auth, List.of(workspaces)),
				Map.of("web-url", "https://airbyte.example.com/"), this.clock);
	}

	final Connection get(String json, Include... include) {
		UPSTREAM.stubFor(AirbyteStubs.get("/connections/" + ID.upstreamId()).willReturn(WireMock.okJson(json)));
		return backend().get(ID, Set.of(include));
	}

	static void rows(int count) {
		rows(IntStream.range(0, count).mapToObj((i) -> AirbyteStubs.connection(i).toString()).toList());
	}

	static void rows(List<String> rows) {
		AirbyteStubs.list(UPSTREAM, "/connections", rows);
	}

	static WorkspaceId workspace(int number) {
		return new WorkspaceId(NAME, AirbyteStubs.workspaceId(number));
	}

	static ConnectionFilter filter(@Nullable WorkspaceId workspace, @Nullable ConnectionStatus status,
			@Nullable String name) {
		return new ConnectionFilter(Set.of(), workspace, null, status, name, null, null, null, null, null);
	}

	static ListRequest request(ConnectionFilter filter, int limit, Include... include) {
		return new ListRequest(filter, Set.of(include), null, Seen.NOTHING, limit);
	}

	static ListRequest request(int limit, Include... include) {
		return request(ConnectionFilter.NONE, limit, include);
	}

	static List<String> ids(Slice<Connection> slice) {
		return slice.entries().stream().map(Slice.Entry::id).toList();
	}

	static int calls(String path) {
		return UPSTREAM
			.findAll(RequestPatternBuilder.newRequestPattern()
				.withUrl(WireMock.urlPathMatching(AirbyteStubs.ROOT + path)))
			.size();
	}

	static List<String> urls(String path) {
		return UPSTREAM
			.findAll(RequestPatternBuilder.newRequestPattern()
				.withUrl(WireMock.urlPathMatching(AirbyteStubs.ROOT + path)))
			.stream()
			.map((request) -> request.getUrl().substring(AirbyteStubs.ROOT.length()))
			.toList();
	}

	static GatewayException failure(ThrowingCallable call) {
		return catchThrowableOfType(GatewayException.class, call);
	}

}
