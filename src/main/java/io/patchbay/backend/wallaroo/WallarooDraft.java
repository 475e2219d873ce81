package io.patchbay.backend.wallaroo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.patchbay.backend.Times;
import io.patchbay.backend.wallaroo.WallarooApi.ConnectionRow;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionDraft;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.GatewayException.FieldError;
import io.patchbay.connection.Settings;
import io.patchbay.connection.WorkspaceId;
import io.patchbay.connection.WorkspaceRef;
import org.jspecify.annotations.Nullable;

/**
 * A draft that Wallaroo can make a connection of.
 *
 * @param backend where to make it
 * @param name its name
 * @param type its type, free text
 * @param details its settings
 * @param workspace where to attach it
 */
record WallarooDraft(BackendId backend, String name, String type, @Nullable Settings details,
		@Nullable WorkspaceId workspace) {

	/** How far Wallaroo's clock may be behind ours. */
	private static final Duration SKEW = Duration.ofMinutes(1);

	/**
	 * Looks for all mistakes in a draft.
	 * @param draft the draft
	 * @param hidden whether a connection in no workspace would be invisible to callers
	 * @return the draft without what means nothing here
	 * @throws GatewayException.Invalid with a pointer to each mistake
	 */
	static WallarooDraft of(ConnectionDraft draft, boolean hidden) {
		List<FieldError> errors = new ArrayList<>();
		String name = required("/name", draft.name(), errors);
		String type = required("/type", draft.type(), errors);
		refuse("/source", draft.source(), errors);
		refuse("/destination", draft.destination(), errors);
		refuse("/streams", draft.streams(), errors);
		refuse("/schedule", draft.schedule(), errors);
		refuse("/tablePrefix", draft.tablePrefix(), errors);
		refuse("/enabled", draft.enabled(), errors);
		if (draft.workspace() == null && hidden) {
			errors.add(new FieldError("/workspace",
					"is required here: the gateway shows only what is in the workspaces that its operator allows"));
		}
		if (!errors.isEmpty()) {
			throw invalid(draft.backend(), errors);
		}
		return new WallarooDraft(draft.backend(), name, type, draft.details(), draft.workspace());
	}

	/**
	 * Finds where to attach the connection.
	 * @param workspaces the workspaces there are
	 * @return the workspace, {@code null} for nowhere
	 * @throws GatewayException.Invalid when it is none that callers may know of
	 */
	@Nullable WallarooWorkspace in(WallarooWorkspaces workspaces) {
		if (this.workspace == null) {
			return null;
		}
		try {
			return workspaces.visible(this.workspace);
		}
		catch (GatewayException.NotFound ex) {
			throw invalid(this.backend,
					List.of(new FieldError("/workspace", "there is no workspace '" + this.workspace + "'")));
		}
	}

	/**
	 * Whether a connection of this name is what an attempt to carry out this draft has
	 * made.
	 * @param row the connection
	 * @param since when the attempt began
	 * @return {@code false} when it is older, another, or does not tell its age
	 */
	boolean made(ConnectionRow row, Instant since) {
		Instant created = Times.read(row.createdAt());
		return created != null && !created.isBefore(since.minus(SKEW)) && this.name.equals(row.name())
				&& this.type.equals(row.type()) && sameDetails(row);
	}

	/**
	 * The connection that was made of this draft, as far as that is known without reading
	 * it.
	 * @param id its id
	 * @param there where it was attached
	 * @return the connection
	 */
	Connection made(ConnectionId id, @Nullable WallarooWorkspace there) {
		return Connection.builder(id, WallarooBackend.PLATFORM)
			.name(this.name)
			.type(this.type)
			.details(this.details)
			.workspaces((there != null) ? List.of(new WorkspaceRef(there.id(), there.name())) : List.of())
			.build();
	}

	private boolean sameDetails(ConnectionRow row) {
		Settings none = new Settings(Map.of());
		Settings theirs = (row.details() != null) ? new Settings(row.details()) : none;
		return theirs.equals((this.details != null) ? this.details : none);
	}

	private static String required(String pointer, @Nullable String value, List<FieldError> errors) {
		if (value == null || value.isBlank()) {
			errors.add(new FieldError(pointer, "is required"));
			return "";
		}
		return value;
	}

	private static void refuse(String pointer, @Nullable Object value, List<FieldError> errors) {
		if (value != null) {
			errors.add(new FieldError(pointer, "means nothing to Wallaroo"));
		}
	}

	private static GatewayException invalid(BackendId backend, List<FieldError> errors) {
		return new GatewayException.Invalid(ErrorCode.INVALID_REQUEST,
				"Wallaroo cannot make a connection of this request.")
			.at(backend)
			.errors(errors);
	}

}
