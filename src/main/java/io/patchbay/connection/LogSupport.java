package io.patchbay.connection;

import java.util.function.Consumer;

/**
 * Reads what a run has logged.
 */
public interface LogSupport {

	/**
	 * Hands over the lines of a run's log, oldest first, as they are read: memory is
	 * bounded by {@code tail}, not by the log.
	 * @param id the run
	 * @param tail how many of the last lines, all when 0
	 * @param lines gets each line, without its end
	 * @throws GatewayException.NotFound when there is no such run that we may see
	 */
	void logs(SyncId id, int tail, Consumer<String> lines);

}
