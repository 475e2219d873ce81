package io.patchbay.connection;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps cleanup plans and what became of their connections. What it holds is plain data,
 * so that several replicas can share it. Where a store outside the process does not
 * answer, methods throw {@link GatewayException.Unavailable}.
 */
public interface CleanupPlanStore {

	/** How long a plan can still be read after it has expired. */
	Duration AFTERLIFE = Duration.ofHours(1);

	/**
	 * How long an execution may be silent before another may take the plan over.
	 */
	Duration LEASE = Duration.ofMinutes(5);

	/**
	 * Keeps a new plan until some time after it has expired, or until there is no room
	 * for it any more.
	 * @param plan the plan
	 */
	void keep(CleanupPlan plan);

	/**
	 * Finds a plan.
	 * @param id its id
	 * @return the plan, if it is still kept
	 */
	Optional<CleanupPlan> find(String id);

	/**
	 * What became of a plan's connections so far.
	 * @param id the plan's id
	 * @return the newest outcome of each connection that was attempted
	 */
	Map<ConnectionId, CleanupItem> items(String id);

	/**
	 * Lets one execution have a plan for itself, for as long as it is not silent for
	 * longer than {@link #LEASE}.
	 * @param id the plan's id
	 * @param execution a name that no other execution has
	 * @return {@code false} when another execution has it, or the plan is not kept
	 */
	boolean claim(String id, String execution);

	/**
	 * Whether an execution has a plan for itself.
	 * @param id the plan's id
	 * @return whether one has
	 */
	boolean claimed(String id);

	/**
	 * Remembers what became of a connection, as a sign of life of the execution.
	 * @param id the plan's id
	 * @param execution the execution that has the plan
	 * @param item what became of the connection
	 */
	void record(String id, String execution, CleanupItem item);

	/**
	 * Lets others have the plan. Without effect when the execution has lost it. It never
	 * fails: what could not be released is free after {@link #LEASE}.
	 * @param id the plan's id
	 * @param execution the execution
	 */
	void release(String id, String execution);

}
