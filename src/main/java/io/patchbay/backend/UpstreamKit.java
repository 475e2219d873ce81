package io.patchbay.backend;

import java.time.Clock;

import org.jspecify.annotations.Nullable;

/**
 * What the calls to one backend are made with, whatever its platform.
 *
 * @param resilience how they are guarded
 * @param clock tells the time
 * @param meters counts them
 * @param tracing traces them, {@code null} unless it is switched on
 */
record UpstreamKit(ResilienceProperties resilience, Clock clock, BackendMeters meters,
		@Nullable UpstreamTracing tracing) {

}
