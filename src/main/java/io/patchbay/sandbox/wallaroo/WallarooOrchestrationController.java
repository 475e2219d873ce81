package io.patchbay.sandbox.wallaroo;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.patchbay.sandbox.SandboxClock;
import io.patchbay.sandbox.SandboxJson;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The calls about orchestrations.
 */
@RestController
@RequestMapping("/sandbox/wallaroo/v1/api/orchestration")
@Profile("sandbox")
class WallarooOrchestrationController {

	private final WallarooOrchestrations orchestrations;

	private final WallarooTasks tasks;

	private final WallarooGuard guard;

	private final SandboxClock clock;

	WallarooOrchestrationController(WallarooOrchestrations orchestrations, WallarooTasks tasks, WallarooGuard guard,
			SandboxClock clock) {
		this.orchestrations = orchestrations;
		this.tasks = tasks;
		this.guard = guard;
		this.clock = clock;
	}

	@PostMapping("/list")
	ResponseEntity<byte[]> list(@RequestBody(required = false) byte @Nullable [] body) {
		int workspace = WallarooBody.of(body).integer("workspace_id");
		Instant now = this.clock.instant();
		return SandboxJson.answer(200,
				this.orchestrations.all()
					.stream()
					.filter((orchestration) -> orchestration.workspaceId() == workspace)
					.map((orchestration) -> orchestration.row(now))
					.toList());
	}

	@PostMapping("/list_all")
	ResponseEntity<byte[]> listAll(@RequestBody(required = false) byte @Nullable [] body) {
		WallarooBody request = WallarooBody.of(body);
		List<String> statuses = request.requiredElements("task_run_status")
			.stream()
			.map((status) -> status.asString(""))
			.toList();
		List<Integer> workspaces = request.requiredElements("workspace_ids")
			.stream()
			.map((id) -> id.intValue(0))
			.toList();
		Instant now = this.clock.instant();
		return SandboxJson.answer(200,
				Map.of("orchestrations", this.orchestrations.all()
					.stream()
					.filter((orchestration) -> workspaces.isEmpty() || workspaces.contains(orchestration.workspaceId()))
					.filter((orchestration) -> statuses.isEmpty() || ran(orchestration, statuses, now))
					.map((orchestration) -> Map.of("orchestration", orchestration.row(now)))
					.toList()));
	}

	@PostMapping("/get_by_id")
	ResponseEntity<byte[]> getById(@RequestBody(required = false) byte @Nullable [] body) {
		UUID id = WallarooBody.of(body).uuid("id");
		return SandboxJson.answer(200, this.orchestrations.get(id).view(this.clock.instant()));
	}

	@PostMapping("/upload")
	ResponseEntity<byte[]> upload(HttpServletRequest request) throws IOException {
		Part file = part(request, "file");
		WallarooBody metadata = WallarooBody.of(part(request, "metadata").getInputStream().readAllBytes());
		String fileName = file.getSubmittedFileName();
		WallarooOrchestration uploaded = this.orchestrations.upload(metadata.integer("workspace_id"),
				metadata.optionalText("name"), (fileName != null) ? fileName : "file.zip",
				file.getInputStream().readAllBytes());
		return SandboxJson.answer(200, Map.of("id", uploaded.id()));
	}

	@GetMapping("/download")
	ResponseEntity<byte[]> download(HttpServletRequest request) {
		this.guard.check(request.getParameter("token"));
		JsonNode id = SandboxJson.tree(request.getParameter("id"));
		WallarooOrchestration found = this.orchestrations.get(WallarooBody.uuid("id", id));
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename(found.fileName()).build().toString())
			.body(found.content());
	}

	@RequestMapping({ "/list", "/list_all", "/get_by_id", "/upload", "/download" })
	ResponseEntity<byte[]> wrongMethod() {
		throw new WallarooFailure(405, "Method not allowed");
	}

	private boolean ran(WallarooOrchestration orchestration, List<String> statuses, Instant now) {
		return this.tasks.all()
			.stream()
			.filter((task) -> task.orchestration().id().equals(orchestration.id()))
			.flatMap((task) -> task.runs(now).stream())
			.anyMatch((run) -> statuses.contains(run.status(now)));
	}

	private static Part part(HttpServletRequest request, String name) throws IOException {
		try {
			Part part = request.getPart(name);
			if (part != null) {
				return part;
			}
		}
		catch (ServletException | IllegalStateException ex) {
			throw WallarooFailure.badRequest("Multipart error: " + ex.getClass().getSimpleName());
		}
		throw WallarooFailure.badRequest("Multipart error: missing part `" + name + "`");
	}

}
