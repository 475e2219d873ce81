package io.patchbay.backend.wallaroo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.patchbay.backend.BackendContext;
import io.patchbay.backend.History;
import io.patchbay.backend.Messages;
import io.patchbay.backend.UpstreamCalls;
import io.patchbay.backend.wallaroo.WallarooApi.ConnectionRow;
import io.patchbay.backend.wallaroo.WallarooProperties.SyncTarget;
import io.patchbay.backend.wallaroo.WallarooTaskApi.OrchestrationRow;
import io.patchbay.backend.wallaroo.WallarooTaskApi.RunRow;
import io.patchbay.backend.wallaroo.WallarooTaskApi.TaskRow;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.GatewayException.Upstream;
import io.patchbay.connection.Slice;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncListRequest;
import io.patchbay.connection.SyncRequest;
import io.patchbay.connection.SyncRun;
import org.jspecify.annotations.Nullable;

/**
 * The syncs of one Wallaroo: tasks that run an orchestration and are told a connection's
 * name.
 */
final class WallarooSyncs {

	/** Enough for the end of a traceback. */
	private static final int LAST_LINES = 20;

	/** How long packaging may go on before asking again makes sense. */
	private static final Duration PACKAGING = Duration.ofSeconds(10);

	/** The end of a log that is long enough for people. */
	private static final int LOG_LINES = 10_000;

	private final BackendId id;

	private final Set<String> allowed;

	private final UpstreamCalls calls;

	private final WallarooApi api;

	private final WallarooTaskApi tasks;

	private final Map<String, SyncTarget> targets;

	private final Clock clock;

	WallarooSyncs(BackendContext context, UpstreamCalls calls, WallarooProperties own) {
		this.id = context.id();
		this.allowed = Set.copyOf(context.properties().workspaces());
		this.calls = calls;
		this.api = new WallarooApi(calls);
		this.tasks = new WallarooTaskApi(calls);
		this.targets = Map.copyOf(own.syncTargets());
		this.clock = context.clock();
	}

	SyncRun start(Connection connection, SyncRequest request) {
		WallarooTarget target = WallarooTarget.of(connection, request, this.targets);
		String name = nameOf(connection);
		String orchestration = target.orchestration();
		long workspace = target.workspace();
		requireReady(target, orchestration);
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("orch_id", orchestration);
		body.put("workspace_id", workspace);
		body.put("json", target.arguments(name));
		body.put("name", WallarooTaskName.of(connection.id(), this.clock.instant()));
		SyncId started = new SyncId(this.id, this.tasks.runOnce(body));
		return new SyncRun(started, connection.id(), SyncRun.Type.SYNC, SyncRun.Status.QUEUED, null, null, null, null,
				null, null);
	}

	Optional<SyncRun> running(Connection connection) {
		List<SyncRun> active = new ArrayList<>();
		for (TaskRow task : tasksOf(connection)) {
			SyncRun run = run(connection.id(), task);
			if (WallarooRuns.active(task, run)) {
				active.add(run);
			}
		}
		return History.sorted(active, false).stream().findFirst();
	}

	// The platform knows no idempotency keys, but it keeps names. Of several that fit,
	// the first is the one that the attempt made: later ones are of later attempts.
	Optional<SyncRun> findStarted(Connection connection, SyncRequest request, Instant since) {
		WallarooTarget target = WallarooTarget.of(connection, request, this.targets);
		String orchestration = target.orchestration();
		return tasksOf(connection).stream()
			.filter((task) -> WallarooTaskName.since(task.name(), connection.id(), since))
			.filter((task) -> task.orchestration() == null || orchestration.equalsIgnoreCase(task.orchestration()))
			.min(Comparator.comparing((task) -> Objects.requireNonNullElse(task.name(), "")))
			.map((task) -> run(connection.id(), task));
	}

	SyncRun sync(SyncId sync) {
		Found found = find(sync);
		SyncRun run = found.run();
		String message = (run.status() == SyncRun.Status.FAILED) ? lastWords(found.newest()) : null;
		if (message == null) {
			return run;
		}
		return new SyncRun(run.id(), run.connection(), run.type(), run.status(), run.upstreamStatus(), run.startedAt(),
				run.finishedAt(), run.duration(), run.bytes(), run.records(), run.attempt(), message, run.links());
	}

	// Wallaroo tells a failure's reason nowhere but in the log: the last line on stderr
	// is what the orchestration died of. Without it the run is told all the same.
	private @Nullable String lastWords(@Nullable RunRow newest) {
		if (newest == null || newest.id() == null) {
			return null;
		}
		List<String> errors = new ArrayList<>();
		try {
			this.tasks.logs(newest.id(), LAST_LINES, (line) -> WallarooLogLine.error(line).ifPresent(errors::add));
		}
		catch (GatewayException ex) {
			return null;
		}
		return errors.isEmpty() ? null : Messages.firstLine(errors.getLast());
	}

	Slice<SyncRun> syncs(Connection connection, SyncListRequest request) {
		List<SyncRun> runs = tasksOf(connection).stream().map((task) -> run(connection.id(), task)).toList();
		return History.slice(runs, request);
	}

