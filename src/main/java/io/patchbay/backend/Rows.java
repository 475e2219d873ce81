package io.patchbay.backend;

import java.util.function.IntFunction;
import java.util.function.Supplier;

import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;

/**
 * Goes on in the middle of rows that a platform can only answer from their beginning. The
 * place is the number of a row, but rows come and go: the item that was delivered last
 * tells better where to go on, or another of those before it when it is gone. The number
 * is what counts when none of them is left.
 *
 * @param <T> what is listed
 */
public final class Rows<T> {

	private final Scan<T> scan;

	private final Scan.Mark start;

	private final int from;

	private final IntFunction<String> places;

	private int count;

	private boolean found;

	private boolean passed;

	private boolean more;

	private @Nullable String next;

	/**
	 * Prepares to read the rows.
	 * @param scan collects them
	 * @param from how many rows come before the place, {@code 0} for the first row
	 * whatever was delivered before
	 * @param places names the place after so many rows
	 */
	public Rows(Scan<T> scan, int from, IntFunction<String> places) {
		this.scan = scan;
		this.start = scan.mark();
		this.from = from;
		this.places = places;
	}

	/**
	 * Reads the number of a row from a place.
	 * @param place the place, {@code null} for the start
	 * @return the number of rows before it
	 * @throws GatewayException.Invalid when it is none
	 */
	public static int parse(@Nullable String place) {
		if (place == null) {
			return 0;
		}
		if (!place.matches("\\d{1,9}")) {
			throw new GatewayException.Invalid(ErrorCode.INVALID_CURSOR, "The cursor names no place in this list.");
		}
		return Integer.parseInt(place);
	}

	/**
	 * Begins at the first row, once more when a read is repeated.
	 */
	public void begin() {
		this.scan.rewind(this.start);
		this.count = 0;
		this.found = false;
		this.passed = this.from == 0 || this.scan.seen().isEmpty();
		this.more = false;
	}

	/**
	 * Takes a look at the next row.
	 * @param id the platform's id of it
	 * @param item the item, {@code null} when it is broken
	 * @return whether to go on
	 */
	public boolean offer(@Nullable String id, @Nullable T item) {
		return offerLazily(id, () -> item);
	}

	/**
	 * Takes a look at the next row. Of rows before the place the id alone is looked at.
	 * @param id the platform's id of it
	 * @param item makes the item, {@code null} when it is broken
	 * @return whether to go on
	 */
	public boolean offerLazily(@Nullable String id, Supplier<? extends @Nullable T> item) {
		int before = this.count++;
		if (!this.passed && id != null && this.scan.seen().contains(id)) {
			this.scan.rewind(this.start);
			this.found = true;
			this.more = false;
			this.passed = this.scan.seen().last(id);
		}
		else if (this.found || before >= this.from) {
			if (this.scan.full()) {
				this.more = true;
			}
			else {
				this.next = this.places.apply(this.count);
				this.scan.offer(id, item.get(), this.next);
			}
		}
		return !(this.more && this.passed);
	}

	/**
	 * How many rows there were.
	 * @return their number so far
	 */
	public int count() {
		return this.count;
	}

	/**
	 * Where to go on among these rows.
	 * @return the place, {@code null} when they were all looked at
	 */
	public @Nullable String next() {
		return this.more ? this.next : null;
	}

}
