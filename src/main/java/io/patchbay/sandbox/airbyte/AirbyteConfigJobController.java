package io.patchbay.sandbox.airbyte;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.patchbay.sandbox.SandboxJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The Config API's jobs, attempts and logs.
 */
@RestController
@Profile("sandbox")
@RequestMapping(Roots.CONFIG)
class AirbyteConfigJobController {

	private static final int PAGE = 200;

	private final AirbyteStore store;

	private final AirbyteAccess access;

	private final AirbyteJobs jobs;

	private final AirbyteConfigJobView view;

	AirbyteConfigJobController(AirbyteStore store, AirbyteAccess access, AirbyteJobs jobs, AirbyteConfigJobView view) {
		this.store = store;
		this.access = access;
		this.jobs = jobs;
		this.view = view;
	}

	@PostMapping("/jobs/get")
	ResponseEntity<byte[]> get(@RequestBody(required = false) byte @Nullable [] bytes) {
		return show(bytes, true);
	}

	@PostMapping("/jobs/get_without_logs")
	ResponseEntity<byte[]> getWithoutLogs(@RequestBody(required = false) byte @Nullable [] bytes) {
		return show(bytes, false);
	}

	private ResponseEntity<byte[]> show(byte @Nullable [] bytes, boolean logs) {
		Body body = Body.of(bytes);
		return this.store.locked(() -> SandboxJson.ok(this.view.withAttempts(find(body), this.jobs.now(), logs)));
	}

	@PostMapping("/jobs/get_light")
	ResponseEntity<byte[]> getLight(@RequestBody(required = false) byte @Nullable [] bytes) {
		Body body = Body.of(bytes);
		return this.store.locked(() -> SandboxJson.ok(Map.of("job", this.view.job(find(body), this.jobs.now()))));
	}

	@PostMapping("/jobs/get_debug_info")
	ResponseEntity<byte[]> getDebugInfo(@RequestBody(required = false) byte @Nullable [] bytes) {
		Body body = Body.of(bytes);
		return this.store.locked(() -> {
			Job job = find(body);
			ObjectNode json = this.view.withAttempts(job, this.jobs.now(), true);
			json.withObject("job").put("airbyteVersion", "2.0.0");
			json.putObject("workflowState").put("running", !job.terminal(this.jobs.now()));
			return SandboxJson.ok(json);
		});
	}

	@PostMapping("/attempt/get_for_job")
	ResponseEntity<byte[]> attempt(@RequestBody(required = false) byte @Nullable [] bytes) {
		Body body = Body.of(bytes);
		return this.store.locked(() -> {
			Job job = find(new Body(SandboxJson.object().set("id", body.get("jobId"))));
			Instant now = this.jobs.now();
			int number = (int) number(body, "attemptNumber");
			if (number < 0 || number >= job.begun(now).size()) {
				throw AirbyteException.noConfiguration("attempt", job.id() + "/" + number);
			}
			return SandboxJson.ok(this.view.attempt(job, number, now, true));
		});
	}

	@PostMapping("/jobs/cancel")
	ResponseEntity<byte[]> cancel(@RequestBody(required = false) byte @Nullable [] bytes) {
		Body body = Body.of(bytes);
		return this.store.locked(() -> {
			this.jobs.cancel(find(body).connectionId());
			return SandboxJson.ok(this.view.withAttempts(find(body), this.jobs.now(), true));
		});
	}

	@PostMapping("/connections/sync")
	ResponseEntity<byte[]> sync(@RequestBody(required = false) byte @Nullable [] bytes) {
		return start(bytes, "sync");
	}

	@PostMapping("/connections/reset")
	ResponseEntity<byte[]> reset(@RequestBody(required = false) byte @Nullable [] bytes) {
		return start(bytes, "reset");
	}

	private ResponseEntity<byte[]> start(byte @Nullable [] bytes, String type) {
		String connectionId = Body.of(bytes).requiredId("connectionId");
		return this.store.locked(() -> {
			AirbyteConnection connection = this.access.configConnection(connectionId);
			if (this.jobs.active(connection.id()) != null) {
				throw AirbyteException.known(409, "A sync is already running for: " + connection.id());
			}
			this.jobs.settle();
			Job job = this.jobs.start(connection, type);
			return SandboxJson.ok(this.view.withAttempts(job, this.jobs.now(), true));
		});
	}

