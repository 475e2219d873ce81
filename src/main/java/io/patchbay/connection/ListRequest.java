package io.patchbay.connection;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A question to one backend for a part of its listing.
 *
 * @param filter which connections pass
 * @param include what to add to each
 * @param place where to begin, as an earlier answer named it; {@code null} for the start
 * @param seen the items that were delivered last before that place
 * @param limit how many items at the most
 */
public record ListRequest(ConnectionFilter filter, Set<Include> include, @Nullable String place, Seen seen, int limit) {

	public ListRequest {
		include = Set.copyOf(include);
	}

}
