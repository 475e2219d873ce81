package io.patchbay.connection;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A part of one backend's listing, in the platform's order.
 *
 * @param <T> what is listed
 * @param entries the items, each with the place to go on after it
 * @param next the place to go on after all that was looked at, {@code null} at the end of
 * the listing
 * @param invalidItems how many items were set aside because they are not what the
 * platform's API promises
 * @param failure what broke the listing off early; the entries that came before it stand
 */
public record Slice<T>(List<Entry<T>> entries, @Nullable String next, int invalidItems,
		@Nullable GatewayException failure) {

	public Slice {
		entries = List.copyOf(entries);
	}

	// How much there is to keep: nothing of what was broken off.
	int weight() {
		return (this.failure != null) ? 0 : Math.max(1, this.entries.size());
	}

	/**
	 * An item and the place after it.
	 *
	 * @param <T> what is listed
	 * @param item the item
	 * @param id the platform's id of the item
	 * @param next the place to go on after it, in the adapter's own notation
	 */
	public record Entry<T>(T item, String id, String next) {

	}

}
