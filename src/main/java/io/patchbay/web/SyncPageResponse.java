package io.patchbay.web;

import java.util.List;

import io.patchbay.connection.SyncPage;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of a connection's runs.
 *
 * @param items the runs
 * @param next the cursor of the next page, absent at the end
 * @param invalidItems how many runs were left out because the platform sent them broken,
 * absent when none were
 */
@Schema(name = "SyncRunPage")
record SyncPageResponse(List<SyncRunResponse> items, @Nullable String next, @Nullable Integer invalidItems) {

	static SyncPageResponse of(SyncPage page) {
		return new SyncPageResponse(page.items().stream().map(SyncRunResponse::of).toList(), page.next(),
				(page.invalidItems() > 0) ? page.invalidItems() : null);
	}

}
