package io.patchbay.sandbox.airbyte;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.patchbay.sandbox.SandboxJson;
import io.patchbay.sandbox.SandboxTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SandboxTest
class AirbyteJobTests {

	private static final String SYNC = "{'connectionId':'%s','jobType':'%s'}";

	private final AirbyteClient airbyte;

	AirbyteJobTests(@LocalServerPort int port) {
		this.airbyte = new AirbyteClient(port);
	}

	@BeforeEach
	void start() throws Exception {
		this.airbyte.start();
	}

	private JsonNode start(int status, String connectionId, String type) throws Exception {
		return this.airbyte.post(status, "/jobs", SYNC.formatted(connectionId, type));
	}

	private JsonNode job(JsonNode job) throws Exception {
		return this.airbyte.get("/jobs/" + job.path("jobId").longValue());
	}

	@Test
	void showsTheReferenceJobExactly() throws Exception {
		assertThat(this.airbyte.get("/jobs/9876543")).isEqualTo(SandboxJson.read("""
				{"jobId":9876543,"status":"succeeded","jobType":"sync","startTime":"2026-01-05T10:15:30Z",
				 "connectionId":"5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21","lastUpdatedAt":"2026-01-05T10:21:42Z",
				 "duration":"PT6M12S","bytesSynced":1048576,"rowsSynced":4210}
				"""));
	}

	@Test
	void runsFromPendingToSucceeded() throws Exception {
		JsonNode created = start(200, AirbyteSeeds.EXAMPLE, "sync");
		assertThat(created.path("status").stringValue()).isEqualTo("pending");
		assertThat(created.propertyNames()).containsExactlyInAnyOrder("jobId", "status", "jobType", "startTime",
				"connectionId");
		assertThat(created.path("jobId").longValue()).isGreaterThan(JobSeeds.ID);
		this.airbyte.advance("PT3S");
		JsonNode running = job(created);
		assertThat(running.path("status").stringValue()).isEqualTo("running");
		assertThat(running.has("duration")).isTrue();
		assertThat(running.has("lastUpdatedAt")).isFalse();
		this.airbyte.advance("PT10S");
		JsonNode ended = job(created);
		assertThat(ended.path("status").stringValue()).isEqualTo("succeeded");
		assertThat(ended.path("rowsSynced").longValue()).isEqualTo(1000);
		assertThat(ended.path("duration").stringValue()).isEqualTo("PT6S");
		assertThat(ended.has("lastUpdatedAt")).isTrue();
	}

	@Test
	void answersTheSamePendingJobAgainButRefusesWhileOneRuns() throws Exception {
		JsonNode first = start(200, AirbyteSeeds.EXAMPLE, "sync");
		assertThat(start(200, AirbyteSeeds.EXAMPLE, "SYNC").path("jobId")).isEqualTo(first.path("jobId"));
		this.airbyte.advance("PT3S");
		JsonNode refused = start(409, AirbyteSeeds.EXAMPLE, "sync");
		assertThat(refused).isEqualTo(SandboxJson.read("""
				{"status":409,"type":"https://reference.airbyte.com/reference/errors#try-again-later",
				 "title":"try-again-later","detail":"Please try again later.","documentationUrl":null,
				 "data":{"message":"A sync is already running for: 5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21"}}
				"""));
		JsonNode known = this.airbyte.config(409, "/connections/sync",
				"{'connectionId':'" + AirbyteSeeds.EXAMPLE + "'}");
		assertThat(known.propertyNames()).containsExactlyInAnyOrder("message", "errorId");
	}

	@Test
	void refusesConnectionsThatAreNotActive() throws Exception {
		for (int number : new int[] { 5, 24, 27 }) {
			JsonNode refused = start(409, ConnectionSeeds.id(number), "sync");
			assertThat(refused.path("title").stringValue()).isEqualTo("state-conflict");
			assertThat(refused.at("/data/message").stringValue()).isEqualTo("Could not fulfill request");
		}
	}

	@Test
	void refusesRefreshesAndNonsense() throws Exception {
		assertThat(start(422, AirbyteSeeds.EXAMPLE, "refresh").at("/data/message").stringValue())
			.isEqualTo("Refreshes are not supported in the public API");
		start(400, AirbyteSeeds.EXAMPLE, "nonsense");
		start(403, "99999999-9999-4999-8999-999999999999", "sync");
		assertThat(this.airbyte.post(422, "/jobs", "{").propertyNames()).containsExactly("errorId");
		this.airbyte.post(400, "/jobs", "{}");
	}

	@Test
	void failsWithASummary() throws Exception {
		JsonNode created = start(200, ConnectionSeeds.id(9), "sync");
		this.airbyte.advance("PT10S");
		assertThat(job(created).path("status").stringValue()).isEqualTo("failed");
		JsonNode failure = this.airbyte.config(200, "/jobs/get_without_logs", "{'id':" + created.path("jobId") + "}")
			.at("/attempts/0/attempt/failureSummary/failures/0");
		assertThat(failure.path("failureOrigin").stringValue()).isEqualTo("source");
		assertThat(failure.path("externalMessage").stringValue()).isEqualTo("The source refused the credentials");
	}

