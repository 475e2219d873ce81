package io.patchbay.backend.maestro;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What only Maestro's backends have to be told.
 *
 * @param pageParameter the name of the query parameter that chooses a page
 * @param syncTargets what a sync of a connection runs, by the connection's id or name
 */
record MaestroProperties(@DefaultValue("page") String pageParameter,
		@DefaultValue Map<String, SyncTarget> syncTargets) {

	/**
	 * What a sync runs.
	 *
	 * @param target the id of the pipeline
	 * @param workspace not used here
	 * @param arguments what it is given
	 */
	record SyncTarget(@Nullable String target, @Nullable Integer workspace,
			@DefaultValue Map<String, Object> arguments) {

	}

}