	SyncRun cancel(SyncId sync) {
		Found found = find(sync);
		if (found.run().status().terminal() || WallarooRuns.beingKilled(found.task())) {
			return found.run();
		}
		if (found.task().scheduled()) {
			throw new GatewayException.Conflict(ErrorCode.CONFLICT,
					"The run is one of a schedule, which Wallaroo can only end as a whole.")
				.at(this.id);
		}
		try {
			TaskRow killed = this.tasks.kill(upstream(found.task()), missing(sync));
			return WallarooRuns.run(found.run().id(), found.run().connection(), killed, found.newest());
		}
		catch (GatewayException.TimedOut ex) {
			SyncRun run = killedAfterAll(sync, ex);
			if (run == null) {
				throw ex;
			}
			return run;
		}
	}

	void logs(SyncId sync, int tail, Consumer<String> lines) {
		RunRow newest = find(sync).newest();
		if (newest != null && newest.id() != null) {
			this.tasks.logs(newest.id(), (tail > 0) ? tail : LOG_LINES,
					(line) -> lines.accept(WallarooLogLine.plain(line)));
		}
	}

	private void requireReady(WallarooTarget target, String id) {
		OrchestrationRow orchestration = this.tasks.orchestration(id, (_) -> target.unknown(id));
		String status = String.valueOf(orchestration.status());
		if (!"ready".equals(status)) {
			GatewayException failure = target
				.notSyncable("The orchestration '" + id + "' is not ready: Wallaroo says '" + status + "'.");
			// What has failed to be packaged does not become ready by waiting.
			throw status.contains("pack") ? failure.retryAfter(PACKAGING) : failure;
		}
	}

	// Nobody answered; but the task tells.
	private @Nullable SyncRun killedAfterAll(SyncId sync, GatewayException unanswered) {
		try {
			Found after = find(sync);
			return (after.run().status().terminal() || WallarooRuns.beingKilled(after.task())) ? after.run() : null;
		}
		catch (GatewayException ex) {
			unanswered.addSuppressed(ex);
			return null;
		}
	}

	private Found find(SyncId sync) {
		String wanted = sync.upstreamId().toLowerCase(Locale.ROOT);
		if (!WallarooRows.isId(wanted)) {
			throw notFound(sync);
		}
		Supplier<List<RunRow>> runs = this.calls.meanwhile(() -> this.tasks.runs(wanted));
		TaskRow task = this.tasks.task(wanted, missing(sync));
		ConnectionId connection = connectionOf(task);
		if (connection == null) {
			throw notFound(sync);
		}
		RunRow newest = WallarooRuns.newest(runs.get());
		return new Found(task, newest, WallarooRuns.run(new SyncId(this.id, upstream(task)), connection, task, newest));
	}

	private @Nullable ConnectionId connectionOf(TaskRow task) {
		String name = task.connection();
		if (name == null || !(this.allowed.isEmpty() || this.allowed.contains(String.valueOf(task.workspace())))) {
			return null;
		}
		ConnectionRow row = this.api.connectionNamed(name);
		if (row == null || row.id() == null || !WallarooRows.isId(row.id())) {
			return null;
		}
		boolean visible = this.allowed.isEmpty()
				|| !WallarooWorkspaces.read(this.api, this.id, this.allowed).named(row.workspaceNames()).isEmpty();
		return visible ? new ConnectionId(this.id, row.id()) : null;
	}

	private List<TaskRow> tasksOf(Connection connection) {
		String name = nameOf(connection);
		Set<Long> workspaces = new TreeSet<>();
		connection.workspaces()
			.stream()
			.filter((ref) -> ref.id() != null)
			.forEach((ref) -> workspaces.add(WallarooTarget.number(ref)));
		SyncTarget configured = WallarooTarget.configured(connection, this.targets);
		if (configured != null && configured.workspace() != null) {
			workspaces.add(configured.workspace().longValue());
		}
		List<Supplier<List<TaskRow>>> reads = workspaces.stream()
			.filter((number) -> this.allowed.isEmpty() || this.allowed.contains(number.toString()))
			.map((number) -> this.calls.meanwhile(() -> this.tasks.tasks(number, name)))
			.toList();
		List<TaskRow> found = new ArrayList<>();
		reads.forEach((read) -> found.addAll(read.get()));
		return found;
	}

	private SyncRun run(ConnectionId connection, TaskRow task) {
		List<? extends @Nullable RunRow> runs = (task.lastRuns() != null) ? task.lastRuns()
				: this.tasks.runs(upstream(task));
		return WallarooRuns.run(new SyncId(this.id, upstream(task)), connection, task, WallarooRuns.newest(runs));
	}

	private String nameOf(Connection connection) {
		if (connection.name() == null) {
			throw this.calls.invalidResponse("the connection does not tell its name");
		}
		return connection.name();
	}

	private static String upstream(TaskRow task) {
		return Objects.requireNonNull(task.id());
	}

	private Function<Upstream, @Nullable GatewayException> missing(SyncId sync) {
		return (_) -> notFound(sync);
	}

	private GatewayException notFound(SyncId sync) {
		return new GatewayException.NotFound(ErrorCode.NOT_FOUND, "There is no sync run '" + sync + "'.").at(this.id);
	}

	/**
	 * A task as it was just read.
	 *
	 * @param task what Wallaroo told of it
	 * @param newest its newest run
	 * @param run what callers may know of it
	 */
	private record Found(TaskRow task, @Nullable RunRow newest, SyncRun run) {

	}

}
