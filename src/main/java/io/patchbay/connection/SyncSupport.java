package io.patchbay.connection;

import java.time.Instant;
import java.util.Optional;

/**
 * Starts syncs and reads what became of them.
 */
public interface SyncSupport {

	/**
	 * Starts a run. What stands against it is looked at first.
	 * @param connection the connection as it was read just now
	 * @param request what to run
	 * @return the run, or what is known of it until the platform shows it
	 * @throws GatewayException.Conflict with {@link ErrorCode#SYNC_ALREADY_RUNNING} or
	 * {@link ErrorCode#NOT_SYNCABLE}
	 * @throws GatewayException.Unprocessable with {@link ErrorCode#SYNC_TARGET_REQUIRED},
	 * with the fact {@code candidates} when several might be meant
	 * @throws GatewayException.TimedOut with {@link ErrorCode#UPSTREAM_OUTCOME_UNKNOWN}
	 * when the run may have been started
	 */
	SyncRun start(Connection connection, SyncRequest request);

	/**
	 * Looks for a run that has not ended.
	 * @param connection the connection
	 * @param request what would be run
	 * @return the newest such run, as far as the platform shows one
	 */
	Optional<SyncRun> running(Connection connection, SyncRequest request);

	/**
	 * Looks whether an earlier attempt has started a run after all.
	 * @param connection the connection
	 * @param request what was to be run
	 * @param since when the attempt began
	 * @return the run that only the attempt can have started, ended or not
	 */
	Optional<SyncRun> findStarted(Connection connection, SyncRequest request, Instant since);

	/**
	 * Reads one run.
	 * @param id the run, which lives here
	 * @return the run
	 * @throws GatewayException.NotFound when there is none that we may see
	 */
	SyncRun sync(SyncId id);

	/**
	 * Reads a part of a connection's history.
	 * @param connection the connection
	 * @param request the question
	 * @return the runs that pass
	 */
	Slice<SyncRun> syncs(Connection connection, SyncListRequest request);

}
