package io.patchbay.backend.airbyte;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionFilter;
import io.patchbay.connection.ConnectionStatus;
import io.patchbay.connection.Deadline;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.ListRequest;
import io.patchbay.connection.Seen;
import io.patchbay.connection.Slice;
import io.patchbay.connection.Workspace;
import io.patchbay.connection.WorkspaceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AirbyteListTests extends AirbyteFixture {

	@Test
	void listIsAskedForInPagesOfAHundredAndWithoutAnEmptyOne() {
		rows(123);
		Slice<Connection> slice = backend().list(request(200));
		assertThat(slice.entries()).hasSize(123);
		assertThat(slice.next()).isNull();
		assertThat(urls("/connections")).containsExactly("/connections?limit=100&offset=0&includeDeleted=false",
				"/connections?limit=100&offset=100&includeDeleted=false");
	}

	@Test
	void secondPageIsAskedForWhenItIsNeeded() {
		rows(250);
		Slice<Connection> slice = backend().list(request(100));
		assertThat(slice.entries()).hasSize(100);
		assertThat(slice.next()).isEqualTo("100");
		assertThat(urls("/connections")).hasSize(1);
	}

	@Test
	void nextOfTheLastPageIsNotTrusted() {
		rows(7);
		assertThat(backend().list(request(7)).next()).isNull();
		assertThat(urls("/connections")).hasSize(1);
	}

	@Test
	void fullLastPageIsFollowedByNothing() {
		rows(100);
		Slice<Connection> slice = backend().list(request(200));
		assertThat(slice.entries()).hasSize(100);
		assertThat(slice.next()).isNull();
		assertThat(urls("/connections")).hasSize(2);
	}

	@Test
	void allowedWorkspacesAreNamedOneByOne() {
		rows(1);
		backend(AirbyteStubs.workspaceId(0), AirbyteStubs.workspaceId(1)).list(request(5));
		assertThat(urls("/connections")).containsExactly("/connections?workspaceIds=" + AirbyteStubs.workspaceId(0)
				+ "&workspaceIds=" + AirbyteStubs.workspaceId(1) + "&limit=100&offset=0&includeDeleted=false");
	}

	@Test
	void workspaceThatIsAskedForIsNamedAndVerified() {
		rows(List.of(AirbyteStubs.connection(0).toString(),
				AirbyteStubs.connection(1).put("workspaceId", AirbyteStubs.workspaceId(1)).toString()));
		Slice<Connection> slice = backend(AirbyteStubs.workspaceId(0), AirbyteStubs.workspaceId(1))
			.list(request(filter(workspace(1), null, null), 5));
		assertThat(ids(slice)).containsExactly(AirbyteStubs.connectionId(1));
		assertThat(urls("/connections").getFirst()).contains("workspaceIds=" + AirbyteStubs.workspaceId(1))
			.doesNotContain(AirbyteStubs.workspaceId(0));
	}

	@Test
	void workspaceThatAirbyteRefusesIsNotFound() {
		UPSTREAM.stubFor(AirbyteStubs.get("/connections").willReturn(AirbyteStubs.problem(403, "forbidden.json")));
		GatewayException failure = failure(() -> backend().list(request(filter(workspace(0), null, null), 5)));
		assertThat(failure).isInstanceOf(GatewayException.NotFound.class).hasMessageContaining(workspace(0).toString());
		UPSTREAM.stubFor(AirbyteStubs.get("/connections").willReturn(AirbyteStubs.problem(404, "not-found.json")));
		assertThat(failure(() -> backend().list(request(filter(workspace(0), null, null), 5))))
			.isInstanceOf(GatewayException.NotFound.class);
		UPSTREAM.stubFor(AirbyteStubs.get("/connections").willReturn(AirbyteStubs.problem(403, "license.json")));
		assertThat(failure(() -> backend().list(request(filter(workspace(0), null, null), 5))).code())
			.isEqualTo(ErrorCode.UPSTREAM_FORBIDDEN);
	}

	@Test
	void workspaceThatCannotBeIsNotAskedFor() {
		for (WorkspaceId strange : List.of(new WorkspaceId(NAME, "33"), workspace(5))) {
			assertThat(
					failure(() -> backend(AirbyteStubs.workspaceId(0)).list(request(filter(strange, null, null), 5))))
				.isInstanceOf(GatewayException.NotFound.class);
		}
		assertThat(UPSTREAM.getAllServeEvents()).isEmpty();
	}

	@Test
	void deletedConnectionsAreListedOnDemandAlone() {
		rows(List.of(AirbyteStubs.connection(0).toString(),
				AirbyteStubs.connection(1).put("status", "deprecated").toString()));
		assertThat(ids(backend().list(request(5)))).containsExactly(AirbyteStubs.connectionId(0));
		assertThat(ids(backend().list(request(filter(null, ConnectionStatus.DELETED, null), 5))))
			.containsExactly(AirbyteStubs.connectionId(1));
		assertThat(urls("/connections").getLast()).endsWith("includeDeleted=true");
	}

	@Test
	void listSaysWhenActiveConnectionsRunNext() {
		rows(1);
		assertThat(backend().list(request(5)).entries().getFirst().item().schedule())
			.satisfies((schedule) -> assertThat(schedule.nextRuns()).hasSize(3));
	}

	@Test
	void itemsOfWrongTypesAreCounted() {
		rows(List.of(AirbyteStubs.connection(0).put("schedule", "daily").toString(),
				AirbyteStubs.connection(1).put("connectionId", 7).toString(),
				AirbyteStubs.connection(2).put("workspaceId", "elsewhere").toString(),
				AirbyteStubs.connection(3).toString().replace("\"orders\"", "null"),
				AirbyteStubs.connection(4).toString()));
		Slice<Connection> slice = backend().list(request(5));
		assertThat(ids(slice)).containsExactly(AirbyteStubs.connectionId(4));
		assertThat(slice.invalidItems()).isEqualTo(4);
		assertThat(slice.entries().getFirst().next()).isEqualTo("5");
	}

	@Test
	void rowsThatComeAgainOnTheNextPageAreDeliveredOnce() {
		rows(IntStream.range(0, 120).mapToObj((i) -> AirbyteStubs.connection(i % 110).toString()).toList());
		assertThat(ids(backend().list(request(200)))).hasSize(110).doesNotHaveDuplicates();
	}

	@Test
	void pageThatFailsLeavesThePagesBefore() {
		rows(150);
		UPSTREAM.stubFor(AirbyteStubs.get("/connections")
			.atPriority(1)
			.withQueryParam("offset", WireMock.equalTo("100"))
			.willReturn(WireMock.serverError()));
		Slice<Connection> slice = backend().list(request(200));
		assertThat(slice.entries()).hasSize(100);
		assertThat(slice.entries().getLast().next()).isEqualTo("100");
		assertThat(slice.failure())
			.satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_ERROR));
	}

	@Test
	void pageThatBreaksOffMidwayIsReadAnewAndCountedOnce() {
		String page = AirbyteStubs.page(List.of("{}", AirbyteStubs.connection(1).toString()));
		UPSTREAM.stubFor(AirbyteStubs.get("/connections")
			.inScenario("line")
			.whenScenarioStateIs("Started")
			.willSetStateTo("mended")
			.willReturn(WireMock.okJson(page.substring(0, page.length() - 20))
				.withHeader("Content-Length", String.valueOf(page.length() + 50))
				.withFault(Fault.MALFORMED_RESPONSE_CHUNK)));
		UPSTREAM.stubFor(AirbyteStubs.get("/connections")
			.inScenario("line")
			.whenScenarioStateIs("mended")
			.willReturn(WireMock.okJson(page)));
		Slice<Connection> slice = backend().list(request(5));
		assertThat(ids(slice)).containsExactly(AirbyteStubs.connectionId(1));
		assertThat(slice.invalidItems()).isOne();
	}

	@Test
	void longSearchHandsOverWhatItHasAndGoesOnThere() {
		rows(350);
		UPSTREAM.stubFor(AirbyteStubs.get("/connections")
			.atPriority(1)
			.withQueryParam("offset", WireMock.equalTo("100"))
			.willReturn(WireMock
				.okJson(AirbyteStubs
					.page(IntStream.range(100, 200).mapToObj((i) -> AirbyteStubs.connection(i).toString()).toList()))
				.withFixedDelay(1100)));
		ConnectionFilter filter = filter(null, null, "Connection 349");
		Slice<Connection> slice = Deadline.within(Duration.ofSeconds(2), () -> backend().list(request(filter, 5)));
		assertThat(slice.entries()).isEmpty();
		assertThat(slice.next()).isEqualTo("200");
		assertThat(slice.failure()).isNull();
		ListRequest rest = new ListRequest(filter, Set.of(), slice.next(), Seen.NOTHING, 5);
		assertThat(ids(backend().list(rest))).containsExactly(AirbyteStubs.connectionId(349));
	}

	@Test
	void workspacesHaveNamesAndAreCountedWhenBroken() {
		AirbyteStubs.list(UPSTREAM, "/workspaces", List.of(AirbyteStubs.text("workspace.json"), "{\"name\":\"no id\"}",
				"{\"workspaceId\":\"" + AirbyteStubs.workspaceId(1) + "\"}"));
		Slice<Workspace> slice = backend().workspaces(request(10));
		assertThat(slice.entries()).extracting(Slice.Entry::item)
			.containsExactly(new Workspace(workspace(0), "Analytics", null, Map.of("dataResidency", "us")),
					new Workspace(workspace(1), null, null, Map.of()));
		assertThat(slice.invalidItems()).isOne();
		assertThat(slice.next()).isNull();
		assertThat(urls("/workspaces")).containsExactly("/workspaces?limit=100&offset=0");
	}

	@Test
	void workspacesOutsideTheAllowedAreInvisible() {
		AirbyteStubs.list(UPSTREAM, "/workspaces", List.of(AirbyteStubs.text("workspace.json"),
				"{\"workspaceId\":\"" + AirbyteStubs.workspaceId(1) + "\"}"));
		Slice<Workspace> slice = backend(AirbyteStubs.workspaceId(1)).workspaces(request(10));
		assertThat(slice.entries()).extracting(Slice.Entry::id).containsExactly(AirbyteStubs.workspaceId(1));
		assertThat(urls("/workspaces"))
			.containsExactly("/workspaces?workspaceIds=" + AirbyteStubs.workspaceId(1) + "&limit=100&offset=0");
	}

	@Test
	void listOfWorkspacesThatIsNotThereIsNotTheCallersFault() {
		UPSTREAM.stubFor(AirbyteStubs.get("/workspaces").willReturn(WireMock.notFound()));
		assertThat(failure(() -> backend().workspaces(request(10))).code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
	}

}
