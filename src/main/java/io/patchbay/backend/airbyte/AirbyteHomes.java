package io.patchbay.backend.airbyte;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.patchbay.connection.CallContext;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;

/**
 * Which workspace a connection lives in, and whether we may look there. A connection
 * belongs to the workspace of its source forever, so that it is asked for once.
 */
final class AirbyteHomes {

	/** As many connections as run at a time in a large installation. */
	private static final int MOST = 1000;

	private final AirbyteApi api;

	private final AirbyteWorkspaces workspaces;

	private final AirbyteProperties properties;

	private final Map<String, String> known = Collections.synchronizedMap(new Recent());

	AirbyteHomes(AirbyteApi api, AirbyteWorkspaces workspaces, AirbyteProperties properties) {
		this.api = api;
		this.workspaces = workspaces;
		this.properties = properties;
	}

	/**
	 * Reads a connection.
	 * @param id its id
	 * @return the connection
	 * @throws GatewayException.NotFound when there is none that we may see
	 */
	AirbyteConnection visible(ConnectionId id) {
		if (!AirbyteApi.isId(id.upstreamId())) {
			throw GatewayException.NotFound.connection(id);
		}
		AirbyteConnection found = this.api.connection(id);
		if (!this.workspaces.admits(found.workspaceId())) {
			throw GatewayException.NotFound.connection(id);
		}
		return found;
	}

	/**
	 * Finds the pages about a connection that a run is part of.
	 * @param id the connection
	 * @return the pages about runs, none when they are not known
	 * @throws GatewayException.NotFound when it lives outside of the allowed workspaces
	 */
	Map<String, String> pages(ConnectionId id) {
		String workspace = this.known.get(key(id));
		if (workspace == null && (!this.workspaces.ids().isEmpty() || this.properties.webUrl() != null)) {
			workspace = find(id);
		}
		return pages(this.properties.links(workspace, id.upstreamId()));
	}

	/**
	 * Picks the pages about runs.
	 * @param links all pages about a connection
	 * @return those that concern its runs
	 */
	static Map<String, String> pages(Map<String, String> links) {
		String history = links.get("jobHistory");
		return (history != null) ? Map.of("jobHistory", history) : Map.of();
	}

	private @Nullable String find(ConnectionId id) {
		try {
			String workspace = visible(id).workspaceId();
			if (workspace != null) {
				this.known.put(key(id), workspace);
			}
			return workspace;
		}
		catch (GatewayException ex) {
			// Without an allow-list it is about a link alone.
			if (this.workspaces.ids().isEmpty()) {
				return null;
			}
			throw ex;
		}
	}

	// What one caller's credentials show is not known to another one's.
	private static String key(ConnectionId id) {
		return CallContext.current().credentials().mark(id.backend()) + "~" + id.upstreamId();
	}

	private static final class Recent extends LinkedHashMap<String, String> {

		private static final long serialVersionUID = 1L;

		Recent() {
			super(16, 0.75f, true);
		}

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
			return size() > MOST;
		}

	}

}
