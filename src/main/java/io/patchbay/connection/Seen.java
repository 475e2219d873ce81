package io.patchbay.connection;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A bounded memory of the items that a listing delivered last: it recognizes them when a
 * platform shows them again, and finds the place again when rows have moved.
 */
public final class Seen {

	/** Nothing was delivered yet. */
	public static final Seen NOTHING = new Seen(new long[0]);

	/**
	 * More than any overlap of two pages that we have seen, and 320 bytes in a cursor.
	 */
	static final int CAPACITY = 64;

	/** 40 bits: one false alarm in some ten billion comparisons. */
	private static final long MASK = 0xff_ffff_ffffL;

	private final long[] marks;

	Seen(long[] marks) {
		this.marks = marks;
	}

	/**
	 * Whether an item was among the last that were delivered.
	 * @param id the platform's id of the item
	 * @return whether it was
	 */
	public boolean contains(String id) {
		long mark = mark(id);
		for (long other : this.marks) {
			if (other == mark) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether an item was the very last that was delivered.
	 * @param id the platform's id of the item
	 * @return whether it was
	 */
	public boolean last(String id) {
		return this.marks.length > 0 && this.marks[this.marks.length - 1] == mark(id);
	}

	/**
	 * Whether anything was delivered.
	 * @return {@code true} at the start of a listing
	 */
	public boolean isEmpty() {
		return this.marks.length == 0;
	}

	/**
	 * Remembers one more item, and forgets the oldest when there are too many.
	 * @param ids the platform's ids of the items, in the order of delivery
	 * @return the new memory
	 */
	public Seen plus(Iterable<String> ids) {
		long[] grown = this.marks;
		for (String id : ids) {
			int from = Math.max(0, grown.length - CAPACITY + 1);
			grown = Arrays.copyOfRange(grown, from, grown.length + 1);
			grown[grown.length - 1] = mark(id);
		}
		return new Seen(grown);
	}

	// Two cursors that say the same ask the same.
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Seen that && Arrays.equals(this.marks, that.marks);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.marks);
	}

	long[] marks() {
		return this.marks;
	}

	// FNV-1a, 64 bits, folded to 40.
	static long mark(String id) {
		long hash = 0xcbf29ce484222325L;
		for (int i = 0; i < id.length(); i++) {
			hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
		}
		return (hash ^ (hash >>> 40)) & MASK;
	}

}
