package io.patchbay.backend.airbyte;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.CatalogStream;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ConnectionState;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.SyncId;
import org.jspecify.annotations.Nullable;

/**
 * What only Airbyte's Config API shows: logs, states and catalogs. Whether we may see
 * what they belong to is asked of the public API.
 */
final class AirbyteReadings {

	private final BackendId backend;

	private final @Nullable AirbyteConfigApi config;

	private final AirbyteHomes homes;

	private final AirbyteSyncs syncs;

	AirbyteReadings(BackendId backend, @Nullable AirbyteConfigApi config, AirbyteHomes homes, AirbyteSyncs syncs) {
		this.backend = backend;
		this.config = config;
		this.homes = homes;
		this.syncs = syncs;
	}

	void logs(SyncId id, int tail, Consumer<String> lines) {
		AirbyteConfigApi api = required();
		this.syncs.visible(id);
		if (tail == 0) {
			api.log(id, lines);
			return;
		}
		Deque<String> last = new ArrayDeque<>();
		api.log(id, (line) -> {
			if (last.size() == tail) {
				last.removeFirst();
			}
			last.addLast(line);
		});
		last.forEach(lines);
	}

	ConnectionState state(ConnectionId id) {
		AirbyteConfigApi api = required();
		this.homes.visible(id);
		return api.state(id);
	}

	List<CatalogStream> catalog(ConnectionId id) {
		AirbyteConfigApi api = required();
		this.homes.visible(id);
		return api.catalog(id);
	}

	private AirbyteConfigApi required() {
		if (this.config == null) {
			throw new GatewayException.NotSupported("Only Airbyte's Config API shows this, and the backend '"
					+ this.backend + "' has no 'config-api-url' that says where it is.")
				.at(this.backend);
		}
		return this.config;
	}

}
