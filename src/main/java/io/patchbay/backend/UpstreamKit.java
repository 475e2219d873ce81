package io.patchbay.backend;

import java.time.Clock;

import org.jspecify.annotations.Nullable;

/**
 * What the calls to one backend are made with, whatever its platform.
 *
 * @param resilience how they are guarded
 * @param secrets what nobody is told
 * @param clock tells the time
 * @param meters counts them
 * @param tracing traces them, {@code null} unless it is switched on
 */
record UpstreamKit(ResilienceProperties resilience, Secrets secrets, Clock clock, BackendMeters meters,
		@Nullable UpstreamTracing tracing) {

}
