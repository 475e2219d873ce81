package io.patchbay.store;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often a client may call.
 *
 * @param enabled whether calls are counted at all
 * @param requestsPerMinute how many calls a client has per minute; one that has rested
 * may make that many at once
 */
@Validated
@ConfigurationProperties(prefix = "patchbay.rate-limit", ignoreUnknownFields = false)
record RateLimitProperties(@DefaultValue("true") boolean enabled, @DefaultValue("600") @Min(1) int requestsPerMinute) {

}
