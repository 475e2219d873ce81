package io.patchbay.sandbox.wallaroo;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Tasks as the API shows them, in today's shape or in that of release 2023.2.
 */
final class WallarooTaskView {

	private WallarooTaskView() {
	}

	static Map<String, @Nullable Object> of(WallarooTask task, Instant now, int runLimit, boolean legacy) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("id", task.id());
		view.put("name", task.name());
		if (legacy) {
			view.put("flavor", (task.schedule() != null) ? "exec_orch_scheduled" : "exec_orch_oneshot");
			view.put("exec_type", (task.schedule() != null) ? "cronjob" : "job");
		}
		else {
			view.put("run_type", (task.schedule() != null) ? "CronJob" : "Oneshot");
			view.put("arch", "x86");
		}
		view.put("image", "orchestrations/base");
		view.put("image_tag", "v2025.2.0");
		view.put("bind_secrets", List.of("minio"));
		view.put("extra_env_vars", environment(task, legacy));
		view.put("auth_init", true);
		view.put("workspace_id", task.workspaceId());
		view.put("schedule", task.schedule());
		view.put("reap_threshold_secs", task.timeout().toSeconds());
		view.put("ns_prefix", null);
		view.put("status", task.status(now));
		view.put("input_data", task.input());
		view.put("killed", task.isKilled(now));
		view.put("created_at", WallarooTime.OFFSET.format(task.createdAt()));
		view.put("updated_at", WallarooTime.OFFSET.format(task.updatedAt(now)));
		view.put("last_runs", task.runs(now).stream().limit(runLimit).map((run) -> run.view(now)).toList());
		return view;
	}

	private static Map<String, String> environment(WallarooTask task, boolean legacy) {
		Map<String, String> environment = new LinkedHashMap<>();
		if (!legacy) {
			environment.put("ORCH_ID", task.orchestration().id().toString());
		}
		environment.put("ORCH_SHA", task.orchestration().sha());
		environment.put("ORCH_OWNER_ID", WallarooUsers.SANDBOX.id().toString());
		environment.put("TASK_ID", task.id().toString());
		return environment;
	}

}
