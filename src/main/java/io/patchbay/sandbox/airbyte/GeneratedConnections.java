package io.patchbay.sandbox.airbyte;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Any number of connections for long walks. They are made when they are looked at; only
 * changed ones are kept.
 */
final class GeneratedConnections {

	private static final String ID_SUFFIX = "-6e67-4000-8000-000000000000";

	private final Map<Integer, AirbyteConnection> changed = new HashMap<>();

	private int count;

	void add(int more) {
		this.count = Math.addExact(this.count, more);
	}

	int count() {
		return this.count;
	}

	@Nullable AirbyteConnection find(String id) {
		int index = index(id);
		return (index >= 0) ? get(index) : null;
	}

	boolean save(AirbyteConnection connection) {
		int index = index(connection.id());
		if (index >= 0) {
			this.changed.put(index, connection);
		}
		return index >= 0;
	}

	void collect(ConnectionFilter filter, int offset, int limit, List<AirbyteConnection> page) {
		if (!filter.workspaceIds().contains(AirbyteSeeds.ANALYTICS) || !filter.tagIds().isEmpty()) {
			return;
		}
		int skip = offset;
		for (int index = 0; index < this.count && page.size() < limit; index++) {
			AirbyteConnection known = this.changed.get(index);
			if (known != null && known.deleted() && !filter.includeDeleted()) {
				continue;
			}
			if (skip > 0) {
				skip--;
			}
			else {
				page.add(get(index));
			}
		}
	}

	private AirbyteConnection get(int index) {
		AirbyteConnection known = this.changed.get(index);
		if (known != null) {
			return known;
		}
		ObjectNode json = AirbyteSeeds.exampleConnection()
			.put("connectionId", String.format("%08x", index) + ID_SUFFIX)
			.put("name", "Generated " + (index + 1));
		return new AirbyteConnection(json, null);
	}

	private int index(String id) {
		if (id.length() != 36 || !id.endsWith(ID_SUFFIX)) {
			return -1;
		}
		int index = Integer.parseUnsignedInt(id.substring(0, 8), 16);
		return (index < this.count) ? index : -1;
	}

}
