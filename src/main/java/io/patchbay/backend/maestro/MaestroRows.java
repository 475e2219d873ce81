package io.patchbay.backend.maestro;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.patchbay.backend.Times;
import io.patchbay.backend.UpstreamJson;
import io.patchbay.backend.maestro.MaestroApi.ConnectionRow;
import io.patchbay.backend.maestro.MaestroAuthentication.Tenant;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.WorkspaceId;
import io.patchbay.connection.WorkspaceRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes connections of what Maestro lists. Its connections have neither a status nor
 * settings.
 */
final class MaestroRows {

	private final BackendId id;

	private final @Nullable MaestroAuthentication authentication;

	MaestroRows(BackendId id, @Nullable MaestroAuthentication authentication) {
		this.id = id;
		this.authentication = authentication;
	}

	/**
	 * What the sign-in said of our tenant.
	 * @return the tenant, without id and name when it said nothing
	 */
	Tenant signedIn() {
		Tenant tenant = (this.authentication != null) ? this.authentication.tenant() : null;
		return (tenant != null) ? tenant : new Tenant(null, null);
	}

	/**
	 * Reads a row.
	 * @param item the row
	 * @return the connection, {@code null} when the row is broken
	 */
	@Nullable Connection connection(JsonNode item) {
		ConnectionRow row = UpstreamJson.convert(item, ConnectionRow.class);
		if (row == null || row.id() == null) {
			return null;
		}
		try {
			return Connection.builder(new ConnectionId(this.id, row.id()), MaestroBackend.PLATFORM)
				.name(row.name())
				.type(row.plugin())
				.workspaces(workspaces(row.tenant()))
				.createdAt(Times.read(row.createdAt()))
				.updatedAt(Times.read(row.updatedAt()))
				.extensions(extensions(row))
				.build();
		}
		catch (IllegalArgumentException ex) {
			// An id that could not travel in a path.
			return null;
		}
	}

	private List<WorkspaceRef> workspaces(@Nullable String tenant) {
		if (tenant == null || tenant.isEmpty()) {
			return List.of();
		}
		Tenant known = signedIn();
		return List
			.of(new WorkspaceRef(new WorkspaceId(this.id, tenant), tenant.equals(known.id()) ? known.name() : null));
	}

	private static Map<String, Object> extensions(ConnectionRow row) {
		Map<String, @Nullable String> all = new LinkedHashMap<>();
		all.put("category", row.category());
		all.put("connectorId", row.connectorId());
		all.put("connectorName", row.connectorName());
		all.put("description", row.description());
		all.put("networkConfigId", row.networkConfigId());
		all.put("imageUrl", row.imageUrl());
		all.put("userId", row.userId());
		Map<String, Object> present = new LinkedHashMap<>();
		all.forEach((key, value) -> {
			if (value != null && !value.isEmpty()) {
				present.put(key, value);
			}
		});
		return present;
	}

}
