package io.patchbay.backend;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Predicate;

import io.patchbay.connection.GatewayException;
import io.patchbay.connection.ListRequest;
import io.patchbay.connection.Seen;
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

	private final SequencedSet<String> met = new LinkedHashSet<>();

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
	 * Whether nothing was collected.
	 * @return {@code true} when a failure now has nothing to be kept
	 */
	public boolean empty() {
		return this.entries.isEmpty();
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
	 * Remembers how far the scan has come.
	 * @return what {@link #rewind(Mark)} goes back to
	 */
	public Mark mark() {
		return new Mark(this.entries.size(), this.met.size(), this.invalidItems);
	}

	/**
	 * Forgets what was collected since: it is about to be read again, or the place to
	 * begin was further on.
	 * @param mark how far the scan had come
	 */
	public void rewind(Mark mark) {
		this.entries.subList(mark.entries(), this.entries.size()).clear();
		while (this.met.size() > mark.met()) {
			this.met.removeLast();
		}
		this.invalidItems = mark.invalidItems();
	}

	Seen seen() {
		return this.request.seen();
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

	/**
	 * A state of a scan.
	 *
	 * @param entries how many items it had collected
	 * @param met how many it had met
	 * @param invalidItems how many of them were broken
	 */
	public record Mark(int entries, int met, int invalidItems) {

	}

}
