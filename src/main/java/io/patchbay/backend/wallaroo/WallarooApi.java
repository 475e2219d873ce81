package io.patchbay.backend.wallaroo;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.patchbay.backend.UpstreamCalls;
import io.patchbay.backend.UpstreamJson;
import io.patchbay.backend.UpstreamRequest;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.GatewayException.Upstream;
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
		this.calls.read(listing("/v1/api/connections/list", body), UpstreamJson.items("connections", start, rows));
	}

	void workspaces(Runnable start, Predicate<JsonNode> rows) {
		this.calls.read(listing("/v1/api/workspaces/list", Map.of()), UpstreamJson.items("workspaces", start, rows));
	}

	ConnectionRow connection(ConnectionId id) {
		return find("/v1/api/connections/get_by_id", Map.of("id", id.upstreamId()),
				(_) -> GatewayException.NotFound.connection(id));
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

	// What is not there is a 404 in newer releases and a 400 in older ones.
	private ConnectionRow find(String path, Map<String, Object> body,
			Function<Upstream, @Nullable GatewayException> missing) {
		return this.calls.read(UpstreamRequest.post(path).json(body).on(404, missing).on(400, missing),
				UpstreamJson.object(ConnectionRow.class));
	}

	// A list that is not there is no resource that the caller has asked for.
	private static UpstreamRequest listing(String path, Map<String, Object> body) {
		return UpstreamRequest.post(path)
			.json(body)
			.on(404, (_) -> new GatewayException.Refused(ErrorCode.UPSTREAM_ERROR,
					"There is no Wallaroo API where the backend's base-url points to."));
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
