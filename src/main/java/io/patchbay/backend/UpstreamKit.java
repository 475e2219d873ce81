package io.patchbay.backend;

import java.time.Clock;

/**
 * What the calls to one backend are made with, whatever its platform.
 *
 * @param resilience how they are guarded
 * @param clock tells the time
 * @param meters counts them
 */
record UpstreamKit(ResilienceProperties resilience, Clock clock, BackendMeters meters) {

}
