package io.patchbay.connection;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page over several backends.
 *
 * @param <T> what is listed
 * @param items the items, by backend id and then in the platform's order
 * @param next the cursor of the next page, {@code null} at the end
 * @param complete whether every backend that was asked answered
 * @param backends what each of them contributed
 */
public record FederatedPage<T>(List<T> items, @Nullable String next, boolean complete, List<BackendOutcome> backends) {

	public FederatedPage {
		items = List.copyOf(items);
		backends = List.copyOf(backends);
	}

}
