package io.patchbay.connection;

import java.time.Duration;

/**
 * How much of its rate a client has left.
 *
 * @param granted whether the call may go on
 * @param limit how many calls a rested client may make at once
 * @param window the time in which that many calls are granted anew
 * @param remaining how many calls may follow at once
 * @param untilNext how long to wait for the next call, zero when there is none to wait
 * for
 * @param untilFull how long until the whole limit is there again, without further calls
 */
public record RateAllowance(boolean granted, long limit, Duration window, long remaining, Duration untilNext,
		Duration untilFull) {

}
