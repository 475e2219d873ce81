package io.patchbay.backend.wallaroo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.patchbay.backend.wallaroo.WallarooProperties.SyncTarget;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.SyncRequest;
import io.patchbay.connection.SyncRun;
import io.patchbay.connection.WorkspaceId;
import io.patchbay.connection.WorkspaceRef;
import org.jspecify.annotations.Nullable;

/**
 * What a sync of a connection runs. Nothing in Wallaroo leads from a connection to an
 * orchestration, so that somebody has to say.
 *
 * @param connection the connection
 * @param request what the caller says
 * @param configured what the operator says
 */
record WallarooTarget(Connection connection, SyncRequest request, @Nullable SyncTarget configured) {

	static WallarooTarget of(Connection connection, SyncRequest request, Map<String, SyncTarget> targets) {
		if (request.type() != SyncRun.Type.SYNC) {
			throw new GatewayException.NotSupported("Wallaroo runs syncs alone: it has nothing to reset or to clear.")
				.at(connection.id().backend());
		}
		return new WallarooTarget(connection, request, configured(connection, targets));
	}

	static @Nullable SyncTarget configured(Connection connection, Map<String, SyncTarget> targets) {
		SyncTarget byId = targets.get(connection.id().upstreamId());
		return (byId != null || connection.name() == null) ? byId : targets.get(connection.name());
	}

	/**
	 * The orchestration to run.
	 * @return its id
	 * @throws GatewayException.Unprocessable when nobody says
	 */
	String orchestration() {
		String target = this.request.target();
		if (target == null && this.configured != null) {
			target = this.configured.target();
		}
		if (target == null || target.isBlank()) {
			throw required("Nothing tells which orchestration a sync of this connection runs: "
					+ "name one as target, or in the backend's sync-targets.");
		}
		if (!WallarooRows.isId(target)) {
			throw unknown(target);
		}
		return target;
	}

	GatewayException unknown(String orchestration) {
		return required("There is no orchestration '" + orchestration + "'.");
	}

	/**
	 * The workspace to run in. The program can use the connection only where that is
	 * attached.
	 * @return its number
	 */
	long workspace() {
		List<WorkspaceRef> attached = this.connection.workspaces().stream().filter((ref) -> ref.id() != null).toList();
		if (this.configured != null && this.configured.workspace() != null) {
			long wanted = this.configured.workspace();
			if (attached.stream().noneMatch((ref) -> number(ref) == wanted)) {
				throw notSyncable("The connection is not attached to the workspace " + wanted
						+ ", in which a sync of it is configured to run.");
			}
			return wanted;
		}
		if (attached.isEmpty()) {
			throw notSyncable("The connection is attached to no workspace, and a sync runs in one.");
		}
		if (attached.size() > 1) {
			throw required("The connection is attached to several workspaces: "
					+ "the backend's sync-targets have to name the one in which a sync of it runs.")
				.fact("candidates", attached.stream().map(WallarooTarget::candidate).toList());
		}
		return number(attached.getFirst());
	}

	/**
	 * What the program is told: what the operator says, what the caller says, and the
	 * name by which it finds the connection.
	 * @param name the connection's name
	 * @return the arguments
	 */
	Map<String, Object> arguments(String name) {
		Map<String, Object> all = new LinkedHashMap<>();
		if (this.configured != null) {
			all.putAll(this.configured.arguments());
		}
		for (Map.Entry<String, @Nullable Object> argument : this.request.arguments().entrySet()) {
			if (argument.getValue() != null) {
				all.put(argument.getKey(), argument.getValue());
			}
			else {
				all.remove(argument.getKey());
			}
		}
		all.put("connection_name", name);
		return all;
	}

	GatewayException notSyncable(String why) {
		return new GatewayException.Conflict(ErrorCode.NOT_SYNCABLE, why).at(this.connection.id().backend());
	}

	private GatewayException required(String why) {
		return new GatewayException.Unprocessable(ErrorCode.SYNC_TARGET_REQUIRED, why)
			.at(this.connection.id().backend());
	}

	private static Map<String, Object> candidate(WorkspaceRef ref) {
		Map<String, Object> candidate = new LinkedHashMap<>();
		candidate.put("id", String.valueOf(ref.id()));
		if (ref.name() != null) {
			candidate.put("name", ref.name());
		}
		return candidate;
	}

	static long number(WorkspaceRef ref) {
		WorkspaceId id = ref.id();
		return (id != null) ? Long.parseLong(id.upstreamId()) : -1;
	}

}
