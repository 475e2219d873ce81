package io.patchbay;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The first level of the configuration, so that a mistyped key fails the start instead of
 * being ignored. Each room binds its own part, with types and checks.
 *
 * @param backends the configured upstreams, bound in {@code backend}
 * @param security who may call, bound in {@code security}
 * @param rateLimit how often a client may call
 * @param store where replicas keep what they share
 * @param deadline how long a federated read may take in all
 * @param redaction which settings callers may see
 * @param maxRequestSize the largest request body
 * @param resilience how calls are guarded, bound in {@code backend}
 */
@ConfigurationProperties(prefix = "patchbay", ignoreUnknownFields = false)
record PatchbayKeys(@Nullable Map<String, Object> backends, @Nullable Map<String, Object> security,
		@Nullable Map<String, Object> rateLimit, @Nullable String store, @Nullable String deadline,
		@Nullable Map<String, Object> redaction, @Nullable String maxRequestSize,
		@Nullable Map<String, Object> resilience) {

	@Override
	public String toString() {
		// The maps hold credentials.
		return "PatchbayKeys";
	}

}
