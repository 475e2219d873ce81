package io.patchbay.backend;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.patchbay.connection.GatewayException;
import io.patchbay.connection.ListRequest;
import io.patchbay.connection.Slice;
import org.jspecify.annotations.Nullable;

/**
 * Collects a slice while an adapter walks through its platform's listing. It leaves out
 * what was delivered before, what the filter refuses and what is broken, and holds no
 * more than was asked for.
 *
 * @param <T> what is listed
 */
public final class Scan<T> {

	private final ListRequest request;

	private final Predicate<T> filter;

	private final List<Slice.Entry<T>> entries = new ArrayList<>();

	private final Set<String> met = new HashSet<>();

	private int invalidItems;

	/**
	 * Starts a slice.
	 * @param request what was asked
	 * @param filter what passes
	 */
	public Scan(ListRequest request, Predicate<T> filter) {
		this.request = request;
		this.filter = filter;
	}

	/**
	 * Whether the slice has all that was asked for.
	 * @return {@code true} to stop walking
	 */
	public boolean full() {
		return this.entries.size() >= this.request.limit();
	}

	/**
	 * Takes a look at the next item of the listing.
	 * @param id the platform's id of it
	 * @param item the item, {@code null} when it is broken
	 * @param next the place after it
	 */
	public void offer(@Nullable String id, @Nullable T item, String next) {
		if (id == null || item == null) {
			this.invalidItems++;
		}
		else if (this.met.add(id) && !this.request.seen().contains(id) && this.filter.test(item)) {
			this.entries.add(new Slice.Entry<>(item, id, next));
		}
	}

	/**
	 * Forgets what was collected: the place to begin was further on.
	 */
	public void restart() {
		this.entries.clear();
		this.met.clear();
		this.invalidItems = 0;
	}

	/**
	 * Whether an item was met before.
	 * @param id the platform's id of it
	 * @return whether it was offered to this scan
	 */
	public boolean met(String id) {
		return this.met.contains(id);
	}

	/**
	 * Ends the slice.
	 * @param next the place to go on, {@code null} at the end of the listing
	 * @return the slice
	 */
	public Slice<T> slice(@Nullable String next) {
		return new Slice<>(this.entries, next, this.invalidItems, null);
	}

	/**
	 * Ends the slice early.
	 * @param failure what broke it off
	 * @return the slice with what was collected before
	 */
	public Slice<T> broken(GatewayException failure) {
		return new Slice<>(this.entries, null, this.invalidItems, failure);
	}

}
