package io.patchbay.backend.airbyte;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ConnectionStatus;
import io.patchbay.connection.Endpoint;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.Schedule;
import io.patchbay.connection.Stream;
import io.patchbay.connection.WorkspaceRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AirbyteConnectionTests extends AirbyteFixture {

	@Test
	void connectionIsSaidInOurWords() {
		Connection connection = get(AirbyteStubs.text("connection.json"));
		String page = "https://airbyte.example.com/workspaces/" + AirbyteStubs.workspaceId(0) + "/connections/"
				+ ID.upstreamId();
		assertThat(connection).isEqualTo(Connection.builder(ID, AirbyteBackend.PLATFORM)
			.name("Orders to warehouse")
			.status(ConnectionStatus.ACTIVE)
			.upstreamStatus("active")
			.enabled(true)
			.workspaces(List.of(new WorkspaceRef(workspace(0), null)))
			.createdAt(Instant.parse("2026-01-01T00:00:00Z"))
			.schedule(new Schedule(Schedule.Type.CRON, "0 0 */6 * * ?", "UTC",
					List.of(Instant.parse("2026-03-01T18:00:00Z"), Instant.parse("2026-03-02T00:00:00Z"),
							Instant.parse("2026-03-02T06:00:00Z"))))
			.source(new Endpoint("50000000-0000-4000-8000-000000000001", null, null))
			.destination(new Endpoint("d0000000-0000-4000-8000-000000000001", null, null))
			.tablePrefix("raw_")
			.streams(List.of(
					new Stream("orders", "shop", "incremental_deduped_history", List.of("changed_at"),
							List.of(List.of("id"))),
					new Stream("regions", null, "full_refresh_overwrite", List.of(), List.of())))
			.links(Map.of("web", page, "jobHistory", page + "/timeline"))
			.extensions(Map.of("namespaceDefinition", "destination", "nonBreakingSchemaUpdatesBehavior", "ignore",
					"tags", List.of()))
			.build());
	}

	@Test
	void whatAirbyteDoesNotSayStaysAbsent() {
		String json = "{\"connectionId\":\"" + ID.upstreamId() + "\",\"createdAt\":null,\"schedule\":null}";
		assertThat(get(json)).isEqualTo(Connection.builder(ID, AirbyteBackend.PLATFORM).build());
	}

	@ParameterizedTest
	@CsvSource({ "active,ACTIVE,true", "inactive,INACTIVE,false", "locked,LOCKED,false", "deprecated,DELETED,false",
			"napping,UNKNOWN," })
	void statusIsSaidInOurWordsAndItsOwn(String word, ConnectionStatus status, @Nullable Boolean enabled) {
		Connection connection = get(AirbyteStubs.connection(1).put("status", word).toString());
		assertThat(connection.status()).isEqualTo(status);
		assertThat(connection.upstreamStatus()).isEqualTo(word);
		assertThat(connection.enabled()).isEqualTo(enabled);
	}

	@Test
	void extensionsHoldWhatAirbyteAloneSays() {
		Connection connection = get(AirbyteStubs.connection(1)
			.put("namespaceFormat", "${SOURCE_NAMESPACE}_raw")
			.put("statusReason", "over quota")
			.toString()
			.replace("\"tags\":[]", "\"tags\":[{\"name\":\"gold\"}]"));
		assertThat(connection.extensions()).containsEntry("namespaceFormat", "${SOURCE_NAMESPACE}_raw")
			.containsEntry("statusReason", "over quota")
			.containsEntry("tags", List.of(Map.of("name", "gold")));
	}

	@Test
	void timeOfCreationMayBeText() {
		Connection connection = get(AirbyteStubs.connection(1).put("createdAt", "2026-02-03T04:05Z").toString());
		assertThat(connection.createdAt()).isEqualTo(Instant.parse("2026-02-03T04:05:00Z"));
	}

	@Test
	void connectionWithoutIdIsNotOfTheApi() {
		GatewayException failure = failure(() -> get("{\"name\":\"nobody\"}"));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_INVALID_RESPONSE);
	}

	@ParameterizedTest
	@CsvSource({ "403,forbidden.json", "404,not-found.json" })
	void idThatWeMayNotSeeIsNotFound(int status, String answer) {
		UPSTREAM.stubFor(
				AirbyteStubs.get("/connections/" + ID.upstreamId()).willReturn(AirbyteStubs.problem(status, answer)));
		GatewayException failure = failure(() -> backend().get(ID, Set.of()));
		assertThat(failure).isInstanceOf(GatewayException.NotFound.class).hasMessageContaining(ID.toString());
		assertThat(failure.upstream()).extracting(GatewayException.Upstream::status).isEqualTo(status);
	}

	@Test
	void lackOfLicenseIsNotLackOfTheConnection() {
		UPSTREAM.stubFor(AirbyteStubs.get("/connections/" + ID.upstreamId())
			.willReturn(AirbyteStubs.problem(403, "license.json")));
		GatewayException failure = failure(() -> backend().get(ID, Set.of()));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_FORBIDDEN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "7", "0c0ffee0-0000-4000-8000-00000000000", "0c0ffee0-0000-4000-8000-00000000000g",
			"../workspaces" })
	void idThatIsNoUuidIsNotFoundWithoutACall(String id) {
		ConnectionId strange = new ConnectionId(NAME, id);
		assertThat(failure(() -> backend().get(strange, Set.of()))).isInstanceOf(GatewayException.NotFound.class);
		assertThat(failure(() -> backend().workspacesOf(strange))).isInstanceOf(GatewayException.NotFound.class);
		assertThat(UPSTREAM.getAllServeEvents()).isEmpty();
	}

	@Test
	void workspaceOfAConnectionHasItsName() {
		get(AirbyteStubs.text("connection.json"));
		UPSTREAM.stubFor(AirbyteStubs.get("/workspaces/" + AirbyteStubs.workspaceId(0))
			.willReturn(WireMock.okJson(AirbyteStubs.text("workspace.json"))));
		assertThat(backend().workspacesOf(ID)).containsExactly(new WorkspaceRef(workspace(0), "Analytics"));
	}

	@Test
	void workspaceThatWeMayNotSeeHasNoName() {
		get(AirbyteStubs.text("connection.json"));
		UPSTREAM.stubFor(AirbyteStubs.get("/workspaces/" + AirbyteStubs.workspaceId(0))
			.willReturn(AirbyteStubs.problem(403, "forbidden.json")));
		assertThat(backend().workspacesOf(ID)).containsExactly(new WorkspaceRef(workspace(0), null));
	}

}
