package io.patchbay.sandbox.wallaroo;

import java.time.Duration;

/**
 * What a tester can change about the pretend Wallaroo. Durations are ISO-8601 texts or
 * seconds.
 *
 * @param apiClientLifetime of access tokens of the confidential client
 * @param apiClientRefreshLifetime of its refresh tokens, by default shorter than of the
 * access tokens, as recorded
 * @param sdkClientLifetime of access tokens of the public client
 * @param sdkClientRefreshLifetime of its refresh tokens
 * @param tokenGeneration raised to revoke every token given out so far
 * @param cascadeDelete whether deleting drops the links, which two of the platform's own
 * texts disagree about; by default an attached connection cannot be deleted
 * @param unknownNameDeleteStatus the answer to deleting a name that nobody has; no 404 is
 * documented
 * @param linkConflictStatus the answer to adding a link twice or removing an absent one,
 * which no text describes; 200 tolerates both
 * @param legacyTasks whether tasks have the shape of release 2023.2
 * @param packagingTime from an upload until the orchestration is ready
 * @param startDelay from creating a task until it is started
 * @param runDelay from creating a task, or from a firing of its schedule, until the run
 * appears
 * @param runDuration of a run
 * @param killDelay from asking to kill, pause or resume a task until it is so
 * @param logDelay until a line that a run printed can be read
 */
record WallarooSwitches(Duration apiClientLifetime, Duration apiClientRefreshLifetime, Duration sdkClientLifetime,
		Duration sdkClientRefreshLifetime, int tokenGeneration, boolean cascadeDelete, int unknownNameDeleteStatus,
		int linkConflictStatus, boolean legacyTasks, Duration packagingTime, Duration startDelay, Duration runDelay,
		Duration runDuration, Duration killDelay, Duration logDelay) {

	static WallarooSwitches defaults() {
		return new WallarooSwitches(Duration.ofSeconds(3600), Duration.ofSeconds(1800), Duration.ofSeconds(60),
				Duration.ofSeconds(1800), 1, false, 400, 400, false, Duration.ofSeconds(70), Duration.ofSeconds(1),
				Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(20));
	}

}
