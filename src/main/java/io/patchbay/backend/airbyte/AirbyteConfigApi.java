package io.patchbay.backend.airbyte;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.patchbay.backend.UpstreamCalls;
import io.patchbay.backend.UpstreamJson;
import io.patchbay.backend.UpstreamRequest;
import io.patchbay.connection.CatalogStream;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ConnectionState;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.SyncId;

/**
 * The calls of Airbyte's Config API that the gateway makes. All of them read, and all of
 * them are POST.
 */
final class AirbyteConfigApi {

	private final UpstreamCalls calls;

	AirbyteConfigApi(UpstreamCalls calls) {
		this.calls = calls;
	}

	AirbyteAttempts attempts(SyncId id) {
		return this.calls.read(job("/jobs/get_without_logs", id), UpstreamJson.object(AirbyteAttempts.class));
	}

	/**
	 * Reads a job's log, which may be of tens of megabytes.
	 * @param id the job
	 * @param lines gets each line
	 */
	void log(SyncId id, Consumer<String> lines) {
		this.calls.stream(job("/jobs/get", id), UpstreamJson
			.tokens((parser) -> new AirbyteLog(parser, (line) -> lines.accept(this.calls.masked(line))).read()));
	}

	ConnectionState state(ConnectionId id) {
		UpstreamRequest request = connection("/state/get", id, Map.of("connectionId", id.upstreamId()));
		ConnectionState state = this.calls.read(request, UpstreamJson.exact(AirbyteState.class)).toState();
		if (state == null) {
			throw this.calls.invalidResponse("it is not a state");
		}
		return state;
	}

	List<CatalogStream> catalog(ConnectionId id) {
		UpstreamRequest request = connection("/web_backend/connections/get", id,
				Map.of("connectionId", id.upstreamId(), "withRefreshedCatalog", false));
		List<CatalogStream> streams = this.calls.read(request, UpstreamJson.exact(AirbyteCatalog.class)).toStreams();
		if (streams == null) {
			throw this.calls.invalidResponse("it shows no catalog");
		}
		return streams;
	}

	private static UpstreamRequest job(String path, SyncId id) {
		return UpstreamRequest.post(path)
			.json(Map.of("id", Long.parseLong(id.upstreamId())))
			.on(404, (_) -> AirbyteJobApi.missing(id));
	}

	private static UpstreamRequest connection(String path, ConnectionId id, Map<String, Object> body) {
		return UpstreamRequest.post(path).json(body).on(404, (_) -> GatewayException.NotFound.connection(id));
	}

}
