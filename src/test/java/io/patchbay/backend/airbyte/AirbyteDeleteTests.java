package io.patchbay.backend.airbyte;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.patchbay.connection.Connection;
import io.patchbay.connection.DeleteOptions;
import io.patchbay.connection.DeleteOptions.Cascade;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AirbyteDeleteTests extends AirbyteWriteFixture {

	private static final String SOURCE_PATH = "/sources/" + SOURCE;

	private static final String DESTINATION_PATH = "/destinations/" + DESTINATION;

	private static final String ELSEWHERE = "e0000000-0000-4000-8000-000000000001";

	private Connection current;

	@BeforeEach
	void deletable() {
		this.current = current();
		List.of(PATH, SOURCE_PATH, DESTINATION_PATH).forEach((path) -> answer(path, WireMock.noContent()));
		rows(List.of(json().toString(), other(7, ELSEWHERE, ELSEWHERE)));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theConnectionIsDeleted(boolean detach) {
		airbyte().delete(this.current, new DeleteOptions(detach, Set.of(), false));
		assertThat(writes()).containsExactly("DELETE " + PATH);
		assertThat(calls("/connections")).isZero();
	}

	@Test
	void sourceAndDestinationGoAfterTheConnection() {
		delete(false, Cascade.DESTINATION, Cascade.SOURCE);
		assertThat(writes()).containsExactly("DELETE " + PATH, "DELETE " + SOURCE_PATH, "DELETE " + DESTINATION_PATH);
	}

	@ParameterizedTest
	@EnumSource(Cascade.class)
	void oneEndGoesAlone(Cascade end) {
		delete(false, end);
		assertThat(writes()).containsExactly("DELETE " + PATH,
				"DELETE " + ((end == Cascade.SOURCE) ? SOURCE_PATH : DESTINATION_PATH));
	}

	@Test
	void endsThatOthersUseStay() {
		List<String> rows = new ArrayList<>(
				IntStream.range(100, 200).mapToObj((i) -> other(i, ELSEWHERE, ELSEWHERE)).toList());
		rows.add(other(3, ELSEWHERE, DESTINATION));
		rows.add(other(2, SOURCE, ELSEWHERE));
		rows.add(json().toString());
		rows.add(other(3, ELSEWHERE, DESTINATION));
		rows(rows);
		GatewayException failure = failure(() -> delete(false, Cascade.SOURCE, Cascade.DESTINATION));
		assertThat(failure).isInstanceOf(GatewayException.Conflict.class);
		assertThat(failure.code()).isEqualTo(ErrorCode.CONFLICT);
		assertThat(failure.facts()).containsOnly(Map.entry("connections",
				List.of("airbyte~" + AirbyteStubs.connectionId(2), "airbyte~" + AirbyteStubs.connectionId(3))));
		assertThat(failure(() -> delete(false, Cascade.SOURCE)).facts())
			.containsOnly(Map.entry("connections", List.of("airbyte~" + AirbyteStubs.connectionId(2))));
		assertThat(writes()).isEmpty();
		assertThat(urls("/connections")).allSatisfy((url) -> assertThat(url)
			.contains("workspaceIds=" + AirbyteStubs.workspaceId(0), "includeDeleted=false"));
	}

	@Test
	void forceDeletesWhatOthersUse() {
		rows(List.of(other(2, SOURCE, DESTINATION)));
		delete(true, Cascade.SOURCE);
		assertThat(writes()).containsExactly("DELETE " + PATH, "DELETE " + SOURCE_PATH);
	}

	@Test
	void notToKnowWhoUsesAnEndIsAReasonToStop() {
		rows(List.of(json().toString(), "{\"connectionId\":1}"));
		assertThat(failure(() -> delete(false, Cascade.SOURCE)).code()).isEqualTo(ErrorCode.UPSTREAM_INVALID_RESPONSE);
		UPSTREAM.stubFor(AirbyteStubs.get("/connections").atPriority(1).willReturn(WireMock.serverError()));
		assertThat(failure(() -> delete(false, Cascade.SOURCE)).code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
		Connection endless = this.current.toBuilder().source(null).build();
		assertThat(
				failure(() -> airbyte().delete(endless, new DeleteOptions(false, Set.of(Cascade.SOURCE), true))).code())
			.isEqualTo(ErrorCode.UPSTREAM_INVALID_RESPONSE);
		assertThat(writes()).isEmpty();
	}

	@Test
	void aDeletedConnectionIsNotDeletedAgain() {
		Connection deleted = get(json().put("status", "deprecated").toString());
		airbyte().delete(deleted, DeleteOptions.CAREFUL);
		assertThat(writes()).isEmpty();
		airbyte().delete(deleted, new DeleteOptions(false, Set.of(Cascade.SOURCE), false));
		assertThat(writes()).containsExactly("DELETE " + SOURCE_PATH);
	}

	@ParameterizedTest
	@ValueSource(ints = { 403, 404 })
	void whatCannotBeSeenDoesNotExist(int status) {
		ResponseDefinitionBuilder problem = AirbyteStubs.problem(status,
				(status == 403) ? "forbidden.json" : "not-found.json");
		answer(PATH, problem);
		UPSTREAM.stubFor(AirbyteStubs.get(PATH).willReturn(problem));
		GatewayException failure = failure(() -> airbyte().delete(this.current, DeleteOptions.CAREFUL));
		assertThat(failure).isInstanceOf(GatewayException.NotFound.class);
		assertThat(failure).hasMessageContaining(ID.toString());
		assertThat(failure.facts()).isEmpty();
	}

	@Test
	void aReaderMayNotDeleteWhatItSees() {
		answer(PATH, AirbyteStubs.problem(403, "forbidden.json"));
		assertThat(failure(() -> airbyte().delete(this.current, DeleteOptions.CAREFUL)).code())
			.isEqualTo(ErrorCode.UPSTREAM_FORBIDDEN);
	}

	@Test
	void whatMayBeDeletedIsNotDeletedAgain() {
		answer(PATH, WireMock.aResponse().withFault(Fault.EMPTY_RESPONSE));
		assertThat(failure(() -> airbyte().delete(this.current, DeleteOptions.CAREFUL)).code())
			.isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(writes()).containsExactly("DELETE " + PATH);
	}

	@Test
	void eachStepIsToldWhenOneFails() {
		answer(SOURCE_PATH, WireMock.serverError());
		GatewayException failure = failure(() -> delete(false, Cascade.SOURCE, Cascade.DESTINATION));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
		assertThat(failure.facts().get("steps")).asInstanceOf(InstanceOfAssertFactories.LIST)
			.containsExactly(Map.of("step", "delete connection", "id", ID.toString(), "status", "done"),
					Map.of("step", "delete source", "id", SOURCE, "status", "failed", "reason", failure.getMessage()),
					Map.of("step", "delete destination", "id", DESTINATION, "status", "not-attempted"));
		assertThat(writes()).containsExactly("DELETE " + PATH, "DELETE " + SOURCE_PATH);
	}

	@Test
	void aStepThatMayHaveBeenTakenIsUnknown() {
		answer(SOURCE_PATH, WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
		GatewayException failure = failure(() -> delete(false, Cascade.SOURCE, Cascade.DESTINATION));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(failure.facts().get("steps").toString()).contains("status=done", "status=unknown",
				"status=not-attempted");
		assertThat(writes()).containsExactly("DELETE " + PATH, "DELETE " + SOURCE_PATH);
	}

	@Test
	void anEndThatIsGoneIsNoFailure() {
		answer(SOURCE_PATH, AirbyteStubs.problem(403, "forbidden.json"));
		answer(DESTINATION_PATH, AirbyteStubs.problem(404, "not-found.json"));
		delete(false, Cascade.SOURCE, Cascade.DESTINATION);
		assertThat(writes()).hasSize(3);
		visibleEnds();
		GatewayException failure = failure(() -> delete(false, Cascade.SOURCE, Cascade.DESTINATION));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_FORBIDDEN);
		assertThat(failure.facts()).containsKey("steps");
	}

	private void delete(boolean force, Cascade... cascade) {
		airbyte().delete(this.current, new DeleteOptions(false, Set.of(cascade), force));
	}

	private static String other(int number, String source, String destination) {
		return AirbyteStubs.connection(number).put("sourceId", source).put("destinationId", destination).toString();
	}

	private static void answer(String path, ResponseDefinitionBuilder answer) {
		UPSTREAM.stubFor(call("DELETE", path).willReturn(answer));
	}

}
