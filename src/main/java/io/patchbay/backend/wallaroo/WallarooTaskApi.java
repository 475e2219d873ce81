package io.patchbay.backend.wallaroo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.patchbay.backend.UpstreamCalls;
import io.patchbay.backend.UpstreamJson;
import io.patchbay.backend.UpstreamRequest;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.GatewayException.Upstream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Wallaroo's calls about orchestrations, tasks and their runs.
 */
final class WallarooTaskApi {

	/** The newest run is among them, whichever way the platform sorts. */
	private static final int RUNS = 20;

	private final UpstreamCalls calls;

	WallarooTaskApi(UpstreamCalls calls) {
		this.calls = calls;
	}

	OrchestrationRow orchestration(String id, Function<Upstream, @Nullable GatewayException> missing) {
		return this.calls.read(known("/v1/api/orchestration/get_by_id", Map.of("id", id), missing),
				UpstreamJson.object(OrchestrationRow.class));
	}

	/**
	 * Starts a task, which does its work later.
	 * @param body what to run
	 * @return the task's id
	 * @throws GatewayException.TimedOut when nobody knows whether it was started
	 */
	String runOnce(Map<String, Object> body) {
		String id = this.calls
			.write(UpstreamRequest.post("/v1/api/task/run_once").json(body), UpstreamJson.object(Started.class))
			.id();
		if (id == null || !WallarooRows.isId(id)) {
			throw this.calls.outcomeUnknown(this.calls.invalidResponse("there is no id in it"));
		}
		return id;
	}

	TaskRow task(String id, Function<Upstream, @Nullable GatewayException> missing) {
		TaskRow row = this.calls.read(known("/v1/api/task/get_by_id", Map.of("id", id), missing),
				UpstreamJson.object(TaskRow.class));
		return checked(id, row);
	}

	/**
	 * Kills a task. The platform answers at once and does it a little later.
	 * @param id the task
	 * @param missing makes the failure when there is none
	 * @return the task on its way to be killed
	 */
	TaskRow kill(String id, Function<Upstream, @Nullable GatewayException> missing) {
		TaskRow row = this.calls.write(known("/v1/api/task/kill", Map.of("id", id), missing),
				UpstreamJson.object(TaskRow.class));
		return checked(id, row);
	}

	/**
	 * Lists the tasks of a workspace that are about a connection.
	 * @param workspace the workspace's number
	 * @param connection the name that the tasks were told
	 * @return the tasks, in the platform's order
	 */
	List<TaskRow> tasks(long workspace, String connection) {
		List<TaskRow> found = new ArrayList<>();
		UpstreamRequest request = UpstreamRequest.post("/v1/api/task/list").json(Map.of("workspace_id", workspace));
		this.calls.read(request, UpstreamJson.items(null, found::clear, (item) -> {
			TaskRow task = UpstreamJson.convert(item, TaskRow.class);
			if (task != null && WallarooRows.isId(task.id()) && connection.equals(task.connection())) {
				found.add(task);
			}
			return true;
		}));
		return found;
	}

	List<RunRow> runs(String task) {
		List<RunRow> found = new ArrayList<>();
		UpstreamRequest request = UpstreamRequest.post("/v1/api/task/list_task_runs")
			.json(Map.of("task_id", task, "limit", RUNS));
		this.calls.read(request, UpstreamJson.items(null, found::clear, (item) -> {
			RunRow run = UpstreamJson.convert(item, RunRow.class);
			if (run != null) {
				found.add(run);
			}
			return true;
		}));
		return found;
	}

	/**
	 * Reads the end of a run's log.
	 * @param run the run's id, unlike its task's
	 * @param lines how many lines at the most
	 * @param sink gets each line
	 */
	void logs(String run, int lines, Consumer<String> sink) {
		List<String> found = new ArrayList<>();
		UpstreamRequest request = UpstreamRequest.post("/v1/api/task/get_logs_for_run")
			.json(Map.of("id", run, "lines", lines));
		// Handed over when all is read: a read may be repeated, and a slow listener would
		// keep a connection to the platform.
		this.calls.read(request, UpstreamJson.items("logs", found::clear, (item) -> {
			if (item.isString()) {
				found.add(this.calls.masked(item.stringValue()));
			}
			return true;
		}));
		found.forEach(sink);
	}

	private TaskRow checked(String id, TaskRow row) {
		if (!id.equalsIgnoreCase(row.id())) {
			throw this.calls.invalidResponse("the task has not the id that it was asked for by");
		}
		return row;
	}

	// What is not there is a 404 in newer releases and a 400 in older ones.
	private static UpstreamRequest known(String path, Map<String, Object> body,
			Function<Upstream, @Nullable GatewayException> missing) {
		return UpstreamRequest.post(path).json(body).on(404, missing).on(400, missing);
	}

	/**
	 * The answer to a start.
	 *
	 * @param id the task's id
	 */
	private record Started(@Nullable String id) {

	}

	/**
	 * A program that tasks run.
	 *
	 * @param id its id
	 * @param status how far its packaging is
	 */
	record OrchestrationRow(@Nullable String id, @Nullable String status) {

	}

	/**
	 * A task.
	 *
	 * @param id its id
	 * @param name its name
	 * @param workspace the number of the workspace that it runs in
	 * @param schedule its cron fields, absent when it runs once
	 * @param status the state of its deployment, which is not that of its runs
	 * @param killed whether it was killed
	 * @param input what it was told
	 * @param environment what the platform tells it, the orchestration's id in newer
	 * releases
	 * @param createdAt when it was made
	 * @param lastRuns some of its runs
	 */
	record TaskRow(@Nullable String id, @Nullable String name, @JsonProperty("workspace_id") @Nullable Long workspace,
			@Nullable String schedule, @Nullable String status, @Nullable Boolean killed,
			@JsonProperty("input_data") @Nullable JsonNode input,
			@JsonProperty("extra_env_vars") @Nullable JsonNode environment,
			@JsonProperty("created_at") @Nullable JsonNode createdAt,
			@JsonProperty("last_runs") @Nullable List<@Nullable RunRow> lastRuns) {

		@Nullable String connection() {
			JsonNode name = (this.input != null) ? this.input.path("connection_name") : null;
			return (name != null && name.isString()) ? name.stringValue() : null;
		}

		@Nullable String orchestration() {
			JsonNode told = (this.environment != null) ? this.environment.path("ORCH_ID") : null;
			return (told != null && told.isString()) ? told.stringValue() : null;
		}

		boolean scheduled() {
			return this.schedule != null && !this.schedule.isBlank();
		}

		@Override
		public String toString() {
			return "TaskRow[" + this.id + "]";
		}

	}

	/**
	 * A run of a task.
	 *
	 * @param id its id, unlike its task's
	 * @param status how it stands
	 * @param createdAt when it began
	 * @param updatedAt the same in most rows, also of ended runs
	 */
	record RunRow(@JsonProperty("run_id") @Nullable String id, @Nullable String status,
			@JsonProperty("created_at") @Nullable JsonNode createdAt,
			@JsonProperty("updated_at") @Nullable JsonNode updatedAt) {

	}

}
