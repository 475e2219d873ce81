package io.patchbay.backend.airbyte;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a workspace's connections to the last page, where a part of them would be no
 * answer.
 */
final class AirbyteCensus {

	private final AirbyteApi api;

	AirbyteCensus(AirbyteApi api) {
		this.api = api;
	}

	/**
	 * Reads all connections of a workspace that are not deleted.
	 * @param workspace the workspace, {@code null} for all that we may see
	 * @return the connections, each once
	 * @throws GatewayException when one of the pages, or a connection on it, cannot be
	 * read
	 */
	List<AirbyteConnection> connections(@Nullable String workspace) {
		Collection<String> scope = (workspace != null) ? Set.of(workspace) : Set.of();
		// Airbyte sorts its lists by nothing, so that rows may come twice.
		Map<String, AirbyteConnection> found = new LinkedHashMap<>();
		AirbyteApi.Page<AirbyteConnection> page;
		int offset = 0;
		do {
			page = this.api.connections(false, scope, null, offset);
			for (AirbyteApi.Item<AirbyteConnection> item : page.items()) {
				AirbyteConnection connection = item.value();
				if (connection == null) {
					throw new GatewayException.Refused(ErrorCode.UPSTREAM_INVALID_RESPONSE,
							"A connection in the workspace's list cannot be read, so that nobody knows what it uses.");
				}
				found.put(String.valueOf(connection.connectionId()), connection);
			}
			offset += page.items().size();
		}
		while (!page.last());
		return List.copyOf(found.values());
	}

}
