package io.patchbay.backend.maestro;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.patchbay.backend.BodyReader;
import io.patchbay.backend.UpstreamCalls;
import io.patchbay.backend.UpstreamJson;
import io.patchbay.backend.UpstreamRequest;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Maestro's calls.
 */
final class MaestroApi {

	/** What we ask for; the server may think otherwise. */
	static final int PAGE_SIZE = 50;

	private final UpstreamCalls calls;

	private final String pageParameter;

	MaestroApi(UpstreamCalls calls, String pageParameter) {
		this.calls = calls;
		this.pageParameter = pageParameter;
	}

	/**
	 * Reads a page of the connections.
	 * @param page the number of the page, from 1
	 * @param start gets ready for the first row
	 * @param rows gets each row, and says whether it wants more
	 * @return whether the page was read to its end
	 */
	boolean connections(int page, Runnable start, Predicate<JsonNode> rows) {
		// Without a resource in the question a 404 is not about one.
		UpstreamRequest request = page(null, page, PAGE_SIZE).on(404,
				(_) -> new GatewayException.Refused(ErrorCode.UPSTREAM_ERROR,
						"There is no Maestro API where the backend's base-url points to."));
		return this.calls.read(request, UpstreamJson.items("connections", start, rows));
	}

	/**
	 * Reads a page of the connections that have an id. The platform may not know the
	 * filter, and answer all of them.
	 * @param id the connection
	 * @param page the number of the page, from 1
	 * @param start gets ready for the first row
	 * @param rows gets each row, and says whether it wants more
	 * @return whether the page was read to its end
	 */
	boolean connection(ConnectionId id, int page, Runnable start, Predicate<JsonNode> rows) {
		UpstreamRequest request = page(id.upstreamId(), page, PAGE_SIZE).on(404,
				(_) -> GatewayException.NotFound.connection(id));
		return this.calls.read(request, UpstreamJson.items("connections", start, rows));
	}

	/**
	 * Whether a page that may be one longer than usual is: then the platform honours the
	 * size, and has more than it showed in a page of the usual one.
	 * @return whether it is exactly one longer
	 */
	boolean hasOneMoreThanAPage() {
		AtomicInteger count = new AtomicInteger();
		UpstreamRequest request = page(null, 1, PAGE_SIZE + 1);
		this.calls.read(request,
				UpstreamJson.items("connections", () -> count.set(0), (_) -> count.incrementAndGet() <= PAGE_SIZE + 1));
		return count.get() == PAGE_SIZE + 1;
	}

	/**
	 * Deletes a connection for good. Pipelines that use it stay, and fail from then on.
	 * @param id the connection
	 */
	void delete(ConnectionId id) {
		UpstreamRequest request = UpstreamRequest.of("DELETE", "/connections/{}", id.upstreamId())
			.header("Content-Type", "application/json")
			.on(404, (_) -> GatewayException.NotFound.connection(id))
			.on(403, (_) -> new GatewayException.Denied(ErrorCode.UPSTREAM_FORBIDDEN,
					"Maestro does not let the gateway delete connections: "
							+ "its user lacks the permission connection:delete."));
		this.calls.write(request, BodyReader.NOTHING);
	}

	// Of other parameters for paging the platform makes an empty answer, and it wants the
	// content type even where there is no content.
	private UpstreamRequest page(@Nullable String id, int page, int size) {
		return UpstreamRequest.get("/connections")
			.query("connection_id", id)
			.query("size", size)
			.query(this.pageParameter, page)
			.header("Content-Type", "application/json");
	}

	/**
	 * A connection.
	 *
	 * @param id its id, of which the platform makes no UUID
	 * @param tenant the tenant that it belongs to
	 * @param category what kind of system it connects, in broad terms
	 * @param plugin the system itself
	 * @param networkConfigId the network that it goes through, "" for none
	 * @param name its name, not unique
	 * @param description what people say of it
	 * @param createdAt when it was made
	 * @param updatedAt when it was last edited
	 * @param imageUrl a picture of the system
	 * @param connectorId the connector's id
	 * @param connectorName the connector's name
	 * @param userId who made it
	 */
	record ConnectionRow(@Nullable String id, @JsonProperty("customer_id") @Nullable String tenant,
			@JsonProperty("type") @Nullable String category, @Nullable String plugin,
			@JsonProperty("network_config_id") @Nullable String networkConfigId, @Nullable String name,
			@Nullable String description, @JsonProperty("created_at") @Nullable JsonNode createdAt,
			@JsonProperty("updated_at") @Nullable JsonNode updatedAt,
			@JsonProperty("image_url") @Nullable String imageUrl,
			@JsonProperty("connector_id") @Nullable String connectorId,
			@JsonProperty("connector_name") @Nullable String connectorName,
			@JsonProperty("user_id") @Nullable String userId) {

	}

}
