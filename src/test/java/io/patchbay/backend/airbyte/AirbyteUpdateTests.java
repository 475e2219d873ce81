package io.patchbay.backend.airbyte;

import java.util.List;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionChange;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.GatewayException.FieldError;
import io.patchbay.connection.Schedule;
import io.patchbay.connection.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AirbyteUpdateTests extends AirbyteWriteFixture {

	private static final Schedule MANUAL = new Schedule(Schedule.Type.MANUAL, null, null, List.of());

	@BeforeEach
	void patchable() {
		answer(WireMock.okJson(json().put("name", "As it is now").toString()));
	}

	@Test
	void onlyWhatDiffersIsSent() {
		Connection changed = airbyte().update(current(),
				new ConnectionChange("New name", "raw_", null, cron("0 */6 * * *"), true));
		assertThat(changed.name()).isEqualTo("As it is now");
		assertThat(writes()).containsExactly("PATCH " + PATH);
		assertSent("{'name':'New name'}");
	}

	@Test
	void everyComponentCanBeSent() {
		airbyte().update(current(), new ConnectionChange("New name", "", null, cron("0 0 * * 0"), false));
		assertSent("""
				{'name':'New name','prefix':'','status':'inactive',
				 'schedule':{'scheduleType':'cron','cronExpression':'0 0 0 ? * 1'}}
				""");
	}

	@Test
	void aManualScheduleClearsTheExpression() {
		answer(WireMock.okJson(json().set("schedule", json().objectNode().put("scheduleType", "manual")).toString()));
		assertThat(airbyte().update(current(), new ConnectionChange(null, null, null, MANUAL, null)).schedule())
			.isEqualTo(MANUAL);
		assertSent("{'schedule':{'scheduleType':'manual'}}");
	}

	@Test
	void aReleaseThatIgnoresTheScheduleIsNotBelieved() {
		GatewayException failure = failure(
				() -> airbyte().update(current(), new ConnectionChange(null, null, null, MANUAL, null)));
		assertThat(failure.code()).isEqualTo(ErrorCode.UNSUPPORTED_VALUE);
		assertThat(failure.errors()).extracting(FieldError::pointer).containsExactly("/schedule");
	}

	static List<ConnectionChange> nothing() {
		return List.of(new ConnectionChange(null, null, null, null, null),
				new ConnectionChange("Connection 1", "raw_", null, cron("0 0 */6 * * ?"), true),
				new ConnectionChange(null, null, null,
						new Schedule(Schedule.Type.CRON, "0 */6 * * *", "Etc/UTC", List.of()), null),
				new ConnectionChange(null, null, List.of(stream("regions", null), stream("orders", null)), null, null),
				new ConnectionChange(null, null,
						List.of(new Stream("orders", "shop", "INCREMENTAL_deduped_history", List.of("changed_at"),
								List.of(List.of("id"))), new Stream("regions", "", null, List.of(), List.of())),
						null, null));
	}

	@ParameterizedTest
	@MethodSource("nothing")
	void whatIsSoAlreadyIsNotSent(ConnectionChange change) {
		Connection current = current();
		assertThat(airbyte().update(current, change)).isSameAs(current);
		assertThat(writes()).isEmpty();
	}

	@Test
	void noPrefixIsTheEmptyPrefix() {
		Connection current = current().toBuilder().tablePrefix(null).build();
		assertThat(airbyte().update(current, new ConnectionChange(null, "", null, null, null))).isSameAs(current);
		assertThat(writes()).isEmpty();
	}

	@Test
	void anotherZoneMakesAnotherSchedule() {
		String berlin = json().set("schedule",
				json().objectNode().put("scheduleType", "cron").put("cronExpression", "0 0 */6 * * ? Europe/Berlin"))
			.toString();
		Connection current = get(berlin);
		airbyte().update(current, new ConnectionChange(null, null, null, cron("0 */6 * * *"), null));
		assertSent("{'schedule':{'scheduleType':'cron','cronExpression':'0 0 */6 * * ?'}}");
	}

	@Test
	void malformedChangesAreNotSent() {
		Connection current = current();
		assertPointer(current, new ConnectionChange(" ", null, null, null, null), ErrorCode.INVALID_REQUEST, "/name");
		assertPointer(current, new ConnectionChange("x", null, null, cron("0 0 * *"), null), ErrorCode.INVALID_REQUEST,
				"/schedule/cron");
		assertPointer(current, new ConnectionChange("x", null, null, cron("0 0 1 * 1"), null),
				ErrorCode.UNSUPPORTED_VALUE, "/schedule/cron");
		assertPointer(current, new ConnectionChange("x", null, List.of(), null, null), ErrorCode.UNSUPPORTED_VALUE,
				"/streams");
		assertPointer(current,
				new ConnectionChange("x", null, List.of(stream("a", null), stream("a", null)), null, null),
				ErrorCode.INVALID_REQUEST, "/streams/1");
		assertThat(writes()).isEmpty();
	}

	private void assertPointer(Connection current, ConnectionChange change, ErrorCode code, String pointer) {
		GatewayException failure = failure(() -> airbyte().update(current, change));
		assertThat(failure.code()).isEqualTo(code);
		assertThat(failure.backend()).isEqualTo(NAME);
		assertThat(failure.errors()).extracting(FieldError::pointer).containsExactly(pointer);
	}

	@Test
	void aDeletedConnectionIsNotChanged() {
		Connection deleted = get(json().put("status", "deprecated").toString());
		GatewayException failure = failure(
				() -> airbyte().update(deleted, new ConnectionChange("x", null, null, null, null)));
		assertThat(failure).isInstanceOf(GatewayException.Conflict.class);
		assertThat(failure.code()).isEqualTo(ErrorCode.CONFLICT);
		assertThat(writes()).isEmpty();
	}

	@Test
	void aLockedConnectionIsNotChangedByAirbyte() {
		answer(WireMock.jsonResponse(quoted("""
				{'status':409,'type':'error:connection/locked','title':'Connection is locked','detail':'It is locked.',
				 'documentationUrl':null,'data':{'connectionId':'x','statusReason':'unpaid'}}
				"""), 409));
		Connection locked = get(json().put("status", "locked").toString());
		GatewayException failure = failure(
				() -> airbyte().update(locked, new ConnectionChange(null, null, null, null, true)));
		assertThat(failure).isInstanceOf(GatewayException.Conflict.class);
		assertThat(failure.code()).isEqualTo(ErrorCode.CONFLICT);
		assertThat(failure).hasMessageContaining("locked");
		assertSent("{'status':'active'}");
		assertThat(airbyte().update(locked, new ConnectionChange(null, null, null, null, false))).isSameAs(locked);
	}

	@Test
	void thePlansLimitsAreAirbytes() {
		answer(WireMock.jsonResponse(quoted("""
				{'status':400,'type':'error:cron-validation/under-one-hour-not-allowed','documentationUrl':null,
				 'title':'Cron sync schedules more frequent than once per hour are not allowed',
				 'detail':'Cron executions must be at least 1 hour apart','data':{'cronExpression':'x'}}
				"""), 400));
		GatewayException failure = failure(
				() -> airbyte().update(current(), new ConnectionChange(null, null, null, cron("*/15 * * * *"), null)));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_REJECTED);
		assertThat(failure.upstream().message()).isEqualTo("Cron executions must be at least 1 hour apart");
	}

	@ParameterizedTest
	@ValueSource(ints = { 403, 404 })
	void whatCannotBeSeenDoesNotExist(int status) {
		Connection current = current();
		ResponseDefinitionBuilder problem = AirbyteStubs.problem(status,
				(status == 403) ? "forbidden.json" : "not-found.json");
		answer(problem);
		assertThat(
				failure(() -> airbyte().update(current, new ConnectionChange("x", null, null, null, null))).upstream()
					.status())
			.isEqualTo(status);
		UPSTREAM.stubFor(AirbyteStubs.get(PATH).willReturn(problem));
		GatewayException failure = failure(
				() -> airbyte().update(current, new ConnectionChange("x", null, null, null, null)));
		assertThat(failure).isInstanceOf(GatewayException.NotFound.class);
		assertThat(failure).hasMessageContaining(ID.toString());
	}

	@Test
	void aReaderMayNotChangeWhatItSees() {
		answer(AirbyteStubs.problem(403, "forbidden.json"));
		assertThat(failure(() -> airbyte().update(current(), new ConnectionChange("x", null, null, null, null))).code())
			.isEqualTo(ErrorCode.UPSTREAM_FORBIDDEN);
	}

	@Test
	void whatMayHaveChangedIsNotChangedAgain() {
		answer(WireMock.aResponse().withFault(Fault.EMPTY_RESPONSE));
		assertThat(failure(() -> airbyte().update(current(), new ConnectionChange("x", null, null, null, null))).code())
			.isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(writes()).hasSize(1);
	}

	private static void answer(ResponseDefinitionBuilder answer) {
		UPSTREAM.stubFor(call("PATCH", PATH).willReturn(answer));
	}

}
