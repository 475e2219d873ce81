package io.patchbay.sandbox.maestro;

import java.time.Instant;
import java.util.Map;

import io.patchbay.sandbox.SandboxBody;
import io.patchbay.sandbox.SandboxClock;
import io.patchbay.sandbox.SandboxJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The calls that read, change and delete pipelines, and the pipeline service's answer to
 * calls that do not exist.
 */
@RestController
@RequestMapping("/sandbox/maestro/platform")
@Profile("sandbox")
class MaestroPipelineController {

	private static final int MOST_MEMORY = 12_000;

	private final MaestroPipelines pipelines;

	private final MaestroAccess access;

	private final SandboxClock clock;

	MaestroPipelineController(MaestroPipelines pipelines, MaestroAccess access, SandboxClock clock) {
		this.pipelines = pipelines;
		this.access = access;
		this.clock = clock;
	}

	@GetMapping("/pipelines")
	ResponseEntity<byte[]> list() {
		this.access.require(MaestroAccess.READ_PIPELINES);
		Instant now = this.clock.instant();
		return SandboxJson.answer(200,
				this.pipelines.all()
					.stream()
					.map((pipeline) -> pipeline.row(this.pipelines.lastStatus(pipeline.id(), now)))
					.toList());
	}

	@GetMapping("/pipeline/{id}")
	ResponseEntity<byte[]> get(@PathVariable String id) {
		this.access.require(MaestroAccess.READ_PIPELINES);
		return wrapped(existing(id, this.pipelines.find(id)).view());
	}

	@PatchMapping("/pipeline/{id}")
	ResponseEntity<byte[]> patch(@PathVariable String id, @RequestBody(required = false) byte @Nullable [] body) {
		this.access.require(MaestroAccess.CHANGE_PIPELINES);
		ObjectNode patch = SandboxBody.object(body);
		if (patch == null) {
			throw MaestroFailure.detail(400, "body must be a JSON object");
		}
		for (String property : patch.propertyNames()) {
			check(property, patch.path(property));
		}
		Instant now = this.clock.instant();
		existing(id,
				this.pipelines.change(id,
						(before) -> before.with(patch.path("name").asString(before.name()),
								patch.path("description").asString(before.description()),
								(patch.has("cron")) ? patch.path("cron").stringValue(null) : before.cron(), now)));
		return SandboxJson.answer(200, Map.of("detail", "successfully patched pipeline " + id));
	}

	@DeleteMapping("/pipeline/{id}")
	ResponseEntity<byte[]> delete(@PathVariable String id,
			@RequestHeader(name = "customer_name", required = false) @Nullable String customer) {
		// reported like a bad token although the token is fine
		if (!MaestroTenant.NAME.equals(customer)) {
			throw MaestroFailure.msg(401, "Unauthorized");
		}
		this.access.require(MaestroAccess.CHANGE_PIPELINES);
		MaestroPipeline deleted = existing(id, this.pipelines.delete(id));
		return SandboxJson.answer(200, Map.of("pipeline_id", deleted.id(), "status", "PIPELINE_DELETED"));
	}

	@PutMapping("/pipeline/{id}/memory")
	ResponseEntity<byte[]> memory(@PathVariable String id, @RequestBody(required = false) byte @Nullable [] body) {
		this.access.require(MaestroAccess.CHANGE_PIPELINES);
		ObjectNode request = SandboxBody.object(body);
		int amount = (request != null) ? request.path("amount").intValue(0) : 0;
		if (amount <= 0 || amount > MOST_MEMORY) {
			throw MaestroFailure.message(400, "amount must be between 1 and " + MOST_MEMORY);
		}
		return wrapped(Map.of("pipeline_id", existing(id, this.pipelines.find(id)).id(), "amount", amount));
	}

	@RequestMapping({ "/pipelines", "/pipeline/{id}", "/pipeline/{id}/memory" })
	ResponseEntity<byte[]> wrongMethod() {
		throw MaestroFailure.detail(405, "Method Not Allowed");
	}

	@RequestMapping("/**")
	ResponseEntity<byte[]> unknown() {
		throw MaestroFailure.detail(404, "Not Found");
	}

	static ResponseEntity<byte[]> wrapped(Object data) {
		return SandboxJson.answer(200, Map.of("status", true, "data", data));
	}

	private static void check(String property, JsonNode value) {
		switch (property) {
			case "name", "description" -> {
				if (!value.isString()) {
					throw MaestroFailure.detail(400, "Property " + property + " must be a string");
				}
			}
			case "cron" -> {
				if (!value.isNull() && !CronExpression.isValidExpression("0 " + value.asString(""))) {
					throw MaestroFailure.detail(400, "Property cron is not a cron expression");
				}
			}
			default -> throw MaestroFailure.detail(400, "Property " + property + " is read only");
		}
	}

	private static MaestroPipeline existing(String id, @Nullable MaestroPipeline found) {
		if (found == null) {
			throw MaestroFailure.detail(404, "pipeline_id " + id + " not found");
		}
		return found;
	}

}
