package io.patchbay.backend.wallaroo;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import com.github.tomakehurst.wiremock.client.WireMock;
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

import static org.assertj.core.api.Assertions.assertThat;

class WallarooReadTests extends WallarooFixture {

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
		listing(numbers(0, 3));
		assertThat(ids(backend().list(first(named("Connection 2"), 5)))).containsExactly(uuid(2));
		assertThat(calls(listCall())).isZero();
		assertThat(calls(nameCall())).isOne();
	}

	@Test
	void nameThatIsNotThereIsAnEmptyList() {
		listing(numbers(0, 3));
		for (int status : new int[] { 404, 400 }) {
			UPSTREAM.stubFor(nameCall().atPriority(1).willReturn(status(status)));
			Slice<Connection> slice = backend().list(first(named("Connection 9"), 5));
			assertThat(slice.entries()).isEmpty();
			assertThat(slice.next()).isNull();
		}
	}

	@Test
	void nameWithinAWorkspaceIsSearchedThere() {
		listing(numbers(0, 3));
		ConnectionFilter filter = new ConnectionFilter(Set.of(), workspace("33"), null, null, "Connection 2", null,
				null, null, null, null);
		assertThat(ids(backend().list(first(filter, 1)))).containsExactly(uuid(2));
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
		UPSTREAM.stubFor(getCall(uuid(1)).willReturn(WireMock.jsonResponse("{\"msg\":\"bad id\"}", 400)));
		assertThat(failure(() -> backend().get(id(uuid(1)), Set.of()))).isInstanceOf(GatewayException.NotFound.class);
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
		listing(numbers(0, 3));
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
		listing(numbers(0, 30));
		Slice<Connection> slice = backend().list(first(10));
		listing(numbers(0, 30).stream().filter((number) -> number != 9 && number != 2).toList());
		ListRequest rest = new ListRequest(ConnectionFilter.NONE, Set.of(), slice.next(), Seen.NOTHING.plus(ids(slice)),
				2);
		assertThat(ids(backend().list(rest))).containsExactly(uuid(10), uuid(11));
		listing(numbers(10, 30));
		assertThat(ids(backend().list(rest))).containsExactly(uuid(20), uuid(21));
	}

}
