package io.patchbay.backend.maestro;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.patchbay.backend.History;
import io.patchbay.backend.UpstreamCalls;
import io.patchbay.backend.maestro.MaestroPipelineApi.Pipeline;
import io.patchbay.backend.maestro.MaestroPipelineApi.RunRow;
import io.patchbay.backend.maestro.MaestroProperties.SyncTarget;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.Deadline;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.GatewayException.FieldError;
import io.patchbay.connection.Slice;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncListRequest;
import io.patchbay.connection.SyncRequest;
import io.patchbay.connection.SyncRun;
import org.jspecify.annotations.Nullable;

/**
 * The syncs of one Maestro: runs of the pipelines that use a connection.
 */
final class MaestroSyncs {

	/** How far the platform's clock may be behind ours. */
	private static final Duration SKEW = Duration.ofSeconds(60);

	/** How long a run may take to appear before its caller hears that it waits. */
	private static final Duration APPEARANCE = Duration.ofSeconds(5);

	/** How long after an attempt a run that it started must have appeared. */
	private static final Duration SETTLING = Duration.ofSeconds(10);

	private static final Duration PAUSE = Duration.ofMillis(500);

	private final BackendId id;

	private final UpstreamCalls calls;

	private final MaestroPipelineApi api;

	private final MaestroTarget target;

	private final MaestroRuns runs;

	private final Clock clock;

	MaestroSyncs(BackendId id, UpstreamCalls calls, Map<String, SyncTarget> targets, Clock clock) {
		this.id = id;
		this.calls = calls;
		this.api = new MaestroPipelineApi(calls);
		this.target = new MaestroTarget(calls, this.api, targets);
		this.runs = new MaestroRuns(id);
		this.clock = clock;
	}

	SyncRun start(Connection connection, SyncRequest request) {
		String pipeline = pipeline(connection, request);
		Pipeline found = this.api.pipeline(pipeline);
		if (found == null) {
			throw MaestroTarget.unknown(pipeline).at(this.id);
		}
		if ("paused".equals(found.status())) {
			throw MaestroTarget.paused(pipeline).at(this.id);
		}
		List<RunRow> before = this.api.runs(pipeline);
		Instant ours = this.clock.instant().minus(SKEW);
		Instant theirs = MaestroRuns.scheduled(this.api.execute(pipeline));
		Instant since = (theirs != null) ? theirs : ours;
		Set<String> known = before.stream().map((row) -> String.valueOf(row.id())).collect(Collectors.toSet());
		return await(APPEARANCE, () -> appeared(pipeline, known, since))
			.map((row) -> this.runs.run(pipeline, connection.id(), row))
			.orElseGet(() -> this.runs.queued(MaestroRunId.after(pipeline, after(before, since), connection.id())));
	}

	Optional<SyncRun> running(Connection connection, SyncRequest request) {
		String pipeline = pipeline(connection, request);
		// The platform answers 500 when it is asked for the runs of a pipeline that it
		// has
		// not.
		if (request.target() != null && this.api.pipeline(pipeline) == null) {
			throw MaestroTarget.unknown(pipeline).at(this.id);
		}
		return this.api.runs(pipeline)
			.stream()
			.filter((row) -> !MaestroRuns.status(row).terminal())
			.max(Comparator.comparing(MaestroRuns::began))
			.map((row) -> this.runs.run(pipeline, connection.id(), row));
	}

	// A run is shown some time after it was asked for: looking once would miss it, and
	// the
	// caller would start a second one.
	Optional<SyncRun> findStarted(Connection connection, SyncRequest request, Instant since) {
		String pipeline = pipeline(connection, request);
		Duration left = SETTLING.minus(Duration.between(since, this.clock.instant()));
		Optional<RunRow> found = await(left, () -> MaestroRuns.first(this.api.runs(pipeline), Set.of(), since));
		if (found.isEmpty()) {
			List<RunRow> rows = this.api.runs(pipeline);
			// Its clock may be behind; but what had ended by then was another's.
			found = MaestroRuns.first(rows.stream().filter((row) -> !MaestroRuns.endedBefore(row, since)).toList(),
					Set.of(), since.minus(SKEW));
			if (found.isEmpty() && rows.stream().anyMatch((row) -> !MaestroRuns.status(row).terminal())) {
				// Behind a run that goes on, others wait unseen.
				throw this.calls.stillUnknown(this.calls.timedOut());
			}
		}
		return found.map((row) -> this.runs.run(pipeline, connection.id(), row));
	}

