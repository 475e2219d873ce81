package io.patchbay.backend.maestro;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.patchbay.backend.UpstreamCalls;
import io.patchbay.backend.UpstreamJson;
import io.patchbay.backend.UpstreamRequest;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Maestro's calls about pipelines and their runs. Ids are taken with hyphens or
 * underscores and answered with underscores.
 */
final class MaestroPipelineApi {

	private final UpstreamCalls calls;

	MaestroPipelineApi(UpstreamCalls calls) {
		this.calls = calls;
	}

	static String normalize(String id) {
		return id.replace('-', '_');
	}

	List<PipelineRow> pipelines() {
		List<PipelineRow> found = new ArrayList<>();
		UpstreamRequest request = get("/platform/pipelines").on(404,
				(_) -> new GatewayException.Refused(ErrorCode.UPSTREAM_ERROR,
						"There is no Maestro API where the backend's base-url points to."));
		this.calls.read(request, UpstreamJson.items(null, found::clear, (item) -> {
			PipelineRow row = UpstreamJson.convert(item, PipelineRow.class);
			if (row != null && row.id() != null) {
				found.add(row);
			}
			return true;
		}));
		return found;
	}

	/**
	 * Reads one pipeline.
	 * @param id its id
	 * @return the pipeline, {@code null} when there is none
	 */
	@Nullable Pipeline pipeline(String id) {
		try {
			Pipeline pipeline = this.calls
				.read(get("/platform/pipeline/{}", id), UpstreamJson.object(WrappedPipeline.class))
				.data();
			if (pipeline == null) {
				throw this.calls.invalidResponse("there is no pipeline in it");
			}
			return pipeline;
		}
		catch (GatewayException.NotFound ex) {
			return null;
		}
	}

	/**
	 * Reads which connection a job uses, which is told of JDBC jobs alone.
	 * @param job the job's id, whose last separator one page of the platform's texts
	 * wants as an underscore and another as a hyphen
	 * @return the connection's id, {@code null} when there is no such job
	 */
	@Nullable String connectionOf(String job) {
		int separator = Math.max(job.lastIndexOf('_'), job.lastIndexOf('-'));
		try {
			return configOf(job);
		}
		catch (GatewayException.NotFound ex) {
			if (separator < 0 || job.charAt(separator) == '-') {
				return null;
			}
		}
		try {
			return configOf(job.substring(0, separator) + '-' + job.substring(separator + 1));
		}
		catch (GatewayException.NotFound ex) {
			return null;
		}
	}

	/**
	 * Executes a pipeline, behind those of its runs that have not ended.
	 * @param id the pipeline
	 * @return the scheduler's name for the run, by which nothing can be looked up, but
	 * which holds the platform's time
	 */
	@Nullable String execute(String id) {
		UpstreamRequest request = UpstreamRequest.post("/platform/pipeline/execute")
			.json(Map.of("pipeline_id", id))
			.on(404, (_) -> MaestroTarget.unknown(id))
			.on(400, (answer) -> "PipelinePaused".equals(answer.code()) ? MaestroTarget.paused(id) : null);
		Executed answer = this.calls.write(request, UpstreamJson.object(WrappedExecuted.class)).data();
		return (answer != null) ? answer.run() : null;
	}

	List<RunRow> runs(String pipeline) {
		List<RunRow> found = new ArrayList<>();
		this.calls.read(get("/platform/pipeline/{}/pipeline_run", pipeline),
				UpstreamJson.items(null, found::clear, (item) -> {
					RunRow row = UpstreamJson.convert(item, RunRow.class);
					if (row != null && row.id() != null) {
						found.add(row);
					}
					return true;
				}));
		return found;
	}

	RunRow run(String pipeline, String run) {
		RunRow row = this.calls.read(get("/platform/pipeline/{}/pipeline_run/{}", pipeline, run),
				UpstreamJson.object(RunRow.class));
		if (row.id() == null || !normalize(row.id()).equals(normalize(run))) {
			throw this.calls.invalidResponse("the run has not the id that it was asked for by");
		}
		return row;
	}

	private @Nullable String configOf(String job) {
		JsonNode config = this.calls.read(get("/platform/jobs/jdbc/{}", job), UpstreamJson.object(JsonNode.class))
			.path("source_config")
			.path("auth_parameters")
			.path("config_id");
		return config.isString() ? config.stringValue() : null;
	}

	private static UpstreamRequest get(String path, Object... segments) {
		return UpstreamRequest.get(path, segments).header("Content-Type", "application/json");
	}

	private record WrappedPipeline(@Nullable Pipeline data) {

	}

	private record WrappedExecuted(@Nullable Executed data) {

	}

	private record Executed(@JsonProperty("run_id") @Nullable String run) {

	}

	/**
	 * A pipeline in the list, whose member {@code id} is the number of a row.
	 *
	 * @param id its id
	 * @param name its name
	 * @param jobs its jobs
	 */
	record PipelineRow(@JsonProperty("pipeline_id") @Nullable String id, @Nullable String name,
			@Nullable List<@Nullable Job> jobs) {

	}

	/**
	 * A job in the list.
	 *
	 * @param id its id
	 * @param input what it reads
	 */
	record Job(@JsonProperty("job_id") @Nullable String id, @Nullable JsonNode input) {

		boolean jdbc() {
			return this.input != null && "jdbc".equals(this.input.path("connector").asString(""));
		}

	}

	/**
	 * A pipeline that was read alone.
	 *
	 * @param id its id
	 * @param status {@code active}, {@code paused} or {@code error}
	 */
	record Pipeline(@Nullable String id, @Nullable String status) {

	}

	/**
	 * A run.
	 *
	 * @param id its id
	 * @param status how it stands
	 * @param createdAt when it began
	 * @param updatedAt when it changed last
	 * @param trace the traceback of a failure
	 */
	record RunRow(@JsonProperty("pipeline_run_id") @Nullable String id,
			@JsonProperty("last_status") @Nullable String status,
			@JsonProperty("created_at") @Nullable JsonNode createdAt,
			@JsonProperty("updated_at") @Nullable JsonNode updatedAt, @Nullable String trace) {

		@Override
		public String toString() {
			return "RunRow[" + this.id + "]";
		}

	}

}
