package io.patchbay.backend;

import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How calls are guarded, the same for every backend.
 *
 * @param readAttempts how often a read is tried at the most
 * @param circuit when a failing backend is left alone
 */
@Validated
@ConfigurationProperties(prefix = "patchbay.resilience", ignoreUnknownFields = false)
record ResilienceProperties(@DefaultValue("3") @Min(1) @Max(10) int readAttempts,
		@DefaultValue @Valid Circuit circuit) {

	/**
	 * The circuit breaker's numbers.
	 *
	 * @param window how many of the last calls count
	 * @param minimumCalls how many calls must be counted before it opens
	 * @param failureRate the percentage of failures at which it opens
	 * @param openFor how long it stays open
	 */
	record Circuit(@DefaultValue("20") @Min(1) int window, @DefaultValue("10") @Min(1) int minimumCalls,
			@DefaultValue("50") @Min(1) @Max(100) int failureRate, @DefaultValue("10s") Duration openFor) {

	}

}
