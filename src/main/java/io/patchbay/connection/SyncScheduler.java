package io.patchbay.connection;

import java.time.Duration;

/**
 * Does work later. It exists so that tests can move time.
 */
interface SyncScheduler {

	/**
	 * Does some work once.
	 * @param delay how long to wait before
	 * @param work the work
	 * @return calls it off, as long as it has not begun
	 */
	Runnable after(Duration delay, Runnable work);

}
