package io.patchbay.backend.wallaroo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.patchbay.backend.BodyReader;
import io.patchbay.backend.UpstreamCalls;
import io.patchbay.backend.UpstreamJson;
import io.patchbay.backend.UpstreamRequest;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.GatewayException.Upstream;
import io.patchbay.connection.Settings;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Wallaroo's calls. All of them are POST requests with a JSON body, and no list has
 * pages.
 */
final class WallarooApi {

	private final UpstreamCalls calls;

	WallarooApi(UpstreamCalls calls) {
		this.calls = calls;
	}

	/**
	 * Lists connections: those of one workspace, or of the whole instance.
	 * @param workspace the workspace, {@code null} for all
	 * @param start gets ready for the first row
	 * @param rows gets each row, and says whether it wants more
	 */
	void connections(@Nullable Long workspace, Runnable start, Predicate<JsonNode> rows) {
		Map<String, Object> body = (workspace != null) ? Map.of("workspace_id", workspace) : Map.of();
		this.calls.read(collection("/v1/api/connections/list", body), UpstreamJson.items("connections", start, rows));
	}

	void workspaces(Runnable start, Predicate<JsonNode> rows) {
		this.calls.read(collection("/v1/api/workspaces/list", Map.of()), UpstreamJson.items("workspaces", start, rows));
	}

	ConnectionRow connection(ConnectionId id) {
		ConnectionRow row = find("/v1/api/connections/get_by_id", Map.of("id", id.upstreamId()),
				(_) -> GatewayException.NotFound.connection(id));
		if (!id.upstreamId().equalsIgnoreCase(row.id())) {
			throw this.calls.invalidResponse("the connection has not the id that it was asked for by");
		}
		return row;
	}

	@Nullable ConnectionRow connectionNamed(String name) {
		try {
			return find("/v1/api/connections/get", Map.of("name", name),
					(_) -> new GatewayException.NotFound(ErrorCode.NOT_FOUND, "There is no connection of that name."));
		}
		catch (GatewayException.NotFound ex) {
			return null;
		}
	}

	/**
	 * Makes a connection, which is attached nowhere at first.
	 * @param name its name
	 * @param type its type
	 * @param details its settings
	 * @return its id
	 */
	String create(String name, String type, @Nullable Settings details) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("name", name);
		body.put("type", type);
		if (details != null) {
			body.put("details", details.reveal());
		}
		UpstreamRequest request = collection("/v1/api/connections/create", body).on(409,
				(_) -> new GatewayException.Conflict(ErrorCode.NAME_TAKEN,
						"Another connection of this Wallaroo has the name '" + name + "' already."));
		String id = this.calls.write(request, UpstreamJson.object(Created.class)).id();
		if (id == null || !WallarooRows.isId(id)) {
			throw this.calls.outcomeUnknown(this.calls.invalidResponse("there is no id in it"));
		}
		return id;
	}

	// The answer's id is that of the link, which no other call takes.
	void attach(ConnectionId id, long workspace) {
		link("/v1/api/connections/add_to_workspace", id, workspace);
	}

	void detach(ConnectionId id, long workspace) {
		link("/v1/api/connections/remove_from_workspace", id, workspace);
	}

	/**
	 * Deletes whatever connection has a name: the platform takes no id for that.
	 * @param name the name
	 */
	void delete(String name) {
		this.calls.write(UpstreamRequest.post("/v1/api/connections/delete").json(Map.of("name", name)),
				BodyReader.NOTHING);
	}

	private void link(String path, ConnectionId id, long workspace) {
		Map<String, Object> body = Map.of("workspace_id", workspace, "connection_id", id.upstreamId());
		this.calls.write(UpstreamRequest.post(path).json(body), BodyReader.NOTHING);
	}

	// What is not there is a 404 in newer releases and a 400 in older ones.
	private ConnectionRow find(String path, Map<String, Object> body,
			Function<Upstream, @Nullable GatewayException> missing) {
		return this.calls.read(UpstreamRequest.post(path).json(body).on(404, missing).on(400, missing),
				UpstreamJson.object(ConnectionRow.class));
	}

	// All connections, or all workspaces: they are no resource that the caller has asked
	// for.
	private static UpstreamRequest collection(String path, Map<String, Object> body) {
		return UpstreamRequest.post(path)
			.json(body)
			.on(404, (_) -> new GatewayException.Refused(ErrorCode.UPSTREAM_ERROR,
					"There is no Wallaroo API where the backend's base-url points to."));
	}

	/**
	 * The answer to a creation.
	 *
	 * @param id the connection's id
	 */
	private record Created(@Nullable String id) {

	}

	/**
	 * A connection.
	 *
	 * @param id its id, a UUID
	 * @param name its name, unique in the instance
	 * @param type free text
	 * @param details free-form settings, secrets included
	 * @param createdAt when it was made, with or without a zone
	 * @param workspaceNames the names of the workspaces that it is attached to; ids are
	 * not told
	 */
	record ConnectionRow(@Nullable String id, @Nullable String name, @Nullable String type,
			@Nullable Map<String, @Nullable Object> details, @JsonProperty("created_at") @Nullable JsonNode createdAt,
			@JsonProperty("workspace_names") @Nullable List<@Nullable String> workspaceNames) {

		@Override
		public String toString() {
			return "ConnectionRow[" + this.id + "]";
		}

	}

	/**
	 * A workspace. Who created it is left out: the same row shows an e-mail address now
	 * and an id then.
	 *
	 * @param id its number
	 * @param name its name
	 * @param createdAt when it was made
	 * @param archived whether it is out of use
	 */
	record WorkspaceRow(@Nullable Long id, @Nullable String name,
			@JsonProperty("created_at") @Nullable JsonNode createdAt, @Nullable Boolean archived) {

	}

}
