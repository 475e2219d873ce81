package io.patchbay.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionChange;
import io.patchbay.connection.ConnectionDraft;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.Platform;
import io.patchbay.connection.Schedule;
import io.patchbay.connection.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ConnectionBodiesTests {

	@Test
	void draftHoldsEverything() {
		ConnectionDraft draft = ConnectionBodies.draft(
				bytes("""
						{"backend":"airbyte","name":"A","type":"t","details":{"host":"h","port":5.10,"on":true,"none":null,
						"list":[1,{"a":"b"}]},"workspace":"airbyte~w~1","source":{"id":"s"},"destination":{"id":"d"},
						"streams":[{"name":"users","namespace":"public","syncMode":"full","cursorField":["u","v"],
						"primaryKey":[["id"]]}],"schedule":{"cron":"0 0 * * *","timeZone":"UTC"},"tablePrefix":"","enabled":false}
						"""));
		assertThat(draft.backend()).hasToString("airbyte");
		assertThat(draft.details().reveal()).containsKey("none")
			.containsEntry("on", true)
			.containsEntry("list", List.of(1, Map.of("a", "b")));
		assertThat(draft.details().reveal().get("port")).hasToString("5.10");
		assertThat(draft.workspace().upstreamId()).isEqualTo("w~1");
		assertThat(draft.source()).isEqualTo("s");
		assertThat(draft.streams())
			.containsExactly(new Stream("users", "public", "full", List.of("u", "v"), List.of(List.of("id"))));
		assertThat(draft.schedule()).isEqualTo(new Schedule(Schedule.Type.CRON, "0 0 * * *", "UTC", List.of()));
		assertThat(draft.tablePrefix()).isEmpty();
		assertThat(draft.enabled()).isFalse();
	}

	@Test
	void nullInADraftIsNothing() {
		ConnectionDraft draft = ConnectionBodies
			.draft(bytes("{\"backend\":\"a\",\"name\":null,\"streams\":null,\"schedule\":null,\"details\":null}"));
		assertThat(draft.name()).isNull();
		assertThat(draft.schedule()).isNull();
	}

	@Test
	void allWrongPlacesAreTold() {
		assertThat(wrongPlaces("""
				{"name":7,"streams":[{"nme":"x"},3,null,{"name":"y","cursorField":["a",1],"primaryKey":["id"]}],
				"source":{"name":"s"},"destination":[],"enabled":"yes","schedule":{"type":"WEEKLY","nextRuns":[]},
				"status":"ACTIVE","a/b~c":1,"workspace":"33","details":"{}"}
				""")).containsExactlyInAnyOrder("/backend", "/name", "/streams/0/name", "/streams/0/nme", "/streams/1",
				"/streams/2", "/streams/3/cursorField/1", "/streams/3/primaryKey/0", "/source/id", "/source/name",
				"/destination", "/enabled", "/schedule/type", "/schedule/nextRuns", "/status", "/a~1b~0c", "/workspace",
				"/details");
	}

	@Test
	void whatIsNoObjectIsInvalidAsAWhole() {
		for (String body : List.of("", "[]", "7", "null", "\"x\"", "{", "{\"backend\":\"a\"} {}",
				"{\"backend\":\"a\",\"backend\":\"b\"}", "{\"details\":" + "[".repeat(200) + "]".repeat(200) + "}",
				"{\"backend\":NaN}", "{'backend':'a'}")) {
			assertThat(wrongPlaces(body)).as(body).containsExactly("");
		}
	}

	@Test
	void malformedBodyIsNotQuoted() {
		assertThatExceptionOfType(GatewayException.Invalid.class)
			.isThrownBy(() -> ConnectionBodies.draft(bytes("{\"password\": s3cret }")))
			.withMessageNotContaining("s3cret");
	}

	@Test
	void halfASurrogatePairIsNoText() {
		assertThat(wrongPlaces("{\"backend\":\"a\",\"name\":\"\\ud800\"}")).containsExactly("/name");
	}

	@Test
	void masksAndRedactedValuesAreRefused() {
		GatewayException.Unprocessable failure = catchThrowableOfType(GatewayException.Unprocessable.class,
				() -> ConnectionBodies.draft(bytes("""
						{"backend":"wallaroo","details":{"host":"db","password":"*****","stars":"**",
						"nested":{"key/1":{"redacted":true,"fingerprint":"hmac:x"}},"list":["ok","***"],
						"url":"jdbc:x://user:****@host/db","redacted":true}}
						""")));
		assertThat(failure.code()).isEqualTo(ErrorCode.REDACTED_VALUE_ON_WRITE);
		assertThat(failure.errors()).extracting(GatewayException.FieldError::pointer)
			.containsExactly("/details/password", "/details/nested/key~11", "/details/list/1", "/details/url");
	}

	@Test
	void nullInAPatchMeansNoneWhereThereCanBeNone() {
		ConnectionChange change = change("{\"tablePrefix\":null,\"schedule\":null}", null);
		assertThat(change.tablePrefix()).isEmpty();
		assertThat(change.schedule().type()).isEqualTo(Schedule.Type.MANUAL);
		assertThat(patchPlaces("{\"name\":null,\"streams\":null,\"enabled\":null,\"details\":{},\"backend\":\"a\"}"))
			.containsExactly("/name", "/streams", "/enabled", "/details", "/backend");
	}

	@Test
	void emptyPatchChangesNothing() {
		assertThat(change("{}", null).isEmpty()).isTrue();
	}

	@Test
	void patchOfAScheduleKeepsWhatItDoesNotMention() {
		Schedule current = new Schedule(Schedule.Type.CRON, "0 0 9 * * ?", "Europe/Berlin", List.of());
		assertThat(change("{\"schedule\":{\"cron\":\"0 7 * * *\"}}", current).schedule())
			.isEqualTo(new Schedule(Schedule.Type.CRON, "0 7 * * *", "Europe/Berlin", List.of()));
		assertThat(change("{\"schedule\":{\"timeZone\":null}}", current).schedule())
			.isEqualTo(new Schedule(Schedule.Type.CRON, "0 0 9 * * ?", null, List.of()));
		assertThat(change("{\"schedule\":{\"type\":\"MANUAL\"}}", current).schedule())
			.isEqualTo(new Schedule(Schedule.Type.MANUAL, null, null, List.of()));
	}

	@Test
	void scheduleIsWholeAndConsistent() {
		assertThat(patchPlaces("{\"schedule\":{}}")).containsExactly("/schedule/cron");
		assertThat(patchPlaces("{\"schedule\":{\"type\":\"CRON\"}}")).containsExactly("/schedule/cron");
		assertThat(patchPlaces("{\"schedule\":{\"type\":\"MANUAL\",\"cron\":\"0 0 * * *\"}}"))
			.containsExactly("/schedule/cron");
		assertThat(patchPlaces("{\"schedule\":{\"type\":\"MANUAL\",\"timeZone\":\"UTC\"}}"))
			.containsExactly("/schedule/timeZone");
	}

	private static ConnectionChange change(String body, Schedule current) {
		Connection connection = Connection.builder(ConnectionId.parse("airbyte~1"), new Platform("airbyte"))
			.schedule(current)
			.build();
		return ConnectionBodies.change(bytes(body)).apply(connection);
	}

	private static List<String> wrongPlaces(String body) {
		return places(() -> ConnectionBodies.draft(bytes(body)));
	}

	private static List<String> patchPlaces(String body) {
		return places(() -> change(body, null));
	}

	private static List<String> places(ThrowingCallable read) {
		GatewayException.Invalid failure = catchThrowableOfType(GatewayException.Invalid.class, read);
		assertThat(failure).isNotNull();
		return failure.errors().stream().map(GatewayException.FieldError::pointer).toList();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
