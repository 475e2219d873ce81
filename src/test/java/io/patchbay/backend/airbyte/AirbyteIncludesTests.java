package io.patchbay.backend.airbyte;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.patchbay.connection.Connection;
import io.patchbay.connection.Endpoint;
import io.patchbay.connection.Include;
import io.patchbay.connection.Slice;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AirbyteIncludesTests extends AirbyteFixture {

	private static final String SOURCE = "50000000-0000-4000-8000-000000000001";

	private static final String DESTINATION = "d0000000-0000-4000-8000-000000000001";

	@Test
	void nothingIsAddedUnasked() {
		Connection connection = get(AirbyteStubs.text("connection.json"));
		assertThat(connection.lastSync()).isNull();
		assertThat(UPSTREAM.getAllServeEvents()).hasSize(1);
	}

	@Test
	void endpointsHaveNamesAndTypes() {
		endpoints();
		Connection connection = get(AirbyteStubs.text("connection.json"), Include.ENDPOINTS);
		assertThat(connection.source()).isEqualTo(new Endpoint(SOURCE, "Shop database", "postgres"));
		// Airbyte names no type for a connector of one's own.
		assertThat(connection.destination()).isEqualTo(new Endpoint(DESTINATION, "Home-made warehouse", null));
		assertThat(calls("/jobs")).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "403,forbidden.json", "403,license.json", "404,not-found.json" })
	void endpointThatWeMayNotSeeHasItsIdAlone(int status, String answer) {
		endpoints();
		UPSTREAM.stubFor(AirbyteStubs.get("/sources/" + SOURCE).willReturn(AirbyteStubs.problem(status, answer)));
		Connection connection = get(AirbyteStubs.text("connection.json"), Include.ENDPOINTS);
		assertThat(connection.source()).isEqualTo(new Endpoint(SOURCE, null, null));
		assertThat(connection.destination()).extracting(Endpoint::name).isEqualTo("Home-made warehouse");
	}

	@Test
	void endpointThatManyConnectionsShareIsReadOnce() {
		rows(60);
		endpoints();
		Slice<Connection> slice = backend().list(request(60, Include.ENDPOINTS));
		assertThat(slice.entries()).hasSize(60)
			.allSatisfy(
					(entry) -> assertThat(entry.item().source()).extracting(Endpoint::name).isEqualTo("Shop database"));
		assertThat(calls("/sources/.*")).isOne();
		assertThat(calls("/destinations/.*")).isOne();
	}

	@Test
	void lastSyncIsTheNewestJob() {
		jobs(AirbyteStubs.text("job.json"));
		Connection connection = get(AirbyteStubs.text("connection.json"), Include.LAST_SYNC);
		assertThat(connection.lastSync()).isEqualTo(new SyncRun(new SyncId(NAME, "9007199254740993"), ID,
				SyncRun.Type.SYNC, SyncRun.Status.SUCCEEDED, "succeeded", Instant.parse("2026-02-05T10:15:00Z"),
				Instant.parse("2026-02-05T10:21:42Z"), Duration.ofSeconds(372), 1048576L, 4210L));
		assertThat(urls("/jobs"))
			.containsExactly("/jobs?connectionId=" + ID.upstreamId() + "&limit=1&orderBy=createdAt%7CDESC");
	}

	@Test
	void runThatHasJustBegunSaysLittle() {
		jobs("{\"jobId\":5,\"status\":\"pending\",\"jobType\":\"sync\",\"startTime\":\"2026-02-05T10:15:30Z\","
				+ "\"connectionId\":\"" + ID.upstreamId() + "\"}");
		assertThat(get(AirbyteStubs.text("connection.json"), Include.LAST_SYNC).lastSync())
			.isEqualTo(new SyncRun(new SyncId(NAME, "5"), ID, SyncRun.Type.SYNC, SyncRun.Status.QUEUED, "pending",
					Instant.parse("2026-02-05T10:15:30Z"), null, null, null, null));
	}

	@ParameterizedTest
	@CsvSource({ "pending,QUEUED,false", "queued,QUEUED,false", "running,RUNNING,false", "incomplete,RUNNING,false",
			"succeeded,SUCCEEDED,true", "failed,FAILED,true", "cancelled,CANCELLED,true", "asleep,UNKNOWN,false" })
	void statusOfARunIsSaidInOurWords(String word, SyncRun.Status status, boolean ended) {
		jobs(AirbyteStubs.object("job.json").put("status", word).toString());
		SyncRun run = get(AirbyteStubs.text("connection.json"), Include.LAST_SYNC).lastSync();
		assertThat(run).isNotNull();
		assertThat(run.status()).isEqualTo(status);
		assertThat(run.upstreamStatus()).isEqualTo(word);
		assertThat(run.finishedAt() != null).isEqualTo(ended);
	}

	@ParameterizedTest
	@CsvSource({ "sync,SYNC", "reset,RESET", "clear,CLEAR", "refresh,SYNC" })
	void typeOfARunIsSaidInOurWords(String word, SyncRun.Type type) {
		jobs(AirbyteStubs.object("job.json").put("jobType", word).put("duration", "a while").toString());
		SyncRun run = get(AirbyteStubs.text("connection.json"), Include.LAST_SYNC).lastSync();
		assertThat(run).isNotNull();
		assertThat(run.type()).isEqualTo(type);
		assertThat(run.duration()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "7", "{\"jobId\":\"x\"}",
			"{\"jobId\":5,\"connectionId\":\"0c0ffee0-0000-4000-8000-000000000002\"}" })
	void whatIsNoRunOfTheConnectionIsNotItsLastSync(String job) {
		jobs(job);
		assertThat(get(AirbyteStubs.text("connection.json"), Include.LAST_SYNC).lastSync()).isNull();
	}

	@Test
	void onlyConnectionsOfTheSliceAreAddedTo() {
		rows(20);
		jobs("");
		backend().list(request(filter(null, null, "Connection 7"), 5, Include.LAST_SYNC));
		assertThat(urls("/jobs")).hasSize(1).first().asString().contains(AirbyteStubs.connectionId(7));
	}

	private static void endpoints() {
		UPSTREAM.stubFor(
				AirbyteStubs.get("/sources/" + SOURCE).willReturn(WireMock.okJson(AirbyteStubs.text("source.json"))));
		UPSTREAM.stubFor(AirbyteStubs.get("/destinations/" + DESTINATION)
			.willReturn(WireMock.okJson(AirbyteStubs.text("destination.json"))));
	}

	private static void jobs(String job) {
		UPSTREAM.stubFor(AirbyteStubs.get("/jobs")
			.willReturn(WireMock.okJson(AirbyteStubs.page(job.isEmpty() ? List.of() : List.of(job)))));
	}

}
