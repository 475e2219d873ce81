package io.patchbay.connection;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a federated list.
 *
 * @param limit how many items at the most, 1 to {@link #MAX_LIMIT}
 * @param cursor where to go on, {@code null} for the first page
 * @param strict whether any backend's failure fails the page
 */
public record PageRequest(int limit, @Nullable String cursor, boolean strict) {

	/** The most items of a page. */
	public static final int MAX_LIMIT = 200;

	/** The items of a page when the caller does not say. */
	public static final int DEFAULT_LIMIT = 50;

	public PageRequest {
		if (limit < 1 || limit > MAX_LIMIT) {
			throw GatewayException.Invalid.parameter("limit", "it is a number from 1 to " + MAX_LIMIT);
		}
	}

}
