package io.patchbay.connection;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * One execution of a cleanup plan. It goes on with what earlier ones left.
 */
public final class CleanupExecution {

	/** How many connections are looked at and deleted at the same time. */
	private static final int AT_ONCE = 8;

	private static final System.Logger logger = System.getLogger(CleanupExecution.class.getName());

	private final CleanupPlan plan;

	private final ConnectionBackend backend;

	private final DeleteSupport deletion;

	private final CleanupPlanStore store;

	private final String id;

	private final Tally tally;

	private final @Nullable String requestId = CallContext.current().requestId();

	private final Map<ConnectionId, CleanupItem> items;

	/** Why the rest is not attempted, as soon as there is a reason. */
	private final AtomicReference<@Nullable ErrorCode> stopped = new AtomicReference<>();

	private final AtomicBoolean broken = new AtomicBoolean();

	CleanupExecution(CleanupPlan plan, ConnectionBackend backend, DeleteSupport deletion, CleanupPlanStore store,
			String id, Tally tally) {
		this.plan = plan;
		this.backend = backend;
		this.deletion = deletion;
		this.store = store;
		this.id = id;
		this.tally = tally;
		this.items = new ConcurrentHashMap<>(store.items(plan.id()));
	}

	/**
	 * Deletes what is left of the plan. A connection that cannot be deleted never stands
	 * against the others; only when the backend is left alone for its failures, or
	 * refuses the caller's credentials, the rest is not attempted.
	 * @param progress is told what becomes of each connection, from several threads
	 * @return what became of all connections of the plan
	 * @throws GatewayException.Unavailable when the store went away; a part of the plan
	 * is not executed
	 */
	public CleanupReport run(Consumer<CleanupItem> progress) {
		try {
			Timings.measure(this.backend.id(), () -> work(progress));
			return new CleanupReport(this.plan.candidates().stream().map((candidate) -> last(candidate.id())).toList());
		}
		finally {
			this.store.release(this.plan.id(), this.id);
		}
	}

	private boolean work(Consumer<CleanupItem> progress) {
		Queue<CleanupPlan.Candidate> left = new ConcurrentLinkedQueue<>(
				this.plan.candidates().stream().filter((candidate) -> !settled(candidate.id())).toList());
		CallContext here = CallContext.current().on(this.backend.id());
		List<? extends Future<?>> workers;
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			workers = IntStream.range(0, AT_ONCE)
				.mapToObj((_) -> executor.submit(() -> here.run(() -> drain(left, progress))))
				.toList();
		}
		workers.forEach(CleanupExecution::failIfFailed);
		return left.isEmpty();
	}

	private void drain(Queue<CleanupPlan.Candidate> left, Consumer<CleanupItem> progress) {
		for (CleanupPlan.Candidate next = left.poll(); next != null && !this.broken.get(); next = left.poll()) {
			CleanupItem item = attempt(next);
			this.items.put(next.id(), item);
			this.tally.cleanedUp(this.backend.id(), item.status());
			record(item);
			progress.accept(item);
		}
	}

	// Deletes no more than is written down.
	private void record(CleanupItem item) {
		try {
			this.store.record(this.plan.id(), this.id, item);
		}
		catch (GatewayException.Unavailable ex) {
			this.broken.set(true);
			throw new GatewayException.Unavailable(ex.code(),
					"The store that the gateway's replicas share went away while the plan was executed, and a part "
							+ "of it is not executed. Execute it again to go on.",
					true)
				.retryAfter(ex.retryAfter());
		}
	}

	private static void failIfFailed(Future<?> worker) {
		try {
			worker.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof GatewayException failure) {
				throw failure;
			}
			throw new IllegalStateException("A cleanup cannot be followed up", ex.getCause());
		}
	}

	private boolean settled(ConnectionId connection) {
		CleanupItem item = this.items.get(connection);
		return item != null && item.status() != CleanupItem.Status.FAILED;
	}

	private CleanupItem last(ConnectionId connection) {
		CleanupItem item = this.items.get(connection);
		return (item != null) ? item : CleanupItem.failed(connection, "not-attempted");
	}

	private CleanupItem attempt(CleanupPlan.Candidate candidate) {
		ErrorCode reason = this.stopped.get();
		if (reason != null) {
			return CleanupItem.failed(candidate.id(), reason.value());
		}
		try {
			Connection current = this.backend.get(candidate.id(), this.plan.basis().includes());
			if (current.status() == ConnectionStatus.DELETED) {
				return gone(candidate);
			}
			if (!this.plan.stillHolds(candidate, current, this.backend instanceof WorkspaceSupport)) {
				return CleanupItem.skipped(candidate.id(), "changed-since-plan");
			}
			this.deletion.delete(current, DeleteOptions.CAREFUL);
			return CleanupItem.deleted(candidate.id());
		}
		catch (GatewayException.NotFound ex) {
			return gone(candidate);
		}
		catch (GatewayException ex) {
			return failed(candidate, ex);
		}
		catch (RuntimeException ex) {
			logger.log(System.Logger.Level.ERROR,
					"Failed unexpectedly to clean up " + candidate.id() + " for the request " + this.requestId, ex);
			return CleanupItem.failed(candidate.id(), "internal-error");
		}
	}

	private CleanupItem gone(CleanupPlan.Candidate candidate) {
		CleanupItem earlier = this.items.get(candidate.id());
		boolean byUs = earlier != null && ErrorCode.UPSTREAM_OUTCOME_UNKNOWN.value().equals(earlier.reason());
		return (byUs) ? CleanupItem.deleted(candidate.id()) : CleanupItem.skipped(candidate.id(), "already-gone");
	}

	private CleanupItem failed(CleanupPlan.Candidate candidate, GatewayException failure) {
		// Credentials that were refused once are not tried on everything that is left.
		if (failure.code() == ErrorCode.CIRCUIT_OPEN || failure.code() == ErrorCode.UPSTREAM_CREDENTIALS_REJECTED) {
			this.stopped.set(failure.code());
		}
		if (failure.code() == ErrorCode.UPSTREAM_OUTCOME_UNKNOWN && surelyGone(candidate.id())) {
			return CleanupItem.deleted(candidate.id());
		}
		return CleanupItem.failed(candidate.id(), failure.code().value());
	}

	private boolean surelyGone(ConnectionId connection) {
		try {
			return this.backend.get(connection, Set.of()).status() == ConnectionStatus.DELETED;
		}
		catch (GatewayException.NotFound ex) {
			return true;
		}
		catch (GatewayException ex) {
			return false;
		}
	}

}
