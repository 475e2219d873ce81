package io.patchbay.backend;

import java.time.Duration;
import java.time.Instant;
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
import com.github.tomakehurst.wiremock.stubbing.Scenario;
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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What the behaviour suite must know of a platform: how its calls look on the wire, and
 * how to make a pretend upstream answer them.
 */
public abstract class PlatformHarness {

	/** The pretend upstream. */
	@RegisterExtension
	protected static final WireMockExtension UPSTREAM = WireMockExtension.newInstance()
		.options(WireMockConfiguration.wireMockConfig().dynamicPort())
		.build();

	protected final TestClock clock = new TestClock();

	protected abstract PlatformFactory<?> factory();

	/**
	 * Credentials with which the adapter has to sign in.
	 * @return the credentials
	 */
	protected abstract BackendProperties.Auth credentials();

	/**
	 * The names of the methods that the platform has no call for.
	 * @return the methods marked as emulated
	 */
	protected abstract Set<String> emulated();

	protected abstract MappingBuilder signInCall();

	/**
	 * The platform's answer to a sign-in.
	 * @param token the token in it
	 * @return a JSON body
	 */
	protected abstract String session(String token);

	/**
	 * How long the tokens of {@link #session(String)} live.
	 * @return the lifetime
	 */
	protected abstract Duration tokenLifetime();

	/**
	 * The header that a token goes out in.
	 * @param token the token
	 * @return the value of {@code Authorization}
	 */
	protected abstract String authorization(String token);

	/**
	 * Makes the platform answer renewals, where they are not like sign-ins.
	 * @param token the token to give
	 */
	protected void renewalGives(String token) {
	}

	protected abstract String connectionId(int number);

	protected abstract String workspaceId(int number);

	/**
	 * A connection as the platform writes it.
	 * @param row what is in it
	 * @return a JSON object
	 */
	protected abstract String json(Row row);

	/**
	 * Makes the platform answer its list calls, with its own way of paging, and whatever
	 * else the adapter asks on the way.
	 * @param items the JSON of the items, in order
	 */
	protected abstract void listing(List<String> items);

	/**
	 * The call by which the platform lists connections, whatever the page.
	 * @return the call, not answered yet
	 */
	protected abstract MappingBuilder listCall();

	/**
	 * The call by which the adapter reads one connection.
	 * @param id the platform's id
	 * @return the call, not answered yet
	 */
	protected abstract MappingBuilder getCall(String id);

	/**
	 * Makes the platform answer with one connection.
	 * @param row the connection
	 */
	protected abstract void single(Row row);

	/**
	 * Makes the platform say that it has no such connection.
	 * @param id the platform's id
	 */
	protected abstract void none(String id);

	protected Map<String, String> settings() {
		return Map.of();
	}

	protected String baseUrl() {
		return UPSTREAM.baseUrl();
	}

	protected final ConnectionBackend backend(String... workspaces) {
		return backend(TestBackends.token("static"), workspaces);
	}

	protected final ConnectionBackend backend(BackendProperties.Auth auth, String... workspaces) {
		return TestBackends.create(factory(), TestBackends.properties(factory(), baseUrl(), auth, List.of(workspaces)),
				settings(), this.clock);
	}

	/**
	 * Makes the platform give tokens.
	 * @param tokens the token of each sign-in; the last one again and again
	 */
	protected final void signInGives(String... tokens) {
		for (int i = 0; i < tokens.length; i++) {
			String next = "token " + Math.min(i + 1, tokens.length - 1);
			UPSTREAM.stubFor(signInCall().inScenario("sign-in")
				.whenScenarioStateIs((i == 0) ? Scenario.STARTED : "token " + i)
				.willReturn(WireMock.okJson(session(tokens[i])))
				.willSetStateTo((tokens.length == 1) ? Scenario.STARTED : next));
		}
	}

	/**
	 * Makes the platform refuse a token.
	 * @param token the token
	 */
	protected final void refuse(String token) {
		UPSTREAM.stubFor(WireMock.any(WireMock.anyUrl())
			.atPriority(1)
			.withHeader("Authorization", WireMock.equalTo(authorization(token)))
			.willReturn(status(401)));
	}

	protected static ResponseDefinitionBuilder status(int status) {
		return WireMock.jsonResponse("{\"message\":\"invented\"}", status);
	}

	protected static int calls(MappingBuilder call) {
		return (int) UPSTREAM.getAllServeEvents()
			.stream()
			.filter((event) -> call.build().getRequest().match(event.getRequest()).isExactMatch())
			.count();
	}

	protected final Row row(int number) {
		return new Row(connectionId(number), "Connection " + number, (number % 2 == 0) ? "even" : "odd", workspaceId(0),
				Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofHours(number)));
	}

	protected final List<Row> rows(int count) {
		return IntStream.range(0, count).mapToObj(this::row).toList();
	}

	protected final void listingOf(List<Row> rows) {
		listing(rows.stream().map(this::json).toList());
	}

	protected final BackendId name() {
		return new BackendId(factory().platform().name());
	}

	protected final ConnectionId id(String upstreamId) {
		return new ConnectionId(name(), upstreamId);
	}

	protected final WorkspaceId workspace(String upstreamId) {
		return new WorkspaceId(name(), upstreamId);
	}

	protected static ListRequest first(int limit) {
		return first(ConnectionFilter.NONE, limit);
	}

	protected static ListRequest first(ConnectionFilter filter, int limit) {
		return new ListRequest(filter, Set.of(), null, Seen.NOTHING, limit);
	}

	/**
	 * Lists as callers do, slice by slice.
	 * @param backend the adapter
	 * @param filter which connections
	 * @param limits the limit of each slice, over and over again
	 * @return the upstream ids, in the order of delivery
	 */
	protected static List<String> walk(ConnectionBackend backend, ConnectionFilter filter, int... limits) {
		List<String> ids = new ArrayList<>();
		String place = null;
		Seen seen = Seen.NOTHING;
		int slices = 0;
		do {
			int limit = limits[slices++ % limits.length];
			Slice<Connection> slice = backend.list(new ListRequest(filter, Set.of(), place, seen, limit));
			assertThat(slice.failure()).isNull();
			assertThat(slice.entries()).hasSizeLessThanOrEqualTo(limit);
			assertThat(slices).isLessThan(1000);
			List<String> delivered = slice.entries().stream().map(Slice.Entry::id).toList();
			ids.addAll(delivered);
			seen = seen.plus(delivered);
			place = slice.next();
		}
		while (place != null);
		return ids;
	}

	protected static List<String> ids(List<Row> rows) {
		return rows.stream().map(Row::id).toList();
	}

	protected static List<String> ids(Slice<Connection> slice) {
		return slice.entries().stream().map((entry) -> entry.item().id().upstreamId()).toList();
	}

	protected static GatewayException failure(ThrowingCallable call) {
		return catchThrowableOfType(GatewayException.class, call);
	}

	/**
	 * What a connection of the pretend upstream says.
	 *
	 * @param id the platform's id
	 * @param name its name
	 * @param type its type, for platforms that have one
	 * @param workspace the platform's id of its workspace
	 * @param created when it was made
	 */
	protected record Row(String id, String name, String type, String workspace, Instant created) {

		public Row in(String other) {
			return new Row(this.id, this.name, this.type, other, this.created);
		}

	}

}
