package io.patchbay.web;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.ConnectionFilter;
import io.patchbay.connection.ConnectionStatus;
import io.patchbay.connection.WorkspaceId;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The filters of the list of connections.
 *
 * @param backend the backends to ask
 * @param workspace the workspace
 * @param type the type
 * @param status the status
 * @param name the name
 * @param q a part of the name
 * @param createdAfter the first instant of creation
 * @param createdBefore the first instant of creation that is too late
 * @param updatedAfter the first instant of the last edit
 * @param updatedBefore the first instant of the last edit that is too late
 */
record ListParameters(
		@Parameter(description = "Ask these backends alone. Repeatable.",
				example = "wallaroo") @Nullable List<BackendId> backend,
		@Parameter(description = "Connections that are attached to this workspace. Only its backend is asked.",
				example = "wallaroo~33") @Nullable WorkspaceId workspace,
		@Parameter(description = "The exact type: Wallaroo's type, Maestro's plugin.",
				example = "mysql") @Nullable String type,
		@Parameter(
				description = "The status. Deleted connections are listed when `DELETED` is asked for, and only then.",
				example = "ACTIVE") @Nullable ConnectionStatus status,
		@Parameter(description = "The exact name.", example = "Postgres to Snowflake") @Nullable String name,
		@Parameter(description = "A part of the name, in upper or lower case.", example = "orders") @Nullable String q,
		@Parameter(description = "Created at this instant or later.",
				example = "2026-01-01T00:00:00Z") @Nullable Instant createdAfter,
		@Parameter(description = "Created before this instant.",
				example = "2026-02-01T00:00:00Z") @Nullable Instant createdBefore,
		@Parameter(description = "Last edited at this instant or later.",
				example = "2026-01-01T00:00:00Z") @Nullable Instant updatedAfter,
		@Parameter(description = "Last edited before this instant.",
				example = "2026-02-01T00:00:00Z") @Nullable Instant updatedBefore) {

	ConnectionFilter toFilter() {
		return new ConnectionFilter((this.backend != null) ? Set.copyOf(this.backend) : Set.of(), this.workspace,
				this.type, this.status, this.name, this.q, this.createdAfter, this.createdBefore, this.updatedAfter,
				this.updatedBefore);
	}

}
