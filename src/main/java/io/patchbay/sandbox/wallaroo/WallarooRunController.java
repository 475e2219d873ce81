package io.patchbay.sandbox.wallaroo;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.patchbay.sandbox.SandboxClock;
import io.patchbay.sandbox.SandboxJson;
import io.patchbay.sandbox.SandboxSwitches;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The calls about the runs of tasks.
 */
@RestController
@RequestMapping("/sandbox/wallaroo/v1/api/task")
@Profile("sandbox")
class WallarooRunController {

	private static final Set<String> FILTERS = Set.of("all", "running", "success", "failure", "timed_out");

	private final WallarooTasks tasks;

	private final SandboxSwitches<WallarooSwitches> switches;

	private final SandboxClock clock;

	WallarooRunController(WallarooTasks tasks, SandboxSwitches<WallarooSwitches> switches, SandboxClock clock) {
		this.tasks = tasks;
		this.switches = switches;
		this.clock = clock;
	}

	@PostMapping("/list_task_runs")
	ResponseEntity<byte[]> listTaskRuns(@RequestBody(required = false) byte @Nullable [] body) {
		WallarooBody request = WallarooBody.of(body);
		UUID id = request.uuid("task_id");
		String status = request.optionalText("status");
		Integer limit = request.optionalInteger("limit");
		List<Instant> range = request.elements("time_range").stream().map(WallarooRunController::time).toList();
		if (status != null && !FILTERS.contains(status)) {
			throw WallarooFailure.badRequest("Json deserialize error: unknown variant `" + status + "`");
		}
		Instant now = this.clock.instant();
		return SandboxJson.answer(200,
				this.tasks.all()
					.stream()
					.filter((task) -> task.id().equals(id))
					.flatMap((task) -> task.runs(now).stream())
					.filter((run) -> status == null || "all".equals(status) || status.equals(run.status(now)))
					.filter((run) -> within(range, run.start()))
					.limit((limit != null) ? Math.max(0, limit) : Long.MAX_VALUE)
					.map((run) -> run.row(now))
					.toList());
	}

	@PostMapping("/get_logs_for_run")
	ResponseEntity<byte[]> getLogsForRun(@RequestBody(required = false) byte @Nullable [] body) {
		WallarooBody request = WallarooBody.of(body);
		UUID id = request.uuid("id");
		Integer lines = request.optionalInteger("lines");
		Instant now = this.clock.instant();
		List<String> logs = this.tasks.all()
			.stream()
			.flatMap((task) -> task.runs(now)
				.stream()
				.filter((run) -> run.id().equals(id))
				.flatMap((run) -> logs(task, run, now).stream()))
			.toList();
		int skipped = (lines != null) ? Math.clamp(logs.size() - (long) lines, 0, logs.size()) : 0;
		return SandboxJson.answer(200, Map.of("logs", logs.subList(skipped, logs.size())));
	}

	@RequestMapping({ "/list_task_runs", "/get_logs_for_run" })
	ResponseEntity<byte[]> wrongMethod() {
		throw new WallarooFailure(405, "Method not allowed");
	}

	private List<String> logs(WallarooTask task, WallarooRun run, Instant now) {
		String connection = task.input().path("connection_name").asString("none");
		return run.logs(connection, now, this.switches.get().logDelay());
	}

	private static boolean within(List<Instant> range, Instant time) {
		return range.size() != 2 || (!time.isBefore(range.getFirst()) && !time.isAfter(range.getLast()));
	}

	private static Instant time(JsonNode value) {
		try {
			return OffsetDateTime.parse(value.asString("")).toInstant();
		}
		catch (DateTimeException ex) {
			throw WallarooFailure.badRequest("Json deserialize error: invalid time in `time_range`");
		}
	}

}
