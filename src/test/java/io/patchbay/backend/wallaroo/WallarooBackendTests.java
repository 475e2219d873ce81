package io.patchbay.backend.wallaroo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.patchbay.backend.AbstractBackendTests;
import io.patchbay.backend.BackendProperties;
import io.patchbay.backend.PlatformFactory;
import io.patchbay.backend.Recorded;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionFilter;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.ListRequest;
import io.patchbay.connection.Seen;
import io.patchbay.connection.Slice;
import io.patchbay.connection.Workspace;
import io.patchbay.connection.WorkspaceRef;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class WallarooBackendTests extends AbstractBackendTests {

	private static final String TOKEN_PATH = "/auth/realms/master/protocol/openid-connect/token";

	private static final JsonMapper JSON = new JsonMapper();

	@Override
	protected PlatformFactory<?> factory() {
		return new WallarooFactory();
	}

	@Override
	protected BackendProperties.Auth credentials() {
		return new BackendProperties.Auth(BackendProperties.Mode.HELD, null, null, "secret", "user", "pass word", null,
				null, null);
	}

	@Override
	protected Set<String> emulated() {
		return Set.of();
	}

	@Override
	protected MappingBuilder signInCall() {
		return WireMock.post(TOKEN_PATH).withFormParam("grant_type", WireMock.equalTo("password"));
	}

	@Override
	protected String session(String token) {
		return Recorded.json(getClass(), "token.json").replace("first", token);
	}

	@Override
	protected Duration tokenLifetime() {
		return Duration.ofSeconds(3600);
	}

	@Override
	protected String authorization(String token) {
		return "Bearer " + token;
	}

	@Override
	protected String connectionId(int number) {
		return "11111111-1111-4111-8111-%012d".formatted(number);
	}

	@Override
	protected String workspaceId(int number) {
		return String.valueOf(33 + number);
	}

	@Override
	protected String json(Row row) {
		return """
				{"id":"%s","name":"%s","type":"%s","details":{"host":"h"},"created_at":"%s","workspace_names":["ws-%s"]}"""
			.formatted(row.id(), row.name(), row.type(), row.created(), row.workspace());
	}

	@Override
	protected void listing(List<String> items) {
		workspaces();
		UPSTREAM.stubFor(listCall().willReturn(WireMock.okJson("{\"connections\":[" + String.join(",", items) + "]}")));
		for (String item : items) {
			JsonNode name = JSON.readTree(item).path("name");
			if (name.isString()) {
				UPSTREAM.stubFor(nameCall()
					.withRequestBody(WireMock.matchingJsonPath("$.name", WireMock.equalTo(name.stringValue())))
					.willReturn(WireMock.okJson(item)));
			}
		}
	}

	@Override
	protected MappingBuilder listCall() {
		return WireMock.post("/v1/api/connections/list");
	}

	@Override
	protected MappingBuilder getCall(String id) {
		return WireMock.post("/v1/api/connections/get_by_id")
			.withRequestBody(WireMock.equalToJson("{\"id\":\"" + id + "\"}"));
	}

	@Override
	protected void single(Row row) {
		workspaces();
		UPSTREAM.stubFor(getCall(row.id()).willReturn(WireMock.okJson(json(row))));
	}

	@Override
	protected void none(String id) {
		workspaces();
		UPSTREAM.stubFor(getCall(id).willReturn(WireMock.jsonResponse("{\"code\":404,\"msg\":\"no\"}", 404)));
	}

	@Test
	void listTellsWhatWallarooTells() {
		recorded();
		Slice<Connection> slice = backend().list(first(10));
		assertThat(slice.entries()).hasSize(4);
		assertThat(slice.invalidItems()).isOne();
		Connection first = slice.entries().get(0).item();
		assertThat(first.type()).isEqualTo("BIGQUERY");
		assertThat(first.status()).isNull();
		assertThat(first.updatedAt()).isNull();
		assertThat(first.enabled()).isNull();
		assertThat(first.details()).isNotNull();
		assertThat(first.details().reveal()).containsEntry("dataset", "sales").containsEntry("port", 1234);
		assertThat(first.toString()).doesNotContain("not-a-key");
		assertThat(slice.entries()).extracting((entry) -> entry.item().details() != null)
			.containsExactly(true, false, false, true);
	}

	@Test
	void timesAreReadWithAndWithoutZone() {
		recorded();
		assertThat(backend().list(first(10)).entries()).extracting((entry) -> entry.item().createdAt())
			.containsExactly(Instant.parse("2026-01-05T09:00:00.123456Z"), Instant.parse("2026-01-05T09:00:00Z"),
					Instant.parse("2026-01-05T09:00:00.123456Z"), null);
	}

	@Test
	void workspaceNamesBecomeIdsWhereTheyAreVisible() {
		recorded();
		List<Slice.Entry<Connection>> entries = backend().list(first(10)).entries();
		assertThat(entries.get(0).item().workspaces()).containsExactly(new WorkspaceRef(workspace("33"), "ws-33"),
				new WorkspaceRef(workspace("34"), "ws-34"));
		assertThat(entries.get(1).item().workspaces()).containsExactly(new WorkspaceRef(null, "of-somebody-else"));
		assertThat(entries.get(2).item().workspaces()).isEmpty();
		assertThat(entries.get(3).item().workspaces())
			.containsExactly(new WorkspaceRef(workspace("1"), "u@x - Default Workspace"));
	}

	@Test
	void allowListHidesOtherWorkspacesAndWhatIsAttachedNowhere() {
		recorded();
		Slice<Connection> slice = backend("34").list(first(10));
		assertThat(slice.entries()).hasSize(1);
		assertThat(slice.entries().getFirst().item().workspaces())
			.containsExactly(new WorkspaceRef(workspace("34"), "ws-34"));
		assertThat(backend("34").workspaces(first(10)).entries()).extracting(Slice.Entry::id).containsExactly("34");
	}

	@Test
	void listPostsJsonAndTheWorkspaceAsNumber() {
		recorded();
		backend().list(first(10));
		backend().list(first(in(workspace("33")), 10));
		UPSTREAM.verify(1,
				WireMock.postRequestedFor(WireMock.urlEqualTo("/v1/api/connections/list"))
					.withHeader("Content-Type", WireMock.equalTo("application/json"))
					.withRequestBody(WireMock.equalToJson("{}")));
		UPSTREAM.verify(1, WireMock.postRequestedFor(WireMock.urlEqualTo("/v1/api/connections/list"))
			.withRequestBody(WireMock.equalToJson("{\"workspace_id\":33}")));
	}

	@Test
	void workspaceThatIsNotVisibleIsNotAskedFor() {
		recorded();
		for (String id : List.of("35", "033", "ws-33", "33.0")) {
			assertThat(failure(() -> backend().list(first(in(workspace(id)), 5))))
				.isInstanceOf(GatewayException.NotFound.class);
		}
		assertThat(calls(listCall())).isZero();
	}

	@Test
	void nameIsLookedUpNotSearched() {
		listingOf(rows(3));
		assertThat(ids(backend().list(first(named("Connection 2"), 5)))).containsExactly(connectionId(2));
		assertThat(calls(listCall())).isZero();
		assertThat(calls(nameCall())).isOne();
	}

	@Test
	void nameThatIsNotThereIsAnEmptyList() {
		listingOf(rows(3));
		for (int status : new int[] { 404, 400 }) {
			UPSTREAM.stubFor(nameCall().atPriority(1).willReturn(status(status)));
			Slice<Connection> slice = backend().list(first(named("Connection 9"), 5));
			assertThat(slice.entries()).isEmpty();
			assertThat(slice.next()).isNull();
		}
	}

	@Test
	void nameWithinAWorkspaceIsSearchedThere() {
		listingOf(rows(3));
		ConnectionFilter filter = new ConnectionFilter(Set.of(), workspace("33"), null, null, "Connection 2", null,
				null, null, null, null);
		assertThat(walk(backend(), filter, 1)).containsExactly(connectionId(2));
		assertThat(calls(nameCall())).isZero();
	}

	@Test
	void idThatIsNoUuidIsNotAskedFor() {
		assertThat(failure(() -> backend().get(id("bq-input"), Set.of())))
			.isInstanceOf(GatewayException.NotFound.class);
		assertThat(UPSTREAM.getAllServeEvents()).isEmpty();
	}

	@Test
	void unknownIdMayBeA400() {
		workspaces();
		UPSTREAM.stubFor(getCall(connectionId(1)).willReturn(WireMock.jsonResponse("{\"msg\":\"bad id\"}", 400)));
		assertThat(failure(() -> backend().get(id(connectionId(1)), Set.of())))
			.isInstanceOf(GatewayException.NotFound.class);
	}

	@Test
	void failureTellsTheMsgOfTheBodyAndSurvivesOthers() {
		workspaces();
		UPSTREAM.stubFor(listCall().willReturn(WireMock.jsonResponse("{\"code\":500,\"msg\":\"boom\"}", 500)));
		assertThat(failure(() -> backend().list(first(5))).upstream())
			.isEqualTo(new GatewayException.Upstream(500, null, "boom"));
		UPSTREAM.stubFor(listCall().willReturn(WireMock.aResponse().withStatus(502).withBody("<html>")));
		assertThat(failure(() -> backend().list(first(5))).upstream())
			.isEqualTo(new GatewayException.Upstream(502, null, null));
	}

	@Test
	void listFailsWhenTheWorkspacesCannotBeRead() {
		listingOf(rows(3));
		UPSTREAM.stubFor(workspacesCall().atPriority(1).willReturn(status(503)));
		assertThat(failure(() -> backend().list(first(5))).code()).isEqualTo(ErrorCode.UPSTREAM_UNAVAILABLE);
		assertThat(calls(listCall())).isOne();
		UPSTREAM.stubFor(workspacesCall().atPriority(1).willReturn(status(404)));
		assertThat(failure(() -> backend().list(first(5))).code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
	}

	@Test
	void workspacesAreListedInOrderWithTheirPlaces() {
		recorded();
		Slice<Workspace> slice = backend().workspaces(first(2));
		assertThat(slice.entries()).extracting(Slice.Entry::id).containsExactly("1", "33");
		Workspace first = slice.entries().getFirst().item();
		assertThat(first.name()).isEqualTo("u@x - Default Workspace");
		assertThat(first.createdAt()).isEqualTo(Instant.parse("2025-12-01T08:00:00.5Z"));
		assertThat(first.extensions()).containsOnlyKeys("archived");
		Slice<Workspace> rest = backend().workspaces(new ListRequest(ConnectionFilter.NONE, Set.of(), slice.next(),
				Seen.NOTHING.plus(List.of("1", "33")), 2));
		assertThat(rest.entries()).extracting(Slice.Entry::id).containsExactly("34");
		assertThat(rest.invalidItems()).isOne();
		assertThat(rest.next()).isNull();
	}

	@Test
	void walkGoesOnAfterWhatIsLeftOfTheDelivered() {
		listingOf(rows(30));
		Slice<Connection> slice = backend().list(first(10));
		listingOf(rows(30).stream().filter((row) -> !row.equals(row(9)) && !row.equals(row(2))).toList());
		ListRequest rest = new ListRequest(ConnectionFilter.NONE, Set.of(), slice.next(), Seen.NOTHING.plus(ids(slice)),
				2);
		assertThat(ids(backend().list(rest))).containsExactly(connectionId(10), connectionId(11));
		listingOf(rows(30).subList(10, 30));
		assertThat(ids(backend().list(rest))).containsExactly(connectionId(20), connectionId(21));
	}

	private void recorded() {
		workspaces();
		UPSTREAM.stubFor(listCall().willReturn(WireMock.okJson(Recorded.json(getClass(), "connections.json"))));
	}

	private void workspaces() {
		UPSTREAM.stubFor(workspacesCall().willReturn(WireMock.okJson(Recorded.json(getClass(), "workspaces.json"))));
	}

	private static MappingBuilder workspacesCall() {
		return WireMock.post("/v1/api/workspaces/list");
	}

	private static MappingBuilder nameCall() {
		return WireMock.post("/v1/api/connections/get");
	}

}
