package io.patchbay.backend.airbyte;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ConnectionStatus;
import io.patchbay.connection.DeleteOptions;
import io.patchbay.connection.DeleteOptions.Cascade;
import io.patchbay.connection.Endpoint;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.WorkspaceRef;
import org.jspecify.annotations.Nullable;

/**
 * Deletes connections and, on demand, what they lead from and to. Airbyte deletes a
 * source or a destination together with all connections that use it, and says nothing of
 * them.
 */
final class AirbyteDeletion {

	private final AirbyteApi api;

	private final AirbyteWrites writes;

	AirbyteDeletion(AirbyteApi api, AirbyteWrites writes) {
		this.api = api;
		this.writes = writes;
	}

	void delete(Connection connection, DeleteOptions options) {
		boolean deleted = connection.status() == ConnectionStatus.DELETED;
		String source = endpoint(options, Cascade.SOURCE, connection.source());
		String destination = endpoint(options, Cascade.DESTINATION, connection.destination());
		if (!options.force() && (source != null || destination != null)) {
			checkUnused(connection, source, destination);
		}
		List<Step> steps = new ArrayList<>();
		steps.add(new Step("delete connection", connection.id().toString(), () -> {
			if (!deleted) {
				this.writes.delete(connection.id());
			}
		}));
		if (source != null) {
			steps.add(new Step("delete source", source, () -> this.writes.deleteSource(source)));
		}
		if (destination != null) {
			steps.add(new Step("delete destination", destination, () -> this.writes.deleteDestination(destination)));
		}
		take(steps);
	}

	private static @Nullable String endpoint(DeleteOptions options, Cascade what, @Nullable Endpoint endpoint) {
		if (!options.cascade().contains(what)) {
			return null;
		}
		if (endpoint == null) {
			throw new GatewayException.Refused(ErrorCode.UPSTREAM_INVALID_RESPONSE,
					"Airbyte does not say what the connection leads from and to, so that it cannot be deleted too.");
		}
		return endpoint.id();
	}

	private void checkUnused(Connection connection, @Nullable String source, @Nullable String destination) {
		List<String> users = new AirbyteCensus(this.api).connections(workspace(connection))
			.stream()
			.filter((other) -> !connection.id().upstreamId().equalsIgnoreCase(other.connectionId())
					&& other.uses(source, destination))
			.map((other) -> new ConnectionId(connection.id().backend(), String.valueOf(other.connectionId())))
			.map(ConnectionId::toString)
			.sorted()
			.toList();
		if (!users.isEmpty()) {
			throw new GatewayException.Conflict(ErrorCode.CONFLICT,
					"Other connections use what is to be deleted with '" + connection.id()
							+ "', and would be deleted too. Nothing was deleted; force=true deletes them all.")
				.fact("connections", users);
		}
	}

	private static @Nullable String workspace(Connection connection) {
		return connection.workspaces()
			.stream()
			.map(WorkspaceRef::id)
			.filter(Objects::nonNull)
			.map((id) -> id.upstreamId())
			.findFirst()
			.orElse(null);
	}

	private static void take(List<Step> steps) {
		for (int i = 0; i < steps.size(); i++) {
			try {
				steps.get(i).work().run();
			}
			catch (GatewayException ex) {
				throw (steps.size() > 1) ? ex.fact("steps", report(steps, i, ex)) : ex;
			}
		}
	}

	private static List<Map<String, String>> report(List<Step> steps, int failed, GatewayException failure) {
		List<Map<String, String>> report = new ArrayList<>();
		for (int i = 0; i < steps.size(); i++) {
			Map<String, String> entry = new LinkedHashMap<>();
			entry.put("step", steps.get(i).name());
			entry.put("id", steps.get(i).id());
			if (i == failed) {
				boolean unknown = failure.code() == ErrorCode.UPSTREAM_OUTCOME_UNKNOWN;
				entry.put("status", unknown ? "unknown" : "failed");
				entry.put("reason", String.valueOf(failure.getMessage()));
			}
			else {
				entry.put("status", (i < failed) ? "done" : "not-attempted");
			}
			report.add(entry);
		}
		return report;
	}

	private record Step(String name, String id, Runnable work) {

	}

}
