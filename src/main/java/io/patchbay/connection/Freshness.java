package io.patchbay.connection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * How old an answer a caller takes, and how old the one is that it gets.
 */
public final class Freshness {

	private static final long FRESH = -1;

	private final long oldestTaken;

	private final boolean mayBeKept;

	private final AtomicLong age = new AtomicLong(FRESH);

	private Freshness(long oldestTaken, boolean mayBeKept) {
		this.oldestTaken = oldestTaken;
		this.mayBeKept = mayBeKept;
	}

	/**
	 * Takes every answer that is kept.
	 * @return what is wanted
	 */
	public static Freshness any() {
		return new Freshness(Long.MAX_VALUE, true);
	}

	/**
	 * Takes answers up to an age.
	 * @param oldest the age; zero for one that is begun after the question
	 * @param mayBeKept whether others may get the answer later
	 * @return what is wanted
	 */
	public static Freshness upTo(Duration oldest, boolean mayBeKept) {
		return new Freshness(oldest.toNanos(), mayBeKept);
	}

	/**
	 * The age of the oldest part of the answer that was kept.
	 * @return the age, {@code null} when all of it was read anew
	 */
	public @Nullable Duration age() {
		long nanos = this.age.get();
		return (nanos != FRESH) ? Duration.ofNanos(nanos) : null;
	}

	/**
	 * The age that the caller takes.
	 * @return the age, {@code null} when there is no limit
	 */
	public @Nullable Duration oldest() {
		return (this.oldestTaken != Long.MAX_VALUE) ? Duration.ofNanos(this.oldestTaken) : null;
	}

	/**
	 * Whether others may get the answer later.
	 * @return whether it may be kept
	 */
	public boolean mayBeKept() {
		return this.mayBeKept;
	}

	// What was begun earlier by somebody else is too old, although it is under way.
	boolean anew() {
		return this.oldestTaken == 0;
	}

	// Takes a kept answer if it is young enough.
	boolean take(long nanos) {
		if (anew() || nanos > this.oldestTaken) {
			return false;
		}
		this.age.accumulateAndGet(Math.max(0, nanos), Math::max);
		return true;
	}

}
