package io.patchbay.sandbox.maestro;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a tester can change about the pretend Maestro. Durations are ISO-8601 texts or
 * seconds.
 *
 * @param accessLifetime of access tokens
 * @param refreshLifetime of refresh tokens
 * @param tokenGeneration raised to revoke every token given out so far
 * @param refreshForm which of the two seen answers a refresh gives
 * @param totp the second factor that sign-in asks for, none when empty
 * @param permissions of the user; a call whose permission is missing answers 403
 * @param paging how the list of connections understands paging
 * @param pageSize of a list whose call has no {@code size}
 * @param withoutConnections whether a list answers 200 without its {@code connections}
 * @param deleteStatus 200 with a message, or 204; no text shows the answer
 * @param connectionWrites whether connections can be created, read one by one and
 * updated; no public page describes these calls, their shapes are our guess
 * @param runDelay from executing a pipeline until its run is listed
 * @param runDuration of a run
 */
record MaestroSwitches(Duration accessLifetime, Duration refreshLifetime, int tokenGeneration, RefreshForm refreshForm,
		String totp, List<String> permissions, Paging paging, int pageSize, boolean withoutConnections,
		int deleteStatus, boolean connectionWrites, Duration runDelay, Duration runDuration) {

	MaestroSwitches {
		permissions = List.copyOf(permissions);
	}

	static MaestroSwitches defaults() {
		return new MaestroSwitches(Duration.ofMinutes(30), Duration.ofHours(24), 1, RefreshForm.NESTED, "",
				MaestroAccess.PERMISSIONS, Paging.PAGE, 50, false, 200, false, Duration.ofSeconds(3),
				Duration.ofSeconds(12));
	}

	/**
	 * Where a refresh answers the new access token.
	 */
	enum RefreshForm {

		/**
		 * As {@code tokens.accessToken}.
		 */
		@JsonProperty("nested")
		NESTED,

		/**
		 * As {@code accessToken}.
		 */
		@JsonProperty("bare")
		BARE

	}

	/**
	 * How the list of connections may page; the texts leave it open.
	 */
	enum Paging {

		/**
		 * Honours {@code page}, from 1.
		 */
		@JsonProperty("page")
		PAGE,

		/**
		 * Honours {@code start_page}, from 1.
		 */
		@JsonProperty("start_page")
		START_PAGE,

		/**
		 * Answers everything at every call.
		 */
		@JsonProperty("ignore")
		IGNORE,

		/**
		 * Honours {@code page}, but answers the last page again beyond the end.
		 */
		@JsonProperty("repeat-last")
		REPEAT_LAST

	}

}
