package io.patchbay.web;

import java.time.Instant;

import io.patchbay.connection.SyncFilter;
import io.patchbay.connection.SyncRun;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The filters of a connection's history, and its order.
 *
 * @param status the status
 * @param createdAfter the first instant of creation
 * @param createdBefore the first instant of creation that is too late
 * @param order which come first
 */
record SyncListParameters(@Parameter(description = "The status.", example = "FAILED") SyncRun.@Nullable Status status,
		@Parameter(description = "Created at this instant or later.",
				example = "2026-01-01T00:00:00Z") @Nullable Instant createdAfter,
		@Parameter(description = "Created before this instant.",
				example = "2026-02-01T00:00:00Z") @Nullable Instant createdBefore,
		@Parameter(description = "`desc`, the default: newest first. `asc`: oldest first.",
				example = "desc") @Nullable Order order) {

	SyncFilter toFilter() {
		return new SyncFilter(this.status, this.createdAfter, this.createdBefore, this.order == Order.ASC);
	}

	/**
	 * Which come first.
	 */
	enum Order {

		/** The oldest. */
		ASC,
		/** The newest. */
		DESC

	}

}
