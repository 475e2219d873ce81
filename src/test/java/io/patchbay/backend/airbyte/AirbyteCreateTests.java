package io.patchbay.backend.airbyte;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.patchbay.backend.BackendProperties;
import io.patchbay.backend.TestBackends;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionChange;
import io.patchbay.connection.ConnectionDraft;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.GatewayException.FieldError;
import io.patchbay.connection.Schedule;
import io.patchbay.connection.Settings;
import io.patchbay.connection.Stream;
import io.patchbay.connection.WorkspaceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class AirbyteCreateTests extends AirbyteWriteFixture {

	@Test
	void createSendsWhatWasSaidAndNothingElse() {
		answer(WireMock.okJson(json().toString()));
		Connection created = airbyte().create(draft());
		assertThat(created.id()).isEqualTo(ID);
		assertThat(created.schedule().nextRuns()).isNotEmpty();
		assertThat(writes()).containsExactly("POST /connections");
		assertSent(
				"{'name':'Orders to warehouse','sourceId':'%s','destinationId':'%s'}".formatted(SOURCE, DESTINATION));
	}

	@Test
	void createSendsEverythingThatWasSaid() {
		answer(WireMock.okJson(json().toString()));
		airbyte().create(draft(
				List.of(new Stream("users", "public", "incremental_deduped_history", List.of("updated_at"),
						List.of(List.of("id"), List.of("address", "city"))), stream("orders", null)),
				cron("0 0 * * 0"), "raw_", false));
		assertSent("""
				{'name':'Orders to warehouse','sourceId':'%s','destinationId':'%s','prefix':'raw_','status':'inactive',
				 'schedule':{'scheduleType':'cron','cronExpression':'0 0 0 ? * 1'},
				 'configurations':{'streams':[
				  {'name':'users','namespace':'public','syncMode':'incremental_deduped_history',
				   'cursorField':['updated_at'],'primaryKey':[['id'],['address','city']]},
				  {'name':'orders'}]}}
				""".formatted(SOURCE, DESTINATION));
	}

	@Test
	void createSendsAManualScheduleAndAnEmptyPrefix() {
		answer(WireMock.okJson(json().toString()));
		airbyte().create(draft(null, new Schedule(Schedule.Type.MANUAL, null, null, List.of()), "", true));
		assertSent("""
				{'name':'Orders to warehouse','sourceId':'%s','destinationId':'%s','prefix':'','status':'active',
				 'schedule':{'scheduleType':'manual'}}
				""".formatted(SOURCE, DESTINATION));
	}

	@Test
	void mistakesAreToldAllAtOnceBeforeAnythingIsSent() {
		ConnectionDraft draft = new ConnectionDraft(NAME, " ", "postgres", new Settings(Map.of()), null, null, "7",
				null, null, null, null);
		GatewayException failure = failure(() -> airbyte().create(draft));
		assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
		assertThat(failure.backend()).isEqualTo(NAME);
		assertThat(failure.errors()).extracting(FieldError::pointer)
			.containsExactly("/name", "/source/id", "/destination/id", "/type", "/details");
		assertThat(writes()).isEmpty();
	}

	static List<ConnectionDraft> impossible() {
		return List.of(draft(List.of(), null, null, null), draft(null, cron("0 0 1 * 1"), null, null),
				draft(null, new Schedule(Schedule.Type.CRON, "0 0 * * *", "Europe/Berlin", List.of()), null, null));
	}

	@ParameterizedTest
	@MethodSource("impossible")
	void whatAirbyteCannotStoreIsNotSent(ConnectionDraft draft) {
		assertThat(failure(() -> airbyte().create(draft)).code()).isEqualTo(ErrorCode.UNSUPPORTED_VALUE);
		assertThat(writes()).isEmpty();
	}

	@Test
	void aStreamThatComesTwiceIsAMistake() {
		GatewayException failure = failure(() -> airbyte()
			.create(draft(List.of(stream("users", null), stream(" ", null), stream("users", "")), null, null, null)));
		assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
		assertThat(failure.errors()).extracting(FieldError::pointer).containsExactly("/streams/1/name", "/streams/2");
	}

	@Test
	void theWorkspaceMustBeThatOfTheSource() {
		visibleEnds();
		answer(WireMock.okJson(json().toString()));
		GatewayException failure = failure(() -> airbyte().create(draft(workspace(1))));
		assertThat(failure.code()).isEqualTo(ErrorCode.WORKSPACE_MISMATCH);
		assertThat(failure.getMessage()).contains(workspace(0).toString());
		WorkspaceId elsewhere = new WorkspaceId(new BackendId("other"), AirbyteStubs.workspaceId(0));
		assertThat(failure(() -> airbyte().create(draft(elsewhere))).code()).isEqualTo(ErrorCode.WORKSPACE_MISMATCH);
		assertThat(writes()).isEmpty();
		airbyte().create(draft(workspace(0)));
		assertThat(writes()).containsExactly("POST /connections");
	}

	@Test
	void sourcesOutsideOfTheAllowListDoNotExist() {
		visibleEnds();
		GatewayException failure = failure(() -> airbyte(AirbyteStubs.workspaceId(5)).create(draft()));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_REJECTED);
		assertThat(failure.errors()).extracting(FieldError::pointer).containsExactly("/source/id");
		assertThat(writes()).isEmpty();
	}

	@Test
	void anEndThatDoesNotExistIsPointedAt() {
		answer(AirbyteStubs.problem(403, "forbidden.json"));
		GatewayException both = failure(() -> airbyte().create(draft()));
		assertThat(both).isInstanceOf(GatewayException.Unprocessable.class);
		assertThat(both.code()).isEqualTo(ErrorCode.UPSTREAM_REJECTED);
		assertThat(both.errors()).extracting(FieldError::pointer).containsExactly("/source/id", "/destination/id");
		assertThat(both.upstream().status()).isEqualTo(403);
		visibleEnds();
		UPSTREAM.stubFor(AirbyteStubs.get("/destinations/" + DESTINATION)
			.willReturn(AirbyteStubs.problem(404, "not-found.json")));
		answer(AirbyteStubs.problem(404, "not-found.json"));
		GatewayException one = failure(() -> airbyte().create(draft()));
		assertThat(one.errors()).extracting(FieldError::pointer).containsExactly("/destination/id");
	}

	@Test
	void aMissingRoleIsNotAMissingEnd() {
		visibleEnds();
		answer(AirbyteStubs.problem(403, "forbidden.json"));
		assertThat(failure(() -> airbyte().create(draft())).code()).isEqualTo(ErrorCode.UPSTREAM_FORBIDDEN);
		answer(WireMock.jsonResponse("{\"message\":\"The current request is not defined by this API.\",\"code\":404}",
				404));
		assertThat(failure(() -> airbyte().create(draft())).code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
	}

	@Test
	void whatAirbyteFindsWrongIsToldInItsWords() {
		answer(WireMock.jsonResponse(quoted("{'status':400,'title':'bad-request','detail':'The request is bad.',"
				+ "'data':{'message':'No streams found with name [x] and namespace [null].'}}"), 400));
		GatewayException failure = failure(() -> airbyte().create(draft()));
		assertThat(failure).isInstanceOf(GatewayException.Unprocessable.class);
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_REJECTED);
		assertThat(failure.upstream().message()).isEqualTo("No streams found with name [x] and namespace [null].");
	}

	@Test
	void aFailedDiscoveryIsAFailureOfAirbyte() {
		answer(WireMock.jsonResponse(quoted("{'status':500,'title':'unexpected-problem','data':{'message':'broken'}}"),
				500));
		assertThat(failure(() -> airbyte().create(draft())).code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
		assertThat(writes()).hasSize(1);
	}

	static List<ResponseDefinitionBuilder> silence() {
		return List.of(WireMock.aResponse().withFault(Fault.EMPTY_RESPONSE),
				WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), WireMock.serviceUnavailable(),
				WireMock.status(502).withHeader("Content-Type", "text/html").withBody("<html>temporary error</html>"),
				WireMock.status(504), WireMock.okJson("{\"connectionId\":"), WireMock.okJson("{}"),
				WireMock.ok("<html/>").withHeader("Content-Type", "text/html"));
	}

	@ParameterizedTest
	@MethodSource("silence")
	void whatMayHaveBeenMadeIsNeverMadeAgain(ResponseDefinitionBuilder answer) {
		answer(answer);
		GatewayException failure = failure(() -> airbyte().create(draft()));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(writes()).containsExactly("POST /connections");
	}

	@Test
	void createMayTakeLongerThanOtherCalls() {
		ResponseDefinitionBuilder slow = WireMock.okJson(json().toString()).withFixedDelay(900);
		answer(slow);
		UPSTREAM.stubFor(call("PATCH", PATH).willReturn(slow));
		AirbyteFactory factory = new AirbyteFactory();
		BackendProperties hasty = new BackendProperties("airbyte", true,
				URI.create(UPSTREAM.baseUrl() + AirbyteStubs.ROOT), List.of(), Duration.ofSeconds(1),
				Duration.ofMillis(300), 64, Duration.ZERO, TestBackends.token("static"));
		AirbyteBackend backend = (AirbyteBackend) TestBackends.create(factory, hasty, Map.of(), this.clock);
		Connection created = backend.create(draft());
		ConnectionChange name = new ConnectionChange("Another name", null, null, null, null);
		assertThat(failure(() -> backend.update(created, name)).code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
	}

	@Test
	void theNewestConnectionLikeTheDraftIsFound() {
		visibleEnds();
		long start = this.clock.instant().getEpochSecond();
		List<String> rows = new ArrayList<>(IntStream.range(100, 230)
			.mapToObj((i) -> AirbyteStubs.connection(i).put("createdAt", start).toString())
			.toList());
		rows.add(like(2).put("createdAt", start - 61).toString());
		rows.add(like(3).put("createdAt", start - 59).toString());
		rows.add(like(4).put("createdAt", start + 2).toString());
		rows.add(like(5).put("createdAt", start + 9).put("sourceId", AirbyteStubs.connectionId(9)).toString());
		rows.add(like(6).put("createdAt", start + 9).put("destinationId", AirbyteStubs.connectionId(9)).toString());
		rows.add(like(7).putNull("createdAt").toString());
		rows(rows);
		assertThat(airbyte().findCreated(draft(), this.clock.instant()).orElseThrow().id().upstreamId())
			.isEqualTo(AirbyteStubs.connectionId(4));
		assertThat(urls("/connections")).hasSize(2)
			.allSatisfy((url) -> assertThat(url).contains("workspaceIds=" + AirbyteStubs.workspaceId(0),
					"includeDeleted=false"));
	}

	@Test
	void nothingIsFoundWhereNothingWasMade() {
		visibleEnds();
		rows(3);
		assertThat(airbyte().findCreated(draft(), this.clock.instant())).isEmpty();
		assertThat(airbyte(AirbyteStubs.workspaceId(5)).findCreated(draft(), this.clock.instant())).isEmpty();
		UPSTREAM
			.stubFor(AirbyteStubs.get("/sources/" + SOURCE).willReturn(AirbyteStubs.problem(403, "forbidden.json")));
		assertThat(airbyte().findCreated(draft(), this.clock.instant())).isEmpty();
	}

	@Test
	void notToKnowIsNotToFindNothing() {
		visibleEnds();
		rows(List.of("{\"connectionId\":7}"));
		assertThat(failure(() -> airbyte().findCreated(draft(), this.clock.instant())).code())
			.isEqualTo(ErrorCode.UPSTREAM_INVALID_RESPONSE);
	}

	private static ObjectNode like(int number) {
		return AirbyteStubs.connection(number).put("name", draft().name());
	}

	private static void answer(ResponseDefinitionBuilder answer) {
		UPSTREAM.stubFor(call("POST", "/connections").willReturn(answer));
	}

}
