package io.patchbay.sandbox.wallaroo;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import io.patchbay.sandbox.SandboxClock;
import io.patchbay.sandbox.SandboxJson;
import io.patchbay.sandbox.SandboxSwitches;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The calls about tasks.
 */
@RestController
@RequestMapping("/sandbox/wallaroo/v1/api/task")
@Profile("sandbox")
class WallarooTaskController {

	private static final int LAST_RUNS = 5;

	private final WallarooTasks tasks;

	private final SandboxSwitches<WallarooSwitches> switches;

	private final SandboxClock clock;

	WallarooTaskController(WallarooTasks tasks, SandboxSwitches<WallarooSwitches> switches, SandboxClock clock) {
		this.tasks = tasks;
		this.switches = switches;
		this.clock = clock;
	}

	@PostMapping("/run_once")
	ResponseEntity<byte[]> runOnce(@RequestBody(required = false) byte @Nullable [] body) {
		return SandboxJson.answer(200, Map.of("id", this.tasks.create(WallarooBody.of(body), null).id()));
	}

	@PostMapping("/run_scheduled")
	ResponseEntity<byte[]> runScheduled(@RequestBody(required = false) byte @Nullable [] body) {
		WallarooBody request = WallarooBody.of(body);
		return SandboxJson.answer(200, Map.of("id", this.tasks.create(request, request.text("schedule")).id()));
	}

	@PostMapping("/get_by_id")
	ResponseEntity<byte[]> getById(@RequestBody(required = false) byte @Nullable [] body) {
		return whole(this.tasks.get(WallarooBody.of(body).uuid("id")));
	}

	// not documented as a path; named after the SDK's operation
	@PostMapping("/list")
	ResponseEntity<byte[]> list(@RequestBody(required = false) byte @Nullable [] body) {
		WallarooBody request = WallarooBody.of(body);
		Integer workspace = request.optionalInteger("workspace_id");
		UUID orchestration = request.optionalUuid("orch_id");
		String sha = request.optionalText("orch_sha");
		Integer runLimit = request.optionalInteger("run_limit");
		boolean killedOnly = request.flag("killed");
		Instant now = this.clock.instant();
		return SandboxJson.answer(200,
				this.tasks.all()
					.stream()
					.filter((task) -> workspace == null || workspace == task.workspaceId())
					.filter((task) -> orchestration == null || orchestration.equals(task.orchestration().id()))
					.filter((task) -> sha == null || sha.equals(task.orchestration().sha()))
					.filter((task) -> !killedOnly || task.isKilled(now))
					.map((task) -> view(task, now, (runLimit != null) ? runLimit : LAST_RUNS))
					.toList());
	}

	@PostMapping("/get_tasks_by_orch_sha")
	ResponseEntity<byte[]> getTasksByOrchSha(@RequestBody(required = false) byte @Nullable [] body) {
		String sha = WallarooBody.of(body).text("sha");
		return SandboxJson.answer(200,
				Map.of("ids",
						this.tasks.all()
							.stream()
							.filter((task) -> sha.equals(task.orchestration().sha()))
							.map(WallarooTask::id)
							.toList()));
	}

	@PostMapping("/kill")
	ResponseEntity<byte[]> kill(@RequestBody(required = false) byte @Nullable [] body) {
		return whole(this.tasks.kill(WallarooBody.of(body).uuid("id")));
	}

	// not documented as a path; named after the SDK's operation
	@PostMapping("/pause")
	ResponseEntity<byte[]> pause(@RequestBody(required = false) byte @Nullable [] body) {
		WallarooBody request = WallarooBody.of(body);
		return whole(this.tasks.pause(request.uuid("id"), request.flag("pause")));
	}

	@RequestMapping({ "/run_once", "/run_scheduled", "/get_by_id", "/list", "/get_tasks_by_orch_sha", "/kill",
			"/pause" })
	ResponseEntity<byte[]> wrongMethod() {
		throw new WallarooFailure(405, "Method not allowed");
	}

	private ResponseEntity<byte[]> whole(WallarooTask task) {
		return SandboxJson.answer(200, view(task, this.clock.instant(), LAST_RUNS));
	}

	private Map<String, @Nullable Object> view(WallarooTask task, Instant now, int runLimit) {
		return WallarooTaskView.of(task, now, runLimit, this.switches.get().legacyTasks());
	}

}
