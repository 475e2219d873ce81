package io.patchbay.backend.airbyte;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionChange;
import io.patchbay.connection.ConnectionStatus;
import io.patchbay.connection.Endpoint;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.Schedule;
import io.patchbay.connection.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what of a change is to be sent.
 */
final class AirbyteUpdate {

	private final AirbyteWrites writes;

	AirbyteUpdate(AirbyteWrites writes) {
		this.writes = writes;
	}

	/**
	 * Changes a connection.
	 * @param current the connection as it was read
	 * @param change what is to be different
	 * @return the connection as it is now, {@code null} when it was so already
	 */
	@Nullable AirbyteConnection update(Connection current, ConnectionChange change) {
		if (current.status() == ConnectionStatus.DELETED) {
			throw new GatewayException.Conflict(ErrorCode.CONFLICT,
					"The connection '" + current.id() + "' is deleted; Airbyte only still shows it.");
		}
		if (change.name() != null && change.name().isBlank()) {
			throw AirbyteRefusals.invalid("/name", "is empty");
		}
		Schedule schedule = (change.schedule() != null) ? AirbyteTiming.normalized(change.schedule()) : null;
		Map<String, Object> body = new LinkedHashMap<>();
		if (change.name() != null && !change.name().equals(current.name())) {
			body.put("name", change.name());
		}
		if (change.tablePrefix() != null
				&& !change.tablePrefix().equals(Objects.requireNonNullElse(current.tablePrefix(), ""))) {
			body.put("prefix", change.tablePrefix());
		}
		if (schedule != null && !AirbyteTiming.same(current.schedule(), schedule)) {
			body.put("schedule", AirbyteTiming.json(schedule));
		}
		if (change.enabled() != null && !change.enabled().equals(current.enabled())) {
			body.put("status", change.enabled() ? "active" : "inactive");
		}
		if (change.streams() != null) {
			AirbyteSelection.check(change.streams());
			if (!AirbyteSelection.same(current.streams(), change.streams())) {
				body.put("configurations", Map.of("streams", streams(current, change.streams())));
			}
		}
		if (body.isEmpty()) {
			return null;
		}
		AirbyteConnection changed = this.writes.patch(current.id(), body);
		if (body.containsKey("schedule")) {
			checkSchedule(changed, Objects.requireNonNull(schedule));
		}
		return changed;
	}

	private Object streams(Connection current, List<Stream> wanted) {
		Endpoint source = current.source();
		return AirbyteSelection.merged(this.writes.streams(current.id()), wanted,
				(name) -> source == null || this.writes.unique(source.id(), name));
	}

	// Releases before 1.8 take the change to a manual schedule, and do not make it.
	private static void checkSchedule(AirbyteConnection changed, Schedule wanted) {
		Schedule actual = (changed.schedule() != null) ? AirbyteSchedules.read(changed.schedule()) : null;
		if (actual != null && actual.type() != wanted.type()) {
			throw AirbyteRefusals.unsupported("/schedule",
					"was taken by this release of Airbyte and not stored; all other changes were made");
		}
	}

}
