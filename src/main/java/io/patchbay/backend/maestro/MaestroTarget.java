package io.patchbay.backend.maestro;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.patchbay.backend.UpstreamCalls;
import io.patchbay.backend.maestro.MaestroPipelineApi.Job;
import io.patchbay.backend.maestro.MaestroPipelineApi.PipelineRow;
import io.patchbay.backend.maestro.MaestroProperties.SyncTarget;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.SyncRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pipelines that use a connection: no connection can be run, and the link from
 * a pipeline to it is in the configurations of its JDBC jobs alone.
 */
final class MaestroTarget {

	/** What the pipeline service is asked for at the same time. */
	private static final int AT_ONCE = 8;

	private final UpstreamCalls calls;

	private final MaestroPipelineApi api;

	private final Map<String, SyncTarget> targets;

	MaestroTarget(UpstreamCalls calls, MaestroPipelineApi api, Map<String, SyncTarget> targets) {
		this.calls = calls;
		this.api = api;
		this.targets = Map.copyOf(targets);
	}

	static GatewayException unknown(String pipeline) {
		return required("There is no pipeline '" + pipeline + "'.");
	}

	static GatewayException paused(String pipeline) {
		return new GatewayException.Conflict(ErrorCode.NOT_SYNCABLE, "The pipeline '" + pipeline + "' is paused.");
	}

	/**
	 * The pipeline that a sync runs.
	 * @param connection the connection
	 * @param request what the caller says
	 * @return its id with underscores
	 * @throws GatewayException.Unprocessable when none or several might be meant
	 */
	String pipeline(Connection connection, SyncRequest request) {
		String named = (request.target() != null) ? request.target() : configured(connection);
		if (named != null) {
			if (!MaestroRunId.isPipeline(named)) {
				throw unknown(named).at(connection.id().backend());
			}
			return MaestroPipelineApi.normalize(named);
		}
		List<PipelineRow> found = using(connection);
		if (found.isEmpty()) {
			throw required("No pipeline uses the connection, as far as the platform tells. "
					+ "Name one as target, or in the backend's sync-targets.")
				.at(connection.id().backend());
		}
		if (found.size() > 1) {
			throw required("Several pipelines use the connection: name one of them as target.")
				.at(connection.id().backend())
				.fact("candidates", found.stream().map(MaestroTarget::candidate).toList());
		}
		return idOf(found.getFirst());
	}

	/**
	 * All pipelines whose runs are syncs of a connection.
	 * @param connection the connection
	 * @return their ids with underscores
	 */
	List<String> pipelines(Connection connection) {
		String configured = configured(connection);
		return (configured != null) ? List.of(MaestroPipelineApi.normalize(configured))
				: using(connection).stream().map(MaestroTarget::idOf).toList();
	}

	private @Nullable String configured(Connection connection) {
		SyncTarget target = this.targets.get(connection.id().upstreamId());
		if (target == null && connection.name() != null) {
			target = this.targets.get(connection.name());
		}
		return (target != null) ? target.target() : null;
	}

	private List<PipelineRow> using(Connection connection) {
		String wanted = connection.id().upstreamId();
		List<PipelineRow> owners = new ArrayList<>();
		List<String> jobs = new ArrayList<>();
		for (PipelineRow pipeline : this.api.pipelines()) {
			for (Job job : (pipeline.jobs() != null) ? pipeline.jobs() : List.<@Nullable Job>of()) {
				if (job != null && job.id() != null && job.jdbc()) {
					owners.add(pipeline);
					jobs.add(job.id());
				}
			}
		}
		List<PipelineRow> found = new ArrayList<>();
		for (int from = 0; from < jobs.size(); from += AT_ONCE) {
			List<Supplier<Boolean>> reads = jobs.subList(from, Math.min(jobs.size(), from + AT_ONCE))
				.stream()
				.map((job) -> this.calls.meanwhile(() -> wanted.equals(this.api.connectionOf(job))))
				.toList();
			for (int i = 0; i < reads.size(); i++) {
				PipelineRow owner = owners.get(from + i);
				if (reads.get(i).get() && !found.contains(owner)) {
					found.add(owner);
				}
			}
		}
		return found;
	}

	private static GatewayException required(String why) {
		return new GatewayException.Unprocessable(ErrorCode.SYNC_TARGET_REQUIRED, why);
	}

	private static Map<String, Object> candidate(PipelineRow pipeline) {
		Map<String, Object> candidate = new LinkedHashMap<>();
		candidate.put("id", idOf(pipeline));
		if (pipeline.name() != null) {
			candidate.put("name", pipeline.name());
		}
		return candidate;
	}

	private static String idOf(PipelineRow pipeline) {
		return MaestroPipelineApi.normalize(String.valueOf(pipeline.id()));
	}

}
