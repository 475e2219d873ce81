package io.patchbay.backend.airbyte;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.patchbay.backend.Times;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ConnectionStatus;
import io.patchbay.connection.Endpoint;
import io.patchbay.connection.Stream;
import io.patchbay.connection.WorkspaceId;
import io.patchbay.connection.WorkspaceRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A connection as Airbyte shows it. Old releases leave some of it out.
 */
record AirbyteConnection(@Nullable String connectionId, @Nullable String name, @Nullable String sourceId,
		@Nullable String destinationId, @Nullable String workspaceId, @Nullable String status,
		@Nullable String statusReason, AirbyteConnection.@Nullable Timing schedule, @Nullable JsonNode createdAt,
		@Nullable String prefix, @Nullable String namespaceDefinition, @Nullable String namespaceFormat,
		@Nullable String nonBreakingSchemaUpdatesBehavior, AirbyteConnection.@Nullable Configurations configurations,
		@Nullable List<Map<String, Object>> tags) {

	/**
	 * Whether it has what a connection cannot be without.
	 */
	boolean sound() {
		return AirbyteApi.isId(this.connectionId) && (this.workspaceId == null || AirbyteApi.isId(this.workspaceId))
				&& (this.configurations == null || this.configurations.sound());
	}

	/**
	 * Whether it leads from one place to another.
	 * @param source a source
	 * @param destination a destination
	 * @return whether these are its ends
	 */
	boolean links(@Nullable String source, @Nullable String destination) {
		return same(this.sourceId, source) && same(this.destinationId, destination);
	}

	/**
	 * Whether it leads from or to a place.
	 * @param source a source, {@code null} for none
	 * @param destination a destination, {@code null} for none
	 * @return whether one of these is one of its ends
	 */
	boolean uses(@Nullable String source, @Nullable String destination) {
		return same(this.sourceId, source) || same(this.destinationId, destination);
	}

	private static boolean same(@Nullable String one, @Nullable String other) {
		return one != null && one.equalsIgnoreCase(other);
	}

	/**
	 * Says it in our words, without the next runs, which take a while to compute.
	 * @param backend where it lives
	 * @param properties knows the web pages
	 * @return the connection
	 */
	Connection toConnection(BackendId backend, AirbyteProperties properties) {
		String id = Objects.requireNonNull(this.connectionId);
		ConnectionStatus known = knownStatus();
		return Connection.builder(new ConnectionId(backend, id), AirbyteBackend.PLATFORM)
			.name(this.name)
			.status(known)
			.upstreamStatus(this.status)
			.enabled((known != null && known != ConnectionStatus.UNKNOWN) ? known == ConnectionStatus.ACTIVE : null)
			.workspaces((this.workspaceId != null)
					? List.of(new WorkspaceRef(new WorkspaceId(backend, this.workspaceId), null)) : List.of())
			.createdAt(Times.read(this.createdAt))
			.schedule((this.schedule != null) ? AirbyteSchedules.read(this.schedule) : null)
			.source(endpoint(this.sourceId))
			.destination(endpoint(this.destinationId))
			.tablePrefix(this.prefix)
			.streams((this.configurations != null) ? this.configurations.toStreams() : null)
			.links(properties.links(this.workspaceId, id))
			.extensions(extensions())
			.build();
	}

	private @Nullable ConnectionStatus knownStatus() {
		if (this.status == null) {
			return null;
		}
		return switch (this.status.toLowerCase(Locale.ROOT)) {
			case "active" -> ConnectionStatus.ACTIVE;
			case "inactive" -> ConnectionStatus.INACTIVE;
			case "locked" -> ConnectionStatus.LOCKED;
			// Airbyte keeps what was deleted under this name.
			case "deprecated" -> ConnectionStatus.DELETED;
			default -> ConnectionStatus.UNKNOWN;
		};
	}

	private static @Nullable Endpoint endpoint(@Nullable String id) {
		return (id != null) ? new Endpoint(id, null, null) : null;
	}

	private Map<String, Object> extensions() {
		Map<String, @Nullable Object> candidates = new LinkedHashMap<>();
		candidates.put("namespaceDefinition", this.namespaceDefinition);
		candidates.put("namespaceFormat", this.namespaceFormat);
		candidates.put("nonBreakingSchemaUpdatesBehavior", this.nonBreakingSchemaUpdatesBehavior);
		candidates.put("tags", this.tags);
		candidates.put("statusReason", this.statusReason);
		candidates.put("basicTiming", (this.schedule != null) ? this.schedule.basicTiming() : null);
		Map<String, Object> extensions = new LinkedHashMap<>();
		candidates.forEach((key, value) -> {
			if (value != null) {
				extensions.put(key, value);
			}
		});
		return extensions;
	}

	record Timing(@Nullable String scheduleType, @Nullable String cronExpression, @Nullable String basicTiming) {

	}

	record Configurations(@Nullable List<Selected> streams) {

		// A null among the items of a list is not what the type says, and still possible.
		boolean sound() {
			return this.streams == null
					|| this.streams.stream().allMatch((stream) -> stream != null && stream.name() != null);
		}

		@Nullable List<Stream> toStreams() {
			return (this.streams != null) ? this.streams.stream().map(Selected::toStream).toList() : null;
		}

	}

	record Selected(@Nullable String name, @Nullable String namespace, @Nullable String syncMode,
			@Nullable List<String> cursorField, @Nullable List<List<String>> primaryKey) {

		Stream toStream() {
			return new Stream(Objects.requireNonNull(this.name), this.namespace, this.syncMode, this.cursorField,
					this.primaryKey);
		}

	}

}
