package io.patchbay.sandbox.wallaroo;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.patchbay.sandbox.SandboxClock;
import io.patchbay.sandbox.SandboxJson;
import io.patchbay.sandbox.SandboxSwitches;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;

/**
 * The tasks of the pretend Wallaroo.
 */
@Component
@Profile("sandbox")
class WallarooTasks {

	private static final Duration TIMEOUT = Duration.ofSeconds(900);

	private final Map<UUID, WallarooTask> tasks = new LinkedHashMap<>();

	private final WallarooOrchestrations orchestrations;

	private final WallarooWorkspaces workspaces;

	private final SandboxSwitches<WallarooSwitches> switches;

	private final SandboxClock clock;

	WallarooTasks(WallarooOrchestrations orchestrations, WallarooWorkspaces workspaces,
			SandboxSwitches<WallarooSwitches> switches, SandboxClock clock) {
		this.orchestrations = orchestrations;
		this.workspaces = workspaces;
		this.switches = switches;
		this.clock = clock;
		seed();
	}

	/**
	 * Goes back to the seeds, the orchestrations' included.
	 */
	synchronized void reset() {
		this.orchestrations.reset();
		this.tasks.clear();
		seed();
	}

	private void seed() {
		seed(1, "orders-every-6h", "0 */6 * * *", Duration.ofDays(10), "orders-postgres", "success");
		seed(2, "orders-once", null, Duration.ofDays(2), "orders-postgres", "success");
		seed(3, "clicks-once", null, Duration.ofDays(1), "shared-bigquery", "failure");
	}

	synchronized List<WallarooTask> all() {
		return List.copyOf(this.tasks.values());
	}

	synchronized WallarooTask get(UUID id) {
		WallarooTask found = this.tasks.get(id);
		if (found == null) {
			throw WallarooFailure.notFound("Task not found: " + id);
		}
		return found;
	}

	/**
	 * Creates a task.
	 * @param request the request
	 * @param schedule the cron fields, {@code null} to run once
	 * @return the task, which starts later
	 */
	synchronized WallarooTask create(WallarooBody request, @Nullable String schedule) {
		UUID orchestrationId = request.uuid("orch_id");
		int workspace = request.integer("workspace_id");
		ObjectNode input = request.object("json");
		Integer timeout = request.optionalInteger("timeout");
		request.flag("debug");
		if (schedule != null) {
			checkCron(schedule);
		}
		this.workspaces.get(workspace);
		WallarooOrchestration orchestration = this.orchestrations.find(orchestrationId);
		if (orchestration == null) {
			throw WallarooFailure.badRequest("Orchestration does not exist: " + orchestrationId);
		}
		Instant now = this.clock.instant();
		if (!"ready".equals(orchestration.status(now))) {
			throw WallarooFailure.badRequest("Orchestration is not ready: " + orchestration.status(now));
		}
		WallarooTask task = new WallarooTask(UUID.randomUUID(), request.optionalText("name"), orchestration, workspace,
				schedule, (timeout != null) ? Duration.ofSeconds(timeout) : TIMEOUT, input,
				WallarooOutcome.of(input, orchestration.name()), this.switches.get(), now, null, List.of());
		this.tasks.put(task.id(), task);
		return task;
	}

	synchronized WallarooTask kill(UUID id) {
		WallarooTask task = get(id).killed(this.clock.instant());
		this.tasks.put(id, task);
		return task;
	}

	synchronized WallarooTask pause(UUID id, boolean paused) {
		WallarooTask task = get(id);
		if (task.schedule() == null) {
			throw WallarooFailure.badRequest("Only scheduled tasks can be paused");
		}
		WallarooTask changed = task.paused(paused, this.clock.instant());
		this.tasks.put(id, changed);
		return changed;
	}

	private void seed(int number, String name, @Nullable String schedule, Duration age, String connection,
			String outcome) {
		WallarooOrchestration orchestration = this.orchestrations.all().getFirst();
		UUID id = WallarooUsers.id(0x7a, number);
		ObjectNode input = SandboxJson.object().put("connection_name", connection).put("outcome", outcome);
		this.tasks.put(id,
				new WallarooTask(id, name, orchestration, WallarooWorkspaces.ANALYTICS, schedule, TIMEOUT, input,
						WallarooOutcome.of(input, null), WallarooSwitches.defaults(), this.clock.instant().minus(age),
						null, List.of()));
	}

	private static void checkCron(String schedule) {
		// six fields appear in the texts, but every call that was seen to work has five
		boolean five = schedule.strip().split("\\s+").length == 5;
		if (!five || !CronExpression.isValidExpression("0 " + schedule)) {
			throw WallarooFailure.badRequest("Invalid cron schedule: " + schedule);
		}
	}

}
