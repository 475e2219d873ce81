package io.patchbay.sandbox.maestro;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

import io.patchbay.sandbox.SandboxBody;
import io.patchbay.sandbox.SandboxClock;
import io.patchbay.sandbox.SandboxJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The calls that execute, pause and unpause pipelines and show their runs.
 */
@RestController
@RequestMapping("/sandbox/maestro/platform/pipeline")
@Profile("sandbox")
class MaestroRunController {

	private static final DateTimeFormatter AIRFLOW = DateTimeFormatter.ofPattern("'manual__'uuuu-MM-dd'T'HH:mm:ssxxx")
		.withZone(ZoneOffset.UTC);

	private final MaestroPipelines pipelines;

	private final MaestroAccess access;

	private final SandboxClock clock;

	MaestroRunController(MaestroPipelines pipelines, MaestroAccess access, SandboxClock clock) {
		this.pipelines = pipelines;
		this.access = access;
		this.clock = clock;
	}

	@PostMapping("/execute")
	ResponseEntity<byte[]> execute(@RequestBody(required = false) byte @Nullable [] body) {
		String id = pipelineId(body);
		MaestroPipeline pipeline = existing(id, this.pipelines.find(id));
		if (pipeline.paused()) {
			throw MaestroFailure.exception(400, "PipelinePaused", id);
		}
		this.pipelines.execute(pipeline);
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("message", "Pipeline triggered");
		data.put("pipeline_id", pipeline.id());
		// the scheduler's name for the run, by which nothing can be looked up
		data.put("run_id", AIRFLOW.format(this.clock.instant()));
		return MaestroPipelineController.wrapped(data);
	}

	@PostMapping("/pause")
	ResponseEntity<byte[]> pause(@RequestBody(required = false) byte @Nullable [] body) {
		return paused(pipelineId(body), true, "PipelineAlreadyPaused");
	}

	@PostMapping("/unpause")
	ResponseEntity<byte[]> unpause(@RequestBody(required = false) byte @Nullable [] body) {
		return paused(pipelineId(body), false, "PipelineNotPaused");
	}

	@GetMapping("/{id}/pipeline_run")
	ResponseEntity<byte[]> runs(@PathVariable String id) {
		this.access.require(MaestroAccess.READ_PIPELINES);
		if (this.pipelines.find(id) == null) {
			// the only failure that this call documents
			throw MaestroFailure.msg(500, "pipeline_id " + id + " has no runs");
		}
		Instant now = this.clock.instant();
		return SandboxJson.answer(200, this.pipelines.runs(id, now).stream().map((run) -> run.view(now)).toList());
	}

	@GetMapping("/{id}/pipeline_run/{runId}")
	ResponseEntity<byte[]> run(@PathVariable String id, @PathVariable String runId) {
		this.access.require(MaestroAccess.READ_PIPELINES);
		Instant now = this.clock.instant();
		return this.pipelines.runs(id, now)
			.stream()
			.filter((run) -> run.id().equals(MaestroPipeline.normalize(runId)))
			.findFirst()
			.map((run) -> SandboxJson.answer(200, run.view(now)))
			.orElseThrow(() -> MaestroFailure.detail(404, "pipeline_run_id " + runId + " not found"));
	}

	@RequestMapping({ "/execute", "/pause", "/unpause", "/{id}/pipeline_run", "/{id}/pipeline_run/{runId}" })
	ResponseEntity<byte[]> wrongMethod() {
		throw MaestroFailure.detail(405, "Method Not Allowed");
	}

	private ResponseEntity<byte[]> paused(String id, boolean paused, String already) {
		Instant now = this.clock.instant();
		MaestroPipeline changed = existing(id, this.pipelines.change(id, (before) -> {
			if (before.paused() == paused) {
				throw MaestroFailure.exception(400, already, id);
			}
			return before.withPaused(paused, now);
		}));
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("message", (paused) ? "Pipeline paused" : "Pipeline unpaused");
		data.put("pipeline_id", changed.id());
		return MaestroPipelineController.wrapped(data);
	}

	private String pipelineId(byte @Nullable [] body) {
		this.access.require(MaestroAccess.CHANGE_PIPELINES);
		ObjectNode request = SandboxBody.object(body);
		String id = (request != null) ? request.path("pipeline_id").asString("") : "";
		if (id.isEmpty()) {
			throw MaestroFailure.detail(400, "pipeline_id is required");
		}
		return id;
	}

	private static MaestroPipeline existing(String id, @Nullable MaestroPipeline found) {
		if (found == null) {
			throw MaestroFailure.exception(404, "PipelineNotFound", id);
		}
		return found;
	}

}
