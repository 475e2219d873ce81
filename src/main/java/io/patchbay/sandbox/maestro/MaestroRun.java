package io.patchbay.sandbox.maestro;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One execution of a pipeline, a plan from which its state at any time follows.
 *
 * @param number the row's number
 * @param id the identifier, unrelated to what executing answered
 * @param pipelineId the pipeline
 * @param start when it appears, after those before it have ended
 * @param end when it ends
 * @param failed how it ends
 */
record MaestroRun(int number, String id, String pipelineId, Instant start, Instant end, boolean failed) {

	private static final String TRACE = """
			Traceback (most recent call last):
			  File "/app/jobs/extract.py", line 41, in run
			    cursor = connect(user="loader", password="s3cr3t-canary-trace")
			ConnectionError: could not connect to the source database
			""";

	String status(Instant now) {
		if (now.isBefore(this.end)) {
			return "RUNNING";
		}
		return (this.failed) ? "FAILED" : "SUCCESS";
	}

	Map<String, @Nullable Object> view(Instant now) {
		boolean running = now.isBefore(this.end);
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("id", this.number);
		view.put("pipeline_run_id", this.id);
		view.put("pipeline_id", this.pipelineId);
		view.put("last_status", status(now));
		view.put("created_at", MaestroConnection.format(this.start));
		view.put("updated_at", MaestroConnection.format((running) ? this.start : this.end));
		view.put("trace", (this.failed && !running) ? TRACE : null);
		return view;
	}

}
