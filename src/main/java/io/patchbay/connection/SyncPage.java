package io.patchbay.connection;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of a connection's runs.
 *
 * @param items the runs
 * @param next the cursor of the next page, {@code null} at the end
 * @param invalidItems how many runs were set aside because they are not what the
 * platform's API promises
 */
public record SyncPage(List<SyncRun> items, @Nullable String next, int invalidItems) {

	public SyncPage {
		items = List.copyOf(items);
	}

}
