package io.patchbay.backend.airbyte;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.patchbay.backend.Times;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.ConnectionDraft;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.GatewayException.FieldError;
import io.patchbay.connection.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections between sources and destinations that exist.
 */
final class AirbyteCreation {

	/** How far Airbyte's clock may be behind ours. */
	private static final Duration SKEW = Duration.ofMinutes(1);

	private static final String SOURCE = "/source/id";

	private static final String DESTINATION = "/destination/id";

	private final BackendId id;

	private final AirbyteApi api;

	private final AirbyteWrites writes;

	private final AirbyteWorkspaces workspaces;

	AirbyteCreation(BackendId id, AirbyteApi api, AirbyteWrites writes, AirbyteWorkspaces workspaces) {
		this.id = id;
		this.api = api;
		this.writes = writes;
		this.workspaces = workspaces;
	}

	AirbyteConnection create(ConnectionDraft draft) {
		Map<String, Object> body = body(draft);
		if (draft.workspace() != null || !this.workspaces.ids().isEmpty()) {
			checkWorkspace(String.valueOf(draft.source()), draft.workspace());
		}
		try {
			return this.writes.create(body);
		}
		catch (GatewayException.Denied | GatewayException.NotFound ex) {
			throw blamed(draft, ex);
		}
	}

	/**
	 * Looks for a connection that only an earlier attempt can have made. Names are not
	 * unique, but a name together with both ends and a time says enough.
	 * @param draft what was to be made
	 * @param since when the attempt began
	 * @return the newest such connection
	 */
	Optional<AirbyteConnection> find(ConnectionDraft draft, Instant since) {
		AirbyteApi.Source source = AirbyteApi.isId(draft.source()) ? this.api.source(String.valueOf(draft.source()))
				: null;
		if (source == null || !this.workspaces.admits(source.workspaceId())) {
			return Optional.empty();
		}
		List<AirbyteConnection> all = new AirbyteCensus(this.api).connections(source.workspaceId());
		Instant earliest = since.minus(SKEW);
		return all.stream()
			.filter((connection) -> connection.links(draft.source(), draft.destination())
					&& String.valueOf(draft.name()).equals(connection.name())
					&& !created(connection).isBefore(earliest))
			.max(Comparator.comparing(AirbyteCreation::created));
	}

	private static Instant created(AirbyteConnection connection) {
		Instant created = Times.read(connection.createdAt());
		return (created != null) ? created : Instant.MIN;
	}

	private static Map<String, Object> body(ConnectionDraft draft) {
		checkMembers(draft);
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("name", String.valueOf(draft.name()));
		body.put("sourceId", String.valueOf(draft.source()));
		body.put("destinationId", String.valueOf(draft.destination()));
		if (draft.schedule() != null) {
			body.put("schedule", AirbyteTiming.json(AirbyteTiming.normalized(draft.schedule())));
		}
		if (draft.streams() != null) {
			AirbyteSelection.check(draft.streams());
			body.put("configurations", Map.of("streams", AirbyteSelection.given(draft.streams())));
		}
		if (draft.tablePrefix() != null) {
			body.put("prefix", draft.tablePrefix());
		}
		if (draft.enabled() != null) {
			body.put("status", draft.enabled() ? "active" : "inactive");
		}
		return body;
	}

	private static void checkMembers(ConnectionDraft draft) {
		List<FieldError> mistakes = new ArrayList<>();
		// Without a name Airbyte makes one up, which nobody could find again.
		if (draft.name() == null || draft.name().isBlank()) {
			mistakes.add(new FieldError("/name", "is required"));
		}
		checkEndpoint(draft.source(), SOURCE, mistakes);
		checkEndpoint(draft.destination(), DESTINATION, mistakes);
		if (draft.type() != null) {
			mistakes.add(new FieldError("/type", "means nothing on Airbyte; its source and destination have types"));
		}
		if (draft.details() != null) {
			mistakes
				.add(new FieldError("/details", "means nothing on Airbyte; its source and destination have settings"));
		}
		if (!mistakes.isEmpty()) {
			throw AirbyteRefusals.invalid(mistakes);
		}
	}

	private static void checkEndpoint(@Nullable String endpoint, String pointer, List<FieldError> mistakes) {
		if (endpoint == null || endpoint.isBlank()) {
			mistakes.add(new FieldError(pointer, "is required"));
		}
		else if (!AirbyteApi.isId(endpoint)) {
			mistakes.add(new FieldError(pointer, "is no id of Airbyte's, which are UUIDs"));
		}
	}

	// A connection is in the workspace of its source forever.
	private void checkWorkspace(String sourceId, @Nullable WorkspaceId wanted) {
		AirbyteApi.Source source = this.api.source(sourceId);
		if (source == null || !this.workspaces.admits(source.workspaceId())) {
			throw AirbyteRefusals.unknown(List.of(new FieldError(SOURCE, "names no source that exists here")));
		}
		String actual = source.workspaceId();
		if (wanted != null && !(this.id.equals(wanted.backend())
				&& wanted.upstreamId().equalsIgnoreCase(String.valueOf(actual)))) {
			throw new GatewayException.Conflict(ErrorCode.WORKSPACE_MISMATCH,
					"The source is in the workspace '" + this.id + "~" + actual
							+ "', and so is every connection from it; '" + wanted + "' is another one.")
				.errors(List.of(new FieldError("/workspace", "is not the workspace of the source")));
		}
	}

	// Airbyte says "forbidden" of ends that do not exist, and to administrators "not
	// found", without telling which.
	private GatewayException blamed(ConnectionDraft draft, GatewayException failure) {
		List<FieldError> missing = new ArrayList<>();
		if (this.api.source(String.valueOf(draft.source())) == null) {
			missing.add(new FieldError(SOURCE, "names no source that exists here"));
		}
		if (this.api.destination(String.valueOf(draft.destination())) == null) {
			missing.add(new FieldError(DESTINATION, "names no destination that exists here"));
		}
		if (!missing.isEmpty()) {
			return AirbyteRefusals.unknown(missing).upstream(failure.upstream());
		}
		return (failure instanceof GatewayException.NotFound) ? new GatewayException.Refused(ErrorCode.UPSTREAM_ERROR,
				"The call that creates connections is not there below the backend's base URL.")
			.upstream(failure.upstream()) : failure;
	}

}
