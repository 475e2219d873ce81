package io.patchbay.backend.wallaroo;

import java.util.Map;
import java.util.regex.Pattern;

import io.patchbay.backend.Times;
import io.patchbay.backend.UpstreamJson;
import io.patchbay.backend.wallaroo.WallarooApi.ConnectionRow;
import io.patchbay.backend.wallaroo.WallarooApi.WorkspaceRow;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.Settings;
import io.patchbay.connection.Workspace;
import io.patchbay.connection.WorkspaceId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes connections and workspaces of what Wallaroo lists. Its connections have neither a
 * status nor a time of their last edit.
 */
final class WallarooRows {

	private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

	private static final int UUID_LENGTH = 36;

	private final BackendId id;

	WallarooRows(BackendId id) {
		this.id = id;
	}

	static boolean isId(@Nullable String text) {
		return text != null && text.length() == UUID_LENGTH && UUID.matcher(text).matches();
	}

	static @Nullable String idOf(JsonNode item) {
		String id = item.path("id").stringValue(null);
		return isId(id) ? id : null;
	}

	@Nullable Connection connection(JsonNode item, WallarooWorkspaces workspaces) {
		ConnectionRow row = UpstreamJson.convert(item, ConnectionRow.class);
		return (row != null) ? connection(row, workspaces) : null;
	}

	@Nullable Connection connection(ConnectionRow row, WallarooWorkspaces workspaces) {
		if (row.id() == null || !isId(row.id())) {
			return null;
		}
		return Connection.builder(new ConnectionId(this.id, row.id()), WallarooBackend.PLATFORM)
			.name(row.name())
			.type(row.type())
			.workspaces(workspaces.named(row.workspaceNames()))
			.createdAt(Times.read(row.createdAt()))
			.details((row.details() != null) ? new Settings(row.details()) : null)
			.build();
	}

	@Nullable Workspace workspace(JsonNode item) {
		WorkspaceRow row = UpstreamJson.convert(item, WorkspaceRow.class);
		if (row == null || row.id() == null) {
			return null;
		}
		Map<String, Object> extensions = (row.archived() != null) ? Map.of("archived", row.archived()) : Map.of();
		return new Workspace(new WorkspaceId(this.id, row.id().toString()), row.name(), Times.read(row.createdAt()),
				extensions);
	}

}
