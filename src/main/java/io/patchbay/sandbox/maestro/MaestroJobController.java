package io.patchbay.sandbox.maestro;

import java.util.Map;

import io.patchbay.sandbox.SandboxJson;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The calls about the jobs of pipelines.
 */
@RestController
@RequestMapping("/sandbox/maestro/platform/jobs")
@Profile("sandbox")
class MaestroJobController {

	private final MaestroPipelines pipelines;

	private final MaestroAccess access;

	MaestroJobController(MaestroPipelines pipelines, MaestroAccess access) {
		this.pipelines = pipelines;
		this.access = access;
	}

	@GetMapping("/jdbc/{id}")
	ResponseEntity<byte[]> jdbc(@PathVariable String id) {
		this.access.require(MaestroAccess.READ_PIPELINES);
		MaestroJob job = this.pipelines.findJob(id);
		if (job == null || !job.isJdbc()) {
			throw unknown(id);
		}
		return SandboxJson.answer(200, job.configuration());
	}

	@PostMapping("/{id}/reset-state")
	ResponseEntity<byte[]> resetState(@PathVariable String id) {
		this.access.require(MaestroAccess.CHANGE_PIPELINES);
		MaestroJob job = this.pipelines.findJob(id);
		if (job == null) {
			throw unknown(id);
		}
		return SandboxJson.answer(200,
				Map.of("status", true, "detail", "state of " + job.id() + " was reset", "message", "State reset"));
	}

	@RequestMapping({ "/jdbc/{id}", "/{id}/reset-state" })
	ResponseEntity<byte[]> wrongMethod() {
		throw MaestroFailure.detail(405, "Method Not Allowed");
	}

	private static MaestroFailure unknown(String id) {
		return MaestroFailure.detail(404, "job_id " + id + " not found");
	}

}
