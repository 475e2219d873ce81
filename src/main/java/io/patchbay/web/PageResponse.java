package io.patchbay.web;

import java.util.List;
import java.util.function.Function;

import io.patchbay.connection.FederatedPage;
import org.jspecify.annotations.Nullable;

/**
 * A page over several backends.
 *
 * @param <R> what is listed
 * @param items the items, by backend id and then in the platform's order
 * @param next the cursor of the next page, absent at the end
 * @param complete whether every backend that was asked answered
 * @param backends what each of them contributed
 */
record PageResponse<R>(List<R> items, @Nullable String next, boolean complete, List<BackendOutcomeResponse> backends) {

	static <T, R> PageResponse<R> of(FederatedPage<T> page, Function<T, R> mapping) {
		return new PageResponse<>(page.items().stream().map(mapping).toList(), page.next(), page.complete(),
				page.backends().stream().map(BackendOutcomeResponse::of).toList());
	}

}
