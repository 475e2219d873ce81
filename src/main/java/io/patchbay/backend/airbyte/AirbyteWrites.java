package io.patchbay.backend.airbyte;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import io.patchbay.backend.BodyReader;
import io.patchbay.backend.UpstreamCalls;
import io.patchbay.backend.UpstreamJson;
import io.patchbay.backend.UpstreamRequest;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calls of Airbyte's public API that change something, and those that prepare them.
 */
final class AirbyteWrites {

	/**
	 * Airbyte may ask the source for its schema on the way, which takes minutes.
	 */
	private static final Duration DISCOVERY = Duration.ofSeconds(120);

	private static final String CONNECTION = "/connections/{}";

	private static final String LOCKED = "Connection is locked";

	private final UpstreamCalls calls;

	private final AirbyteApi api;

	AirbyteWrites(UpstreamCalls calls, AirbyteApi api) {
		this.calls = calls;
		this.api = api;
	}

	AirbyteConnection create(Map<String, Object> body) {
		return this.calls.write(UpstreamRequest.post("/connections").json(body).patience(DISCOVERY), connection());
	}

	AirbyteConnection patch(ConnectionId id, Map<String, Object> body) {
		UpstreamRequest request = UpstreamRequest.of("PATCH", CONNECTION, id.upstreamId())
			.json(body)
			.on(409, (answer) -> LOCKED.equals(answer.code()) ? new GatewayException.Conflict(ErrorCode.CONFLICT,
					"Airbyte has locked the connection '" + id + "'; it cannot be changed until Airbyte unlocks it.")
					: null);
		if (body.containsKey("configurations")) {
			request.patience(DISCOVERY);
		}
		try {
			return this.calls.write(request, connection());
		}
		catch (GatewayException.Denied | GatewayException.NotFound ex) {
			throw missing(id, ex);
		}
	}

	void delete(ConnectionId id) {
		try {
			this.calls.write(UpstreamRequest.of("DELETE", CONNECTION, id.upstreamId()), BodyReader.NOTHING);
		}
		catch (GatewayException.Denied | GatewayException.NotFound ex) {
			throw missing(id, ex);
		}
	}

	/**
	 * Deletes a source. Airbyte deletes the connections that use it, too.
	 * @param id the source
	 */
	void deleteSource(String id) {
		deleteEndpoint("/sources/{}", id, () -> this.api.source(id) != null);
	}

	/**
	 * Deletes a destination. Airbyte deletes the connections that use it, too.
	 * @param id the destination
	 */
	void deleteDestination(String id) {
		deleteEndpoint("/destinations/{}", id, () -> this.api.destination(id) != null);
	}

	private void deleteEndpoint(String path, String id, BooleanSupplier there) {
		try {
			this.calls.write(UpstreamRequest.of("DELETE", path, id), BodyReader.NOTHING);
		}
		catch (GatewayException.Denied | GatewayException.NotFound ex) {
			// One that is gone already was to be gone.
			if (there.getAsBoolean()) {
				throw ex;
			}
		}
	}

	// To Airbyte, what does not exist is forbidden, and so is what we may only look at.
	private GatewayException missing(ConnectionId id, GatewayException failure) {
		try {
			this.api.connection(id);
			return failure;
		}
		catch (GatewayException.NotFound ex) {
			return ex.upstream(failure.upstream());
		}
	}

	/**
	 * Reads the selected streams of a connection with all that is said of them.
	 * @param id the connection
	 * @return the streams as Airbyte writes them
	 */
	List<ObjectNode> streams(ConnectionId id) {
		JsonNode connection = this.calls.read(UpstreamRequest.get(CONNECTION, id.upstreamId())
			.on(403, (_) -> GatewayException.NotFound.connection(id))
			.on(404, (_) -> GatewayException.NotFound.connection(id)), UpstreamJson.object(JsonNode.class));
		JsonNode streams = connection.path("configurations").path("streams");
		List<ObjectNode> selected = new ArrayList<>();
		for (JsonNode stream : streams) {
			if (stream instanceof ObjectNode object && object.path("name").isString()) {
				selected.add(object);
			}
		}
		// Not to know a stream would mean to reset it.
		if (!streams.isArray() || selected.size() != streams.size()) {
			throw this.calls.invalidResponse("it does not show the connection's streams");
		}
		return selected;
	}

	/**
	 * Whether a source has exactly one stream of a name.
	 * @param source the source
	 * @param name the name
	 * @return whether the name alone says which stream it is
	 */
	boolean unique(String source, String name) {
		List<String> namesakes = this.calls
			.read(UpstreamRequest.get("/streams").query("sourceId", source).patience(DISCOVERY), new BodyReader<>() {

				@Override
				public List<String> read(InputStream body) throws IOException {
					List<String> names = new ArrayList<>();
					UpstreamJson.items(null, (item) -> names.add(item.path("streamName").asString(""))).read(body);
					return names;
				}

				@Override
				public boolean json() {
					return true;
				}

			});
		return namesakes.stream().filter(name::equals).count() == 1;
	}

	private BodyReader<AirbyteConnection> connection() {
		BodyReader<AirbyteConnection> reader = UpstreamJson.object(AirbyteConnection.class);
		return new BodyReader<>() {

			@Override
			public AirbyteConnection read(InputStream body) throws IOException {
				@Nullable AirbyteConnection connection = reader.read(body);
				if (!connection.sound()) {
					throw AirbyteWrites.this.calls.invalidResponse("it is not a connection");
				}
				return connection;
			}

			@Override
			public boolean json() {
				return true;
			}

		};
	}

}
