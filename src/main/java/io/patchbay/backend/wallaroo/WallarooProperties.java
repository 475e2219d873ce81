package io.patchbay.backend.wallaroo;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What only Wallaroo's backends have to be told.
 *
 * @param syncTargets what a sync of a connection runs, by the connection's id or name
 */
record WallarooProperties(@DefaultValue Map<String, SyncTarget> syncTargets) {

	/**
	 * What a sync runs.
	 *
	 * @param target the id of the orchestration
	 * @param workspace the number of the workspace that it runs in
	 * @param arguments what it is given
	 */
	record SyncTarget(@Nullable String target, @Nullable Integer workspace,
			@DefaultValue Map<String, Object> arguments) {

	}

}
