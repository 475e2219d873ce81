package io.patchbay.connection;

import java.util.List;

/**
 * What became of the connections of a cleanup plan, over all of its executions.
 *
 * @param items the connections in the plan's order
 */
public record CleanupReport(List<CleanupItem> items) {

	public CleanupReport {
		items = List.copyOf(items);
	}

	/**
	 * Counts connections.
	 * @param status what became of them
	 * @return how many there are
	 */
	public int count(CleanupItem.Status status) {
		return Math.toIntExact(this.items.stream().filter((item) -> item.status() == status).count());
	}

}
