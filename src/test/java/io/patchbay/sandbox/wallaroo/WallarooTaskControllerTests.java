package io.patchbay.sandbox.wallaroo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class WallarooTaskControllerTests {

	private final WallarooEmulator wallaroo = new WallarooEmulator();

	@BeforeEach
	void setTimes() {
		this.wallaroo.control("{'startDelay':10,'runDelay':20,'runDuration':60,'killDelay':10,'logDelay':30}");
	}

	@AfterEach
	void close() {
		this.wallaroo.close();
	}

	@Test
	void runAppearsLateAndAloneTellsTheOutcome() {
		String task = run(1, "{'connection_name':'orders-postgres','outcome':'failure'}");
		JsonNode created = get(task);
		assertThat(created.path("status").stringValue()).isEqualTo("pending");
		assertThat(created.path("run_type").stringValue()).isEqualTo("Oneshot");
		assertThat(created.at("/input_data/connection_name").stringValue()).isEqualTo("orders-postgres");
		assertThat(created.path("last_runs").isEmpty()).isTrue();
		assertThat(runs(task).isEmpty()).isTrue();
		this.wallaroo.pass(Duration.ofSeconds(11));
		assertThat(get(task).path("status").stringValue()).isEqualTo("started");
		assertThat(runs(task).isEmpty()).isTrue();
		this.wallaroo.pass(Duration.ofSeconds(10));
		assertThat(runs(task).at("/0/status").stringValue()).isEqualTo("running");
		assertThat(runs(task).at("/0/task").stringValue()).isEqualTo(task);
		this.wallaroo.pass(Duration.ofSeconds(60));
		assertThat(runs(task).at("/0/status").stringValue()).isEqualTo("failure");
		assertThat(runs(task).at("/0/updated_at")).isEqualTo(runs(task).at("/0/created_at"));
		assertThat(get(task).path("status").stringValue()).isEqualTo("started");
		assertThat(get(task).at("/last_runs/0/status").stringValue()).isEqualTo("failure");
	}

	@Test
	void outcomesFollowArgumentOrOrchestration() {
		assertThat(outcome(run(1, "{}"))).isEqualTo("success");
		assertThat(outcome(run(2, "{}"))).isEqualTo("failure");
		assertThat(outcome(run(3, "{}"))).isEqualTo("timed_out");
		assertThat(outcome(run(4, "{}"))).isEqualTo("running");
		assertThat(outcome(run(2, "{'outcome':'success'}"))).isEqualTo("success");
		String starved = run(1, "{'outcome':'starved'}");
		assertThat(outcome(starved)).isEqualTo("none");
		assertThat(get(starved).path("status").stringValue()).isEqualTo("resource_contention");
	}

	@Test
	void runLongerThanTimeoutIsTimedOut() {
		String task = this.wallaroo
			.ask("task/run_once", body(1, "{}").replace("'name'", "'timeout':30,'debug':true,'name'"))
			.path("id")
			.stringValue();
		assertThat(get(task).path("reap_threshold_secs").intValue()).isEqualTo(30);
		this.wallaroo.pass(Duration.ofSeconds(51));
		assertThat(runs(task).at("/0/status").stringValue()).isEqualTo("timed_out");
	}

	@Test
	void killAnswersTheWholeTaskStillPending() {
		String task = run(4, "{}");
		this.wallaroo.pass(Duration.ofSeconds(25));
		JsonNode answer = this.wallaroo.ask("task/kill", "{'id':'" + task + "'}");
		assertThat(answer.path("status").stringValue()).isEqualTo("pending_kill");
		assertThat(answer.path("killed").booleanValue()).isFalse();
		assertThat(answer.has("input_data")).isTrue();
		this.wallaroo.pass(Duration.ofSeconds(11));
		assertThat(get(task).path("status").stringValue()).isEqualTo("killed");
		assertThat(get(task).path("killed").booleanValue()).isTrue();
		assertThat(runs(task).at("/0/status").stringValue()).isEqualTo("killed");
		assertThat(this.wallaroo.ask("task/list", "{'killed':true}").size()).isOne();
		assertThat(this.wallaroo.ask("task/list", "{'killed':false}").size()).isEqualTo(4);
		this.wallaroo.refused(404, "task/kill", "{'id':'" + WallarooUsers.id(1, 1) + "'}");
	}

	@Test
	void onlyReadyOrchestrationsRun() {
		for (int number : new int[] { 5, 6, 7 }) {
			assertThat(this.wallaroo.refused(400, "task/run_once", body(number, "{}"))).contains("not ready");
		}
		this.wallaroo.refused(400, "task/run_once", body(99, "{}"));
		this.wallaroo.refused(400, "task/run_once", body(1, "{}").replace(":33", ":99"));
		this.wallaroo.refused(400, "task/run_once", body(1, "{}").replace(":33", ":'33'"));
		assertThat(this.wallaroo.refused(400, "task/run_once", body(1, "'{}'"))).contains("json");
		assertThat(this.wallaroo.refused(400, "task/run_once", "{}")).contains("orch_id");
	}

	@Test
	void scheduledTaskRunsAgainAndAgain() {
		Instant now = this.wallaroo.sandbox().clock().instant();
		Instant betweenFirings = now.truncatedTo(ChronoUnit.HOURS).plusSeconds(3600 + 150);
		this.wallaroo.pass(Duration.between(now, betweenFirings));
		String call = body(1, "{}").replace("'name'", "'schedule':'*/5 * * * *','name'");
		String task = this.wallaroo.ask("task/run_scheduled", call).path("id").stringValue();
		assertThat(get(task).path("run_type").stringValue()).isEqualTo("CronJob");
		this.wallaroo.pass(Duration.ofMinutes(21));
		JsonNode runs = runs(task);
		assertThat(runs.size()).isEqualTo(4);
		assertThat(runs.at("/0/created_at").stringValue()).isGreaterThan(runs.at("/3/created_at").stringValue());
		assertThat(this.wallaroo.ask("task/list_task_runs", "{'task_id':'" + task + "','limit':1}").size()).isOne();
		assertThat(this.wallaroo.ask("task/pause", "{'id':'" + task + "','pause':true}").path("status").stringValue())
			.isEqualTo("pending_pause");
		this.wallaroo.pass(Duration.ofMinutes(30));
		assertThat(get(task).path("status").stringValue()).isEqualTo("paused");
		assertThat(runs(task).size()).isEqualTo(4);
		this.wallaroo.ask("task/pause", "{'id':'" + task + "','pause':false}");
		this.wallaroo.pass(Duration.ofMinutes(6));
		assertThat(runs(task).size()).isEqualTo(5);
		this.wallaroo.refused(400, "task/run_scheduled", call.replace("*/5", "0 */5"));
		this.wallaroo.refused(400, "task/run_scheduled", call.replace("*/5", "nonsense"));
	}

	@Test
	void seedsHaveHistory() {
		JsonNode tasks = this.wallaroo.ask("task/list", "{'workspace_id':33,'run_limit':2}");
		assertThat(tasks.size()).isEqualTo(3);
		assertThat(tasks.at("/0/last_runs").size()).isEqualTo(2);
		assertThat(runs(tasks.at("/0/id").stringValue()).size()).isBetween(39, 40);
		assertThat(runs(tasks.at("/2/id").stringValue()).at("/0/status").stringValue()).isEqualTo("failure");
		String sha = tasks.at("/0/extra_env_vars/ORCH_SHA").stringValue();
		assertThat(this.wallaroo.ask("task/get_tasks_by_orch_sha", "{'sha':'" + sha + "'}").path("ids").size())
			.isEqualTo(3);
	}

	@Test
	void runsAreFiltered() {
		String task = run(1, "{}");
		this.wallaroo.pass(Duration.ofSeconds(90));
		String call = "{'task_id':'" + task + "','status':'success'}";
		assertThat(this.wallaroo.ask("task/list_task_runs", call).size()).isOne();
		assertThat(this.wallaroo.ask("task/list_task_runs", call.replace("success", "running")).isEmpty()).isTrue();
		assertThat(this.wallaroo.ask("task/list_task_runs", call.replace("success", "all")).size()).isOne();
		this.wallaroo.refused(400, "task/list_task_runs", call.replace("success", "killed"));
		String range = call.replace("'status':'success'",
				"'time_range':['2001-01-01T00:00:00Z','2002-01-01T00:00:00Z']");
		assertThat(this.wallaroo.ask("task/list_task_runs", range).isEmpty()).isTrue();
	}

	@Test
	void logsArriveLate() {
		String task = run(1, "{'connection_name':'orders-postgres'}");
		this.wallaroo.pass(Duration.ofSeconds(40));
		String run = runs(task).at("/0/run_id").stringValue();
		assertThat(logs(run, 100).isEmpty()).isTrue();
		this.wallaroo.pass(Duration.ofSeconds(120));
		assertThat(logs(run, 100).size()).isEqualTo(8);
		assertThat(logs(run, 100).at("/1").stringValue())
			.matches("[0-9-]{10}T[0-9:]{8}\\.[0-9]{9}Z stdout F Reading connection orders-postgres");
		assertThat(logs(run, 1).at("/0").stringValue()).endsWith("stdout F Done");
		assertThat(logs(task, 100).isEmpty()).isTrue();
	}

	@Test
	void legacyShapeIsSwitch() {
		this.wallaroo.control("{'legacyTasks':true}");
		JsonNode task = get(run(1, "{}"));
		assertThat(task.path("flavor").stringValue()).isEqualTo("exec_orch_oneshot");
		assertThat(task.has("run_type")).isFalse();
		assertThat(task.path("extra_env_vars").has("ORCH_ID")).isFalse();
	}

	private String outcome(String task) {
		this.wallaroo.pass(Duration.ofSeconds(85));
		return runs(task).at("/0/status").asString("none");
	}

	private String run(int orchestration, String json) {
		return this.wallaroo.ask("task/run_once", body(orchestration, json)).path("id").stringValue();
	}

	private static String body(int orchestration, String json) {
		return "{'orch_id':'" + WallarooUsers.id(0x0a, orchestration) + "','workspace_id':33,'name':'t','json':" + json
				+ "}";
	}

	private JsonNode get(String task) {
		return this.wallaroo.ask("task/get_by_id", "{'id':'" + task + "'}");
	}

	private JsonNode runs(String task) {
		return this.wallaroo.ask("task/list_task_runs", "{'task_id':'" + task + "'}");
	}

	private JsonNode logs(String run, int lines) {
		return this.wallaroo.ask("task/get_logs_for_run", "{'id':'" + run + "','lines':" + lines + "}").path("logs");
	}

}
