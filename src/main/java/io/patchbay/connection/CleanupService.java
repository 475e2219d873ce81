package io.patchbay.connection;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * Deletes inactive connections in two steps: a plan that shows what would go, and its
 * execution after the caller has repeated how many those are.
 */
@Service
public class CleanupService {

	private static final Duration LIFETIME = Duration.ofHours(1);

	private static final int ID_BYTES = 24;

	private final SecureRandom random = new SecureRandom();

	private final Backends backends;

	private final CleanupPlanStore store;

	private final Clock clock;

	private final SharedReads reads;

	private final Tally tally;

	CleanupService(Backends backends, CleanupPlanStore store, Clock clock, SharedReads reads, Tally tally) {
		this.backends = backends;
		this.store = store;
		this.clock = clock;
		this.reads = reads;
		this.tally = tally;
	}

	/**
	 * Looks for inactive connections. Nothing is deleted.
	 * @param caller who asks
	 * @param request which connections are inactive
	 * @return the plan
	 * @throws GatewayException.NotSupported when the platform cannot delete, or does not
	 * say what inactivity is to be measured by
	 * @throws GatewayException.Invalid when the platform cannot answer the filter
	 * @throws GatewayException when nothing at all could be read
	 */
	public CleanupProgress plan(Caller caller, CleanupRequest request) {
		ConnectionBackend backend = this.backends.ready(caller, request.backend());
		deletionOf(caller, backend);
		if (!request.basis().knownTo(backend)) {
			throw unknownBasis(caller, backend, request.basis());
		}
		ConnectionService.requireFilterable(backend, request.filter());
		// No finer than platforms tell their own times.
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		Instant cutoff = request.olderThan().before(now);
		CleanupPlanner planner = new CleanupPlanner(backend, request, cutoff);
		boolean complete = Timings.measure(backend.id(), planner::read);
		CleanupPlan plan = new CleanupPlan(unguessable(), caller.client(), backend.id(), request.basis(),
				request.filter(), cutoff, now, now.plus(LIFETIME), complete, planner.candidates(), planner.skipped());
		this.store.keep(plan);
		return progress(plan);
	}

	/**
	 * Reads a plan.
	 * @param caller who asks
	 * @param id the plan's id
	 * @return the plan and its state
	 * @throws GatewayException.NotFound when there is none of this caller's
	 */
	public CleanupProgress get(Caller caller, String id) {
		return progress(find(caller, id));
	}

	/**
	 * Finds the backend that a plan is about.
	 * @param caller who asks
	 * @param id the plan's id
	 * @return the backend, if there is such a plan of this caller's
	 */
	public Optional<BackendId> backendOf(Caller caller, String id) {
		return visible(caller, id).map(CleanupPlan::backend);
	}

	/**
	 * Prepares the execution of a plan, which nobody else can execute until it has run.
	 * @param caller who asks
	 * @param id the plan's id
	 * @param confirm the words that confirm the plan
	 * @return the execution, which has to be run
	 * @throws GatewayException.NotFound when there is no such plan of this caller's
	 * @throws GatewayException.Conflict when the plan cannot be executed, or not now
	 * @throws GatewayException.Unprocessable when the words are other ones
	 */
	public CleanupExecution start(Caller caller, String id, String confirm) {
		CleanupProgress progress = get(caller, id);
		CleanupPlan plan = progress.plan();
		requireExecutable(progress);
		if (!plan.confirmation().equals(confirm)) {
			throw new GatewayException.Unprocessable(ErrorCode.CONFIRMATION_MISMATCH,
					"The words that confirm this plan are '" + plan.confirmation() + "'.");
		}
		ConnectionBackend backend = this.backends.ready(caller, plan.backend());
		DeleteSupport deletion = deletionOf(caller, backend);
		String execution = unguessable();
		if (!this.store.claim(id, execution)) {
			throw executing(id);
		}
		return new CleanupExecution(plan, backend, noticed(backend, deletion), this.store, execution, this.tally);
	}

	// What a cleanup deletes is seen by whoever reads afterwards, long before its end.
	private DeleteSupport noticed(ConnectionBackend backend, DeleteSupport deletion) {
		return (current, options) -> this.reads.<@Nullable Void>change(backend.id(), () -> {
			deletion.delete(current, options);
			return null;
		});
	}

	private void requireExecutable(CleanupProgress progress) {
		CleanupPlan plan = progress.plan();
		if (progress.state() == CleanupPlan.State.EXECUTING) {
			throw executing(plan.id());
		}
		if (!this.clock.instant().isBefore(plan.expiresAt())) {
			throw conflict("The cleanup plan '" + plan.id() + "' has expired. Make a new one.");
		}
		if (!plan.complete()) {
			throw conflict("The cleanup plan '" + plan.id()
					+ "' cannot be executed: the listing that it was made from is not complete. Make a new one.");
		}
	}

	private CleanupPlan find(Caller caller, String id) {
		return visible(caller, id).orElseThrow(() -> new GatewayException.NotFound(ErrorCode.NOT_FOUND,
				"There is no cleanup plan '" + id + "'. Plans are forgotten some time after they expire."));
	}

	private Optional<CleanupPlan> visible(Caller caller, String id) {
		return this.store.find(id)
			.filter((plan) -> plan.client().equals(caller.client()) && caller.sees(plan.backend()));
	}

	private CleanupProgress progress(CleanupPlan plan) {
		return new CleanupProgress(plan, state(plan));
	}

	private CleanupPlan.State state(CleanupPlan plan) {
		if (this.store.claimed(plan.id())) {
			return CleanupPlan.State.EXECUTING;
		}
		if (!plan.candidates().isEmpty() && this.store.items(plan.id()).size() == plan.candidates().size()) {
			return CleanupPlan.State.DONE;
		}
		if (!this.clock.instant().isBefore(plan.expiresAt())) {
			return CleanupPlan.State.EXPIRED;
		}
		return (plan.complete()) ? CleanupPlan.State.READY : CleanupPlan.State.NOT_EXECUTABLE;
	}

	private DeleteSupport deletionOf(Caller caller, ConnectionBackend backend) {
		return this.backends.port(caller, backend, DeleteSupport.class, "delete connections");
	}

	private GatewayException unknownBasis(Caller caller, ConnectionBackend backend, CleanupBasis basis) {
		List<String> known = Arrays.stream(CleanupBasis.values())
			.filter((candidate) -> candidate.knownTo(backend))
			.map(CleanupBasis::name)
			.toList();
		String instead = (known.isEmpty()) ? "none of the others" : String.join(" and ", known);
		return new GatewayException.NotSupported("The backend '" + backend.id() + "' does not say " + basis
				+ " of its connections, but " + instead + ". Name the basis that you mean.")
			.at(backend.id())
			.fact("supportedBases", known)
			.fact("supportedBackends",
					this.backends.visible(caller)
						.stream()
						.filter((other) -> other instanceof DeleteSupport && basis.knownTo(other))
						.map(ConnectionBackend::id)
						.toList());
	}

	private String unguessable() {
		byte[] bytes = new byte[ID_BYTES];
		this.random.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static GatewayException executing(String id) {
		return conflict("The cleanup plan '" + id + "' is being executed.");
	}

	private static GatewayException conflict(String message) {
		return new GatewayException.Conflict(ErrorCode.CONFLICT, message);
	}

}
