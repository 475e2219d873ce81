package io.patchbay.sandbox.maestro;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A pipeline: jobs that move data out of connections.
 *
 * @param number the row's number, which lists call {@code id}
 * @param id the identifier, a UUID with underscores
 * @param name the name
 * @param description free text
 * @param cron the schedule, {@code null} when it only runs by hand
 * @param paused whether it refuses to be executed
 * @param failing whether its runs fail
 * @param jobs the jobs
 * @param createdAt when it was created
 * @param updatedAt when it was last changed
 */
record MaestroPipeline(int number, String id, String name, String description, @Nullable String cron, boolean paused,
		boolean failing, List<MaestroJob> jobs, Instant createdAt, Instant updatedAt) {

	MaestroPipeline {
		jobs = List.copyOf(jobs);
	}

	/**
	 * Turns the hyphenated form of a pipeline or job id into the one of answers.
	 * @param id an id in either form
	 * @return the form with underscores
	 */
	static String normalize(String id) {
		return id.replace('-', '_');
	}

	MaestroPipeline withPaused(boolean paused, Instant now) {
		return new MaestroPipeline(this.number, this.id, this.name, this.description, this.cron, paused, this.failing,
				this.jobs, this.createdAt, now);
	}

	MaestroPipeline with(String name, String description, @Nullable String cron, Instant now) {
		return new MaestroPipeline(this.number, this.id, name, description, cron, this.paused, this.failing, this.jobs,
				this.createdAt, now);
	}

	/**
	 * The pipeline as lists show it, with its identifier as {@code pipeline_id}.
	 * @param lastStatus the status of its last run
	 * @return the row
	 */
	Map<String, @Nullable Object> row(String lastStatus) {
		Map<String, @Nullable Object> row = new LinkedHashMap<>();
		row.put("id", this.number);
		row.put("pipeline_id", this.id);
		row.put("customer_id", MaestroTenant.NAME);
		row.put("user_id", MaestroTenant.USERNAME);
		row.put("name", this.name);
		row.put("description", this.description);
		row.put("cron", this.cron);
		row.put("last_status", lastStatus);
		row.put("jobs", this.jobs.stream().map((job) -> job.row(lastStatus)).toList());
		return row;
	}

	/**
	 * The pipeline as reading it alone shows it, with its identifier as {@code id}.
	 * @return the data
	 */
	Map<String, @Nullable Object> view() {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("id", this.id);
		view.put("name", this.name);
		view.put("description", this.description);
		view.put("cron", this.cron);
		view.put("customer_id", MaestroTenant.NAME);
		view.put("status", (this.paused) ? "paused" : "active");
		view.put("created_at", MaestroConnection.format(this.createdAt));
		view.put("updated_at", MaestroConnection.format(this.updatedAt));
		view.put("jobs", this.jobs.stream().map(MaestroJob::view).toList());
		return view;
	}

}