	@Test
	void goesThroughIncompleteWhenItTriesAgain() throws Exception {
		JsonNode created = start(200, ConnectionSeeds.id(10), "sync");
		List<String> statuses = new ArrayList<>();
		for (int step = 0; step < 4; step++) {
			this.airbyte.advance((step == 0) ? "PT3S" : "PT5S");
			statuses.add(job(created).path("status").stringValue());
		}
		assertThat(statuses).containsExactly("running", "incomplete", "running", "succeeded");
		assertThat(this.airbyte.config(200, "/jobs/get", "{'id':" + created.path("jobId") + "}").path("attempts"))
			.hasSize(2);
	}

	@Test
	void followsTheScriptBeforeTheName() throws Exception {
		this.airbyte.control("{'outcomes':{'" + ConnectionSeeds.id(9) + "':'cancelled'},'jobOutcome':'stuck'}");
		JsonNode scripted = start(200, ConnectionSeeds.id(9), "sync");
		JsonNode stuck = start(200, AirbyteSeeds.EXAMPLE, "sync");
		this.airbyte.advance("PT10M");
		assertThat(job(scripted).path("status").stringValue()).isEqualTo("cancelled");
		assertThat(job(stuck).path("status").stringValue()).isEqualTo("running");
	}

	@Test
	void cancelsWhateverRunsOnTheConnection() throws Exception {
		JsonNode created = start(200, AirbyteSeeds.EXAMPLE, "sync");
		this.airbyte.advance("PT3S");
		assertThat(this.airbyte.delete(200, "/jobs/9876543").path("status").stringValue()).isEqualTo("succeeded");
		assertThat(job(created).path("status").stringValue()).isEqualTo("cancelled");
		assertThat(this.airbyte.delete(200, "/jobs/" + created.path("jobId")).path("status").stringValue())
			.isEqualTo("cancelled");
	}

	@Test
	void forbidsUnknownJobsAndConfusesAdmins() throws Exception {
		this.airbyte.get(403, "/jobs/1");
		this.airbyte.get(400, "/jobs/x");
		this.airbyte.control("{'adminMode':true}");
		assertThat(this.airbyte.get(409, "/jobs/1").at("/data/message").stringValue())
			.isEqualTo("Job is not currently running");
	}

	@Test
	void listsOldestFirstUnlessToldOtherwise() throws Exception {
		String query = "/jobs?connectionId=" + AirbyteSeeds.EXAMPLE + "&limit=100";
		List<Long> ascending = ids(this.airbyte.get(query));
		assertThat(ascending).isSorted().contains(9876543L);
		assertThat(ids(this.airbyte.get(query + "&orderBy=createdAt%7CDESC"))).isEqualTo(ascending.reversed());
		assertThat(ids(this.airbyte.get(query + "&orderBy=updatedAt%7CASC"))).isEqualTo(ascending);
		assertThat(this.airbyte.get(400, query + "&orderBy=name").at("/data/message").stringValue())
			.isEqualTo("Invalid order by clause provided: name");
	}

	@Test
	void narrowsListsAndForgetsMostOfItInTheLinks() throws Exception {
		String query = "/jobs?connectionId=" + AirbyteSeeds.EXAMPLE;
		assertThat(ids(this.airbyte.get(query + "&status=failed"))).hasSize(1);
		assertThat(ids(this.airbyte.get(query + "&jobType=clear"))).hasSize(1);
		assertThat(
				ids(this.airbyte.get(query + "&createdAtStart=2026-01-05T10:15:30Z&createdAtEnd=2026-01-05T10:15:30Z")))
			.containsExactly(9876543L);
		assertThat(
				ids(this.airbyte.get(query + "&updatedAtStart=2026-01-05T10:21:42Z&updatedAtEnd=2026-01-05T10:21:42Z")))
			.containsExactly(9876543L);
		JsonNode page = this.airbyte
			.get(query + "&jobType=sync&orderBy=createdAt%7CDESC&limit=5&workspaceIds=" + AirbyteSeeds.FINANCE);
		assertThat(page.path("next").stringValue())
			.endsWith("/v1/jobs?jobType=sync&connectionId=" + AirbyteSeeds.EXAMPLE + "&limit=5&offset=5");
		this.airbyte.get(403, "/jobs?workspaceIds=" + AirbyteSeeds.FINANCE);
		this.airbyte.get(400, "/jobs?createdAtStart=yesterday");
	}

	private static List<Long> ids(JsonNode page) {
		return page.path("data").valueStream().map((job) -> job.path("jobId").longValue()).toList();
	}