	@PostMapping("/jobs/list")
	ResponseEntity<byte[]> list(@RequestBody(required = false) byte @Nullable [] bytes) {
		Body body = Body.of(bytes);
		return this.store.locked(() -> {
			Instant now = this.jobs.now();
			Body pagination = new Body(
					(body.get("pagination") instanceof ObjectNode object) ? object : SandboxJson.object());
			List<Job> jobs = candidates(body).stream()
				.filter((job) -> admits(body, this.view.job(job, now)))
				.sorted(order(body, now))
				.toList();
			ObjectNode json = SandboxJson.object().put("totalJobCount", jobs.size());
			ArrayNode page = json.putArray("jobs");
			jobs.stream()
				.skip((pagination.has("rowOffset")) ? number(pagination, "rowOffset") : 0)
				.limit((pagination.has("pageSize")) ? number(pagination, "pageSize") : PAGE)
				.forEach((job) -> page.add(listed(job, now)));
			return SandboxJson.ok(json);
		});
	}

	// A listed attempt comes bare, without the envelope that would hold its log
	private ObjectNode listed(Job job, Instant now) {
		ObjectNode full = this.view.withAttempts(job, now, false);
		ArrayNode attempts = SandboxJson.object().putArray("attempts");
		full.path("attempts").forEach((attempt) -> attempts.add(attempt.path("attempt")));
		full.set("attempts", attempts);
		return full;
	}

	private List<Job> candidates(Body body) {
		String configId = body.text("configId");
		if (configId != null) {
			return this.jobs.of(this.access.configConnection(configId).id());
		}
		List<Job> visible = new ArrayList<>();
		for (Job job : this.jobs.all()) {
			AirbyteConnection connection = this.store.connection(job.connectionId());
			if (connection != null && this.access.sees(connection.workspaceId())) {
				visible.add(job);
			}
		}
		return visible;
	}

	private static boolean admits(Body body, ObjectNode job) {
		JobFilter.Span created = JobFilter.Span.of(body.text("createdAtStart"), body.text("createdAtEnd"));
		JobFilter.Span updated = JobFilter.Span.of(body.text("updatedAtStart"), body.text("updatedAtEnd"));
		return contains(body.get("configTypes"), job.path("configType"))
				&& contains(body.get("statuses"), job.path("status"))
				&& created.contains(Instant.ofEpochSecond(job.path("createdAt").longValue()))
				&& updated.contains(Instant.ofEpochSecond(job.path("updatedAt").longValue()));
	}

	private static boolean contains(JsonNode wanted, JsonNode value) {
		return wanted.isEmpty()
				|| wanted.valueStream().anyMatch((one) -> one.asString().equalsIgnoreCase(value.stringValue()));
	}

	private static Comparator<Job> order(Body body, Instant now) {
		Comparator<Job> order = ("updatedAt".equalsIgnoreCase(body.text("orderByField")))
				? Comparator.comparing((job) -> job.updatedAt(now)) : Comparator.comparing(Job::createdAt);
		order = order.thenComparing(Job::id);
		return ("ASC".equalsIgnoreCase(body.text("orderByMethod"))) ? order : order.reversed();
	}

	private Job find(Body body) {
		long id = number(body, "id");
		Job job = this.jobs.find(id);
		AirbyteConnection connection = (job != null) ? this.store.connection(job.connectionId()) : null;
		if (job == null || connection == null || !this.access.sees(connection.workspaceId())) {
			throw this.access.unknown(AirbyteException.noConfiguration("job", String.valueOf(id)));
		}
		return job;
	}

	private static long number(Body body, String field) {
		JsonNode value = body.get(field);
		if (!value.isIntegralNumber()) {
			throw AirbyteException.conversion("Unable to set field [" + field + "]: not a number");
		}
		return value.longValue();
	}

}
