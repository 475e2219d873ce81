package io.patchbay.web;

import java.util.List;
import java.util.function.Function;

import io.patchbay.connection.Connection;
import io.patchbay.connection.FederatedPage;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of connections over several backends.
 *
 * @param items the connections, by backend id and then in the platform's order
 * @param next the cursor of the next page, absent at the end
 * @param complete whether every backend that was asked answered
 * @param backends what each of them contributed
 */
@Schema(name = "ConnectionPage")
record ConnectionPageResponse(List<ConnectionResponse> items, @Nullable String next, boolean complete,
		List<BackendOutcomeResponse> backends) {

	static ConnectionPageResponse of(FederatedPage<Connection> page, Function<Connection, ConnectionResponse> mapping) {
		return new ConnectionPageResponse(page.items().stream().map(mapping).toList(), page.next(), page.complete(),
				page.backends().stream().map(BackendOutcomeResponse::of).toList());
	}

}
