package io.patchbay.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

import io.patchbay.connection.CleanupExecution;
import io.patchbay.connection.CleanupItem;
import io.patchbay.connection.CleanupReport;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The execution of a cleanup plan with a line in the audit log for each connection that
 * is deleted or could not be, which names the plan. An execution that is told as events
 * may outlive its request: then its own line is written here when it ends.
 */
final class AuditedCleanup {

	private final CleanupExecution execution;

	private final @Nullable AuditedCall call;

	private final @Nullable AuditLine line;

	private AuditedCleanup(CleanupExecution execution, HttpServletRequest request) {
		this.execution = execution;
		this.call = AuditedCall.of(request);
		this.line = (this.call != null) ? this.call.line(request) : null;
	}

	/**
	 * Audits an execution that ends before its request.
	 * @param execution the execution
	 * @param request the request
	 * @return the same, audited
	 */
	static AuditedCleanup within(CleanupExecution execution, HttpServletRequest request) {
		return new AuditedCleanup(execution, request);
	}

	/**
	 * Audits an execution that may outlive its request.
	 * @param execution the execution
	 * @param request the request
	 * @return the same, audited
	 */
	static AuditedCleanup beyond(CleanupExecution execution, HttpServletRequest request) {
		AuditedCleanup audited = new AuditedCleanup(execution, request);
		if (audited.call != null) {
			audited.call.leave();
		}
		return audited;
	}

	CleanupReport run(Consumer<CleanupItem> progress) {
		String outcome = ProblemType.INTERNAL_ERROR.code();
		try {
			CleanupReport report = this.execution.run((item) -> {
				deletion(item);
				progress.accept(item);
			});
			outcome = AuditedCall.DONE;
			return report;
		}
		finally {
			if (this.line != null && this.call != null && this.call.left()) {
				this.line.set("outcome", outcome).set("status", 200).set("durationMs", this.call.duration()).write();
			}
		}
	}

	// What was skipped was not touched.
	private void deletion(CleanupItem item) {
		if (this.line != null && item.status() != CleanupItem.Status.SKIPPED) {
			new AuditLine().set("time", Instant.now().truncatedTo(ChronoUnit.MILLIS))
				.set("client", this.line.text("client"))
				.set("action", "deleteConnection")
				.set("target", item.id())
				.set("plan", this.line.text("target"))
				.set("outcome", (item.reason() != null) ? item.reason() : AuditedCall.DONE)
				.set("requestId", this.line.text("requestId"))
				.write();
		}
	}

}