	SyncRun sync(MaestroRunId id) {
		RunRow row = find(id);
		return (row != null) ? this.runs.run(id.pipeline(), id.connection(), row) : this.runs.queued(id);
	}

	Slice<SyncRun> syncs(Connection connection, SyncListRequest request) {
		List<SyncRun> all = new ArrayList<>();
		for (String pipeline : this.target.pipelines(connection)) {
			this.api.runs(pipeline).forEach((row) -> all.add(this.runs.run(pipeline, connection.id(), row)));
		}
		return History.slice(all, request);
	}

	void logs(MaestroRunId id, int tail, Consumer<String> lines) {
		RunRow row = find(id);
		List<String> all = MaestroTrace.lines((row != null) ? row.trace() : null);
		int skipped = (tail > 0) ? Math.max(0, all.size() - tail) : 0;
		all.subList(skipped, all.size()).forEach((line) -> lines.accept(this.calls.masked(line)));
	}

	/**
	 * Reads the parts of an id.
	 * @param sync the id
	 * @param connections reads connections, and fails for those that we may not see
	 * @return the parts
	 * @throws GatewayException.NotFound when it is none of ours, or its connection is
	 * gone
	 */
	MaestroRunId parse(SyncId sync, Consumer<ConnectionId> connections) {
		MaestroRunId parsed = MaestroRunId.parse(sync);
		if (parsed == null) {
			throw notFound(sync);
		}
		try {
			connections.accept(parsed.connection());
		}
		catch (GatewayException.NotFound ex) {
			throw notFound(sync);
		}
		return parsed;
	}

	private String pipeline(Connection connection, SyncRequest request) {
		if (request.type() != SyncRun.Type.SYNC) {
			throw new GatewayException.NotSupported("Maestro runs syncs alone: it does not reset and clear.")
				.at(this.id);
		}
		if (!request.arguments().isEmpty()) {
			throw new GatewayException.Invalid(ErrorCode.INVALID_REQUEST, "Maestro's pipelines take no arguments.")
				.errors(List.of(new FieldError("/arguments", "this platform takes none")))
				.at(this.id);
		}
		return this.target.pipeline(connection, request);
	}

	private @Nullable RunRow find(MaestroRunId id) {
		Instant after = id.after();
		if (after != null) {
			return MaestroRuns.first(this.api.runs(id.pipeline()), Set.of(), after).orElse(null);
		}
		try {
			return this.api.run(id.pipeline(), id.run());
		}
		catch (GatewayException.NotFound ex) {
			throw notFound(id.in(this.id));
		}
	}

	// The run is on its way, whatever keeps us from looking.
	private Optional<RunRow> appeared(String pipeline, Set<String> known, Instant since) {
		try {
			return MaestroRuns.first(this.api.runs(pipeline), known, since);
		}
		catch (GatewayException ex) {
			return Optional.empty();
		}
	}

	// What was there before must not be taken for the new run later on, when nobody knows
	// any more what was there before.
	private static Instant after(List<RunRow> before, Instant since) {
		return before.stream()
			.map((row) -> MaestroRuns.began(row).plusMillis(1))
			.filter((time) -> time.isAfter(since))
			.max(Comparator.naturalOrder())
			.orElse(since);
	}

	private static Optional<RunRow> await(Duration most, Supplier<Optional<RunRow>> look) {
		long end = System.nanoTime() + Deadline.remaining(most).toNanos();
		Optional<RunRow> found = look.get();
		while (found.isEmpty() && System.nanoTime() + PAUSE.toNanos() < end
				&& !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(PAUSE.toNanos());
			found = look.get();
		}
		return found;
	}

	private GatewayException notFound(SyncId sync) {
		return new GatewayException.NotFound(ErrorCode.NOT_FOUND, "There is no sync run '" + sync + "'.").at(this.id);
	}

}
