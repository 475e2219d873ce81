package io.patchbay.connection;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The instant at which nobody waits for an answer any more. It is bound to the work that
 * it limits, so that every call on the way can end with it.
 */
public final class Deadline {

	private static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();

	private final long start = System.nanoTime();

	private final long budget;

	private Deadline(Duration budget) {
		this.budget = budget.toNanos();
	}

	/**
	 * Does some work within a budget. A deadline that is already bound and earlier stays
	 * in force.
	 * @param <T> the result
	 * @param budget how long the work may take
	 * @param work the work
	 * @return the result
	 */
	public static <T extends @Nullable Object> T within(Duration budget, Supplier<T> work) {
		return ScopedValue.where(CURRENT, new Deadline(remaining(budget))).call(work::get);
	}

	/**
	 * Makes work that can be done in another thread by this thread's deadline.
	 * @param <T> the result
	 * @param work the work
	 * @return the same work, limited as it would be here
	 */
	static <T extends @Nullable Object> Supplier<T> carried(Supplier<T> work) {
		if (!CURRENT.isBound()) {
			return work;
		}
		Deadline here = CURRENT.get();
		return () -> ScopedValue.where(CURRENT, here).call(work::get);
	}

	/**
	 * How long a step may take.
	 * @param most what the step would take at the most
	 * @return the shorter of that and the time left
	 */
	public static Duration remaining(Duration most) {
		if (!CURRENT.isBound()) {
			return most;
		}
		Duration left = CURRENT.get().left();
		return (left.compareTo(most) < 0) ? left : most;
	}

	/**
	 * Whether half of the budget is spent, which is when a long search should hand over
	 * what it has found so far.
	 * @return {@code false} without a deadline
	 */
	public static boolean halfSpent() {
		return CURRENT.isBound() && System.nanoTime() - CURRENT.get().start > CURRENT.get().budget / 2;
	}

	private Duration left() {
		return Duration.ofNanos(Math.max(0, this.budget - (System.nanoTime() - this.start)));
	}

}
