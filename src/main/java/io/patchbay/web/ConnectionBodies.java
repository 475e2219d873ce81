package io.patchbay.web;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionChange;
import io.patchbay.connection.ConnectionDraft;
import io.patchbay.connection.Settings;
import io.patchbay.connection.Stream;
import io.patchbay.connection.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Reads what callers send to make and to change connections.
 */
final class ConnectionBodies {

	private ConnectionBodies() {
	}

	/**
	 * Reads a connection that is to be made. A null is the same as nothing.
	 * @param body the body
	 * @return the connection
	 */
	static ConnectionDraft draft(byte[] body) {
		JsonFields fields = JsonBodies.object(body);
		fields.require("backend");
		BackendId backend = fields.parsed("backend", BackendId::new);
		WorkspaceId workspace = fields.parsed("workspace", WorkspaceId::parse);
		Settings details = DetailsBody.read(fields);
		String name = fields.nonBlank("name");
		String type = fields.nonBlank("type");
		String source = endpoint(fields, "source");
		String destination = endpoint(fields, "destination");
		List<Stream> streams = streams(fields);
		ScheduleBody schedule = ScheduleBody.read(fields);
		String prefix = fields.text("tablePrefix");
		Boolean enabled = fields.flag("enabled");
		fields.check();
		return new ConnectionDraft(Objects.requireNonNull(backend), name, type, details, workspace, source, destination,
				streams, (schedule != null) ? schedule.on(null) : null, prefix, enabled);
	}

	/**
	 * Reads a merge patch, RFC 7396. What it makes of a schedule depends on the schedule
	 * that there is.
	 * @param body the body
	 * @return makes the change out of the connection as it is
	 */
	static Function<Connection, ConnectionChange> change(byte[] body) {
		JsonFields fields = JsonBodies.object(body);
		for (String name : List.of("name", "streams", "enabled")) {
			if (fields.isNull(name)) {
				fields.wrong(name, "it cannot be removed");
			}
		}
		String name = fields.nonBlank("name");
		String prefix = fields.text("tablePrefix");
		List<Stream> streams = streams(fields);
		ScheduleBody schedule = ScheduleBody.read(fields);
		Boolean enabled = fields.flag("enabled");
		fields.check();
		String newPrefix = (fields.isNull("tablePrefix")) ? "" : prefix;
		ScheduleBody newSchedule = (fields.isNull("schedule")) ? ScheduleBody.MANUAL : schedule;
		return (current) -> new ConnectionChange(name, newPrefix, streams,
				(newSchedule != null) ? newSchedule.on(current.schedule()) : null, enabled);
	}

	private static @Nullable String endpoint(JsonFields fields, String name) {
		JsonFields endpoint = fields.object(name);
		if (endpoint == null) {
			return null;
		}
		endpoint.require("id");
		String id = endpoint.nonBlank("id");
		endpoint.finish();
		return id;
	}

	private static @Nullable List<Stream> streams(JsonFields fields) {
		List<JsonFields> items = fields.objects("streams");
		return (items != null) ? items.stream().map(ConnectionBodies::stream).toList() : null;
	}

	private static Stream stream(JsonFields fields) {
		fields.require("name");
		String name = fields.nonBlank("name");
		Stream stream = new Stream(Objects.requireNonNullElse(name, ""), fields.text("namespace"),
				fields.nonBlank("syncMode"), fields.texts("cursorField"), fields.textLists("primaryKey"));
		fields.finish();
		return stream;
	}

}
