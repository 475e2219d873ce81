package io.patchbay.backend.airbyte;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.GatewayException.FieldError;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncRequest;
import io.patchbay.connection.SyncRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AirbyteStartTests extends AirbyteSyncFixture {

	private static final Instant STARTED = Instant.parse("2026-02-05T10:15:30Z");

	@Test
	void aStartIsAJob() {
		started(WireMock.okJson("{\"jobId\":5,\"status\":\"pending\",\"jobType\":\"sync\","
				+ "\"startTime\":\"2026-02-05T10:15:30Z\",\"connectionId\":\"" + ID.upstreamId() + "\"}"));
		SyncRun run = airbyte().start(current(), SYNC);
		assertThat(run).isEqualTo(new SyncRun(new SyncId(NAME, "5"), ID, SyncRun.Type.SYNC, SyncRun.Status.QUEUED,
				"pending", STARTED, null, null, null, null, null, null, Map.of("jobHistory", HISTORY)));
		assertThat(writes()).containsExactly("POST /jobs");
		assertSent("{'connectionId':'" + ID.upstreamId() + "','jobType':'sync'}");
	}

	@ParameterizedTest
	@EnumSource(SyncRun.Type.class)
	void jobsAreOfTheTypeThatWasAskedFor(SyncRun.Type type) {
		started(WireMock.okJson(job(5, "pending").put("jobType", type.name().toLowerCase(Locale.ROOT)).toString()));
		assertThat(airbyte().start(current(), new SyncRequest(type, null, Map.of())).type()).isEqualTo(type);
		assertSent(
				"{'connectionId':'" + ID.upstreamId() + "','jobType':'" + type.name().toLowerCase(Locale.ROOT) + "'}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "inactive", "deprecated", "locked" })
	void whatIsNotActiveIsNotEvenTried(String status) {
		Connection connection = get(json().put("status", status).toString());
		GatewayException failure = failure(() -> airbyte().start(connection, SYNC));
		assertThat(failure).isInstanceOf(GatewayException.Conflict.class);
		assertThat(failure.code()).isEqualTo(ErrorCode.NOT_SYNCABLE);
		assertThat(failure.backend()).isEqualTo(NAME);
		assertThat(writes()).isEmpty();
	}

	@Test
	void targetAndArgumentsMeanNothingHere() {
		Connection connection = current();
		GatewayException failure = failure(
				() -> airbyte().start(connection, new SyncRequest(SyncRun.Type.SYNC, "x", Map.of("a", 1))));
		assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
		assertThat(failure.errors()).extracting(FieldError::pointer).containsExactly("/target", "/arguments");
		assertThat(writes()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "409,try-again-later,SYNC_ALREADY_RUNNING", "409,state-conflict,NOT_SYNCABLE",
			"409,Connection is locked,NOT_SYNCABLE", "409,something new,CONFLICT",
			"422,unprocessable-entity,UPSTREAM_REJECTED", "500,unexpected-problem,UPSTREAM_ERROR" })
	void refusalsAreToldApart(int status, String title, ErrorCode code) {
		started(WireMock.jsonResponse("{\"status\":" + status + ",\"title\":\"" + title
				+ "\",\"detail\":\"Please.\",\"data\":{\"message\":\"Because.\"}}", status));
		Connection connection = current();
		GatewayException failure = failure(() -> airbyte().start(connection, SYNC));
		assertThat(failure.code()).isEqualTo(code);
		assertThat(failure.upstream().message()).isEqualTo("Because.");
		assertThat(writes()).hasSize(1);
	}

	@Test
	void oldServersSayInOtherWordsThatOneRuns() {
		started(WireMock.jsonResponse("{\"message\":\"A sync is already running for: x\"}", 409));
		Connection connection = current();
		assertThat(failure(() -> airbyte().start(connection, SYNC)).code()).isEqualTo(ErrorCode.SYNC_ALREADY_RUNNING);
	}

	@Test
	void forbiddenIsWhatDoesNotExistOrWhatMayNotRun() {
		Connection connection = current();
		started(AirbyteStubs.problem(403, "forbidden.json"));
		assertThat(failure(() -> airbyte().start(connection, SYNC)).code()).isEqualTo(ErrorCode.UPSTREAM_FORBIDDEN);
		UPSTREAM.stubFor(AirbyteStubs.get(PATH).willReturn(AirbyteStubs.problem(403, "forbidden.json")));
		assertThat(failure(() -> airbyte().start(connection, SYNC)).code()).isEqualTo(ErrorCode.NOT_FOUND);
	}

	@Test
	void aStartWithoutAnAnswerIsNotRepeated() {
		Connection connection = current();
		started(WireMock.aResponse().withFault(Fault.EMPTY_RESPONSE));
		assertThat(failure(() -> airbyte().start(connection, SYNC)).code())
			.isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		started(WireMock.okJson("{}"));
		assertThat(failure(() -> airbyte().start(connection, SYNC)).code())
			.isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(writes()).hasSize(2);
	}

	@Test
	void theNewestJobThatHasNotEndedRuns() {
		Connection connection = current();
		listed(job(7, "succeeded"), job(6, "incomplete"), job(5, "running"));
		assertThat(airbyte().running(connection, SYNC)).map(SyncRun::id).contains(new SyncId(NAME, "6"));
		assertThat(urls("/jobs"))
			.containsExactly("/jobs?connectionId=" + ID.upstreamId() + "&limit=5&offset=0&orderBy=createdAt%7CDESC");
		listed(job(7, "failed"), job(6, "cancelled"));
		assertThat(airbyte().running(connection, SYNC)).isEmpty();
	}

	@Test
	void whatAnAttemptHasStartedIsTheNewestJobSinceThen() {
		Connection connection = current();
		listed(job(7, "succeeded"));
		assertThat(airbyte().findStarted(connection, SYNC, STARTED.plusSeconds(60))).map(SyncRun::status)
			.contains(SyncRun.Status.SUCCEEDED);
		assertThat(airbyte().findStarted(connection, SYNC, STARTED.plus(Duration.ofSeconds(61)))).isEmpty();
		assertThat(urls("/jobs")).allSatisfy((url) -> assertThat(url).contains("jobType=sync", "createdAt%7CDESC"));
	}

	private static void started(ResponseDefinitionBuilder answer) {
		UPSTREAM.stubFor(call("POST", "/jobs").willReturn(answer));
	}

}