	@Test
	void canQueueJobs() throws Exception {
		this.airbyte.control("{'queued':true}");
		assertThat(start(200, AirbyteSeeds.EXAMPLE, "sync").path("status").stringValue()).isEqualTo("queued");
		assertThat(ids(this.airbyte.get("/jobs?status=queued"))).hasSize(1);
	}

	@Test
	void dropsSecondsThatAreZeroUnlessToldOtherwise() {
		assertThat(startTime(true)).isEqualTo("2026-01-05T10:15Z");
		assertThat(startTime(false)).isEqualTo("2026-01-05T10:15:00Z");
	}

	private static String startTime(boolean dropZeroSeconds) {
		AirbyteSwitches switches = new AirbyteSwitches();
		switches.change(SandboxJson.read("{\"dropZeroSeconds\":" + dropZeroSeconds + "}"));
		Job seed = JobSeeds.history().getFirst();
		Instant created = Instant.parse("2026-01-05T10:15:00Z");
		Job job = new Job(1, seed.connectionId(), "sync", created, seed.attempts(), seed.wrapUp(), null, 1,
				JobOutcome.SUCCEEDED);
		return new AirbyteJobView(switches).json(job, created.plusSeconds(1)).path("startTime").stringValue();
	}

	@ParameterizedTest
	@CsvSource({ "reset,reset_connection", "clear,clear" })
	void clearsTheStateWhenAClearEnds(String type, String configType) throws Exception {
		JsonNode created = start(200, AirbyteSeeds.EXAMPLE, type);
		assertThat(created.path("jobType").stringValue()).isEqualTo(type);
		String body = "{'connectionId':'" + AirbyteSeeds.EXAMPLE + "'}";
		assertThat(this.airbyte.config(200, "/state/get", body).path("stateType").stringValue()).isEqualTo("stream");
		this.airbyte.advance("PT10S");
		assertThat(this.airbyte.config(200, "/state/get", body).path("stateType").stringValue()).isEqualTo("not_set");
		assertThat(this.airbyte.config(200, "/jobs/get_light", "{'id':" + created.path("jobId") + "}")
			.at("/job/configType")
			.stringValue()).isEqualTo(configType);
	}

	@Test
	void showsJobsAndLogsInTheConfigApi() throws Exception {
		JsonNode job = this.airbyte.config(200, "/jobs/get", "{'id':9876543}");
		assertThat(job.at("/job/createdAt").longValue()).isEqualTo(1767608130);
		assertThat(job.at("/job/updatedAt").longValue()).isEqualTo(1767608502);
		assertThat(job.at("/attempts/0/attempt/endedAt").longValue()).isEqualTo(1767608500);
		assertThat(job.at("/attempts/0/logType").stringValue()).isEqualTo("structured");
		assertThat(job.at("/attempts/0/logs/events/0/timestamp").longValue()).isEqualTo(1767608131000L);
		JsonNode attempt = this.airbyte.config(200, "/attempt/get_for_job", "{'jobId':9876543,'attemptNumber':0}");
		assertThat(attempt).isEqualTo(job.at("/attempts/0"));
		assertThat(this.airbyte.config(200, "/jobs/get_without_logs", "{'id':9876543}").at("/attempts/0").has("logs"))
			.isFalse();
		assertThat(this.airbyte.config(200, "/jobs/get_debug_info", "{'id':9876543}").at("/workflowState/running"))
			.hasToString("false");
		long old = JobSeeds.ID - 10 * 24;
		assertThat(this.airbyte.config(200, "/jobs/get", "{'id':" + old + "}").at("/attempts/0/logs/logLines"))
			.isNotEmpty();
		this.airbyte.config(403, "/jobs/get", "{'id':1}");
		this.airbyte.config(400, "/jobs/get", "{'id':'x'}");
	}

	@Test
	void writesLongLogs() throws Exception {
		JsonNode created = start(200, ConnectionSeeds.id(11), "sync");
		this.airbyte.advance("PT10S");
		assertThat(this.airbyte.config(200, "/jobs/get", "{'id':" + created.path("jobId") + "}")
			.at("/attempts/0/logs/events")).hasSize(20_000);
	}

	@Test
	void listsJobsInTheConfigApi() throws Exception {
		String body = "{'configTypes':['sync'],'configId':'" + AirbyteSeeds.EXAMPLE + "','statuses':[],"
				+ "'pagination':{'pageSize':2,'rowOffset':1}}";
		JsonNode list = this.airbyte.config(200, "/jobs/list", body);
		assertThat(list.path("totalJobCount").intValue()).isEqualTo(29);
		assertThat(list.at("/jobs/0/job/id").longValue()).isEqualTo(JobSeeds.ID + 50);
		assertThat(list.at("/jobs/0/attempts/0/status").stringValue()).isEqualTo("succeeded");
	}

}
