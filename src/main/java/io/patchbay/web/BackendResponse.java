package io.patchbay.web;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;
import io.patchbay.connection.Ability;
import io.patchbay.connection.BackendHealth;
import io.patchbay.connection.BackendService;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One configured upstream instance.
 *
 * @param id the name that the operator gave it
 * @param platform its kind
 * @param enabled whether it may be called
 * @param health how its last calls went, as this process saw them
 * @param capabilities what can be done with it, by operation
 */
@Schema(name = "Backend")
record BackendResponse(@Schema(example = "airbyte") String id, @Schema(example = "airbyte") String platform,
		boolean enabled, HealthResponse health, Map<String, CapabilityResponse> capabilities) {

	static BackendResponse of(BackendService.Description backend) {
		Map<String, CapabilityResponse> capabilities = new LinkedHashMap<>();
		backend.capabilities().forEach((name, ability) -> capabilities.put(name, CapabilityResponse.of(ability)));
		return new BackendResponse(backend.id().value(), backend.platform().name(), backend.enabled(),
				HealthResponse.of(backend.health()), capabilities);
	}

	/**
	 * How a backend's last calls went.
	 *
	 * @param status the summary
	 * @param circuit the state of its circuit breaker
	 * @param lastSuccess when it last answered
	 * @param lastFailure when it last failed
	 */
	@Schema(name = "BackendHealth")
	record HealthResponse(BackendHealth.Status status, BackendHealth.Circuit circuit, @Nullable Instant lastSuccess,
			@Nullable Instant lastFailure) {

		static HealthResponse of(BackendHealth health) {
			return new HealthResponse(health.status(), health.circuit(), health.lastSuccess(), health.lastFailure());
		}

	}

	/**
	 * How far a backend supports an operation.
	 *
	 * @param support {@code native}: the platform has a call for it; {@code emulated}:
	 * the gateway does it with other calls; {@code unsupported}: it cannot be done here
	 * @param note how it is done, when it is emulated
	 */
	@Schema(name = "Capability")
	record CapabilityResponse(@Schema(example = "native") Support support, @Nullable String note) {

		static CapabilityResponse of(Ability ability) {
			return new CapabilityResponse(Support.valueOf(ability.support().name()), ability.note());
		}

	}

	enum Support {

		NATIVE, EMULATED, UNSUPPORTED;

		@JsonValue
		String word() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
