package io.patchbay.sandbox.airbyte;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.patchbay.sandbox.SandboxJson;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The public API's jobs.
 */
@RestController
@Profile("sandbox")
@RequestMapping({ Roots.PUBLIC_CLOUD, Roots.PUBLIC_SELF_MANAGED })
class AirbyteJobController {

	private final AirbyteStore store;

	private final AirbyteAccess access;

	private final AirbyteJobs jobs;

	private final AirbyteJobView view;

	AirbyteJobController(AirbyteStore store, AirbyteAccess access, AirbyteJobs jobs, AirbyteJobView view) {
		this.store = store;
		this.access = access;
		this.jobs = jobs;
		this.view = view;
	}

	@GetMapping("/jobs")
	ResponseEntity<byte[]> list(HttpServletRequest request) {
		Paging paging = Paging.of(request);
		JobFilter filter = JobFilter.of(request);
		String connectionId = request.getParameter("connectionId");
		// With a connection the workspaces are ignored, even those that are not visible
		List<String> workspaceIds = (connectionId != null) ? List.of() : Paging.ids(request, "workspaceIds");
		Map<String, String> links = new LinkedHashMap<>();
		if (filter.type() != null) {
			links.put("jobType", filter.type());
		}
		if (connectionId != null) {
			links.put("connectionId", connectionId);
		}
		AirbyteConnectionReadController.putIds(links, "workspaceIds", workspaceIds);
		return this.store.locked(() -> {
			Instant now = this.jobs.now();
			List<ObjectNode> items = candidates(connectionId, workspaceIds).stream()
				.filter((job) -> filter.admits(job, this.view.status(job, now), now))
				.sorted(filter.order(now))
				.skip(paging.offset())
				.limit(paging.limit())
				.map((job) -> this.view.json(job, now))
				.toList();
			return SandboxJson.ok(paging.page("/jobs", links, items));
		});
	}

	private Collection<Job> candidates(@Nullable String connectionId, List<String> workspaceIds) {
		if (connectionId != null) {
			return this.jobs.of(this.access.connection(connectionId).id());
		}
		Collection<String> visible = this.access.workspaces(workspaceIds);
		return this.jobs.all().stream().filter((job) -> {
			AirbyteConnection connection = this.store.connection(job.connectionId());
			return connection != null && visible.contains(connection.workspaceId());
		}).toList();
	}

	@GetMapping("/jobs/{jobId}")
	ResponseEntity<byte[]> get(@PathVariable String jobId) {
		return this.store.locked(() -> SandboxJson.ok(this.view.json(find(jobId), this.jobs.now())));
	}

	@PostMapping("/jobs")
	ResponseEntity<byte[]> start(@RequestBody(required = false) byte @Nullable [] bytes) {
		Body body = Body.of(bytes);
		String connectionId = body.requiredId("connectionId");
		String type = Body.match(body.required("jobType"), JobFilter.TYPES);
		return this.store.locked(() -> {
			AirbyteConnection connection = this.access.connection(connectionId);
			if ("refresh".equals(type)) {
				throw AirbyteException.unprocessable("Refreshes are not supported in the public API");
			}
			this.jobs.settle();
			return SandboxJson.ok(this.view.created(this.jobs.start(connection, type), this.jobs.now()));
		});
	}

	/**
	 * Cancels whatever runs on the job's connection, which may be another job.
	 * @param jobId the job
	 * @return the job as it is afterwards
	 */
	@DeleteMapping("/jobs/{jobId}")
	ResponseEntity<byte[]> cancel(@PathVariable String jobId) {
		return this.store.locked(() -> {
			this.jobs.cancel(find(jobId).connectionId());
			return SandboxJson.ok(this.view.json(find(jobId), this.jobs.now()));
		});
	}

	private Job find(String jobId) {
		try {
			Job job = this.jobs.find(Long.parseLong(jobId));
			AirbyteConnection connection = (job != null) ? this.store.connection(job.connectionId()) : null;
			if (job == null || connection == null || !this.access.sees(connection.workspaceId())) {
				throw this.access.unknown(AirbyteException.stateConflict("Job is not currently running"));
			}
			return job;
		}
		catch (NumberFormatException ex) {
			throw AirbyteException.conversion("Failed to convert argument [jobId] for value [" + jobId + "]");
		}
	}

}
