package io.patchbay.security;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may call the gateway.
 *
 * @param apiKeys the keys that are accepted; nobody can call when there are none, and
 * bearer tokens are not configured either
 * @param jwtDefaultBackends the backends that exist for a bearer token without a claim
 * {@code backends}
 */
@Validated
@ConfigurationProperties(prefix = "patchbay.security", ignoreUnknownFields = false)
record SecurityProperties(@DefaultValue List<@Valid ApiKey> apiKeys,
		@DefaultValue List<@Pattern(regexp = BACKEND, message = BACKEND_MESSAGE) String> jwtDefaultBackends) {

	private static final String BACKEND = "\\*|[a-z][a-z0-9-]{0,31}";

	private static final String BACKEND_MESSAGE = "is the name of a backend, or \"*\" for all of them";

	private static final String SCOPE = "\\*|backends:read|connections:(read|write|delete|secrets)"
			+ "|workspaces:(read|write)|syncs:(read|run)";

	private static final String SCOPE_MESSAGE = "is one of backends:read, connections:read, connections:write, "
			+ "connections:delete, connections:secrets, workspaces:read, workspaces:write, syncs:read, syncs:run, "
			+ "or \"*\" for all of them";

	@AssertTrue(message = "two of the keys have the same sha256; make another key with new-api-key")
	boolean isEveryKeyDifferent() {
		Set<String> seen = new HashSet<>();
		return this.apiKeys.stream().allMatch((key) -> key.sha256() == null || seen.add(key.sha256()));
	}

	/**
	 * A key that is accepted in the header {@code X-Api-Key}.
	 *
	 * @param client whose key it is; limits and logs go by this name
	 * @param sha256 the lower-case hex of the SHA-256 of the key's UTF-8 bytes
	 * @param scopes what it is good for, {@code *} for everything
	 * @param backends the backends that exist for it, {@code *} for all, none when absent
	 * @param expires from when on it is refused, never when absent
	 */
	record ApiKey(@NotBlank(message = "is required, the name of whoever gets the key") @Nullable String client,
			@Nullable String sha256,
			@DefaultValue @NotEmpty(message = "needs at least one scope") List<@Pattern(regexp = SCOPE,
					message = SCOPE_MESSAGE) String> scopes,
			@DefaultValue List<@Pattern(regexp = BACKEND, message = BACKEND_MESSAGE) String> backends,
			@Nullable Instant expires) {

		// Not a constraint on the value itself, which a report would print: it may be the
		// key, put there by mistake.
		@AssertTrue(message = "sha256 is required, 64 lower-case hex digits; new-api-key prints them with a new key")
		boolean isSha256Usable() {
			return this.sha256 != null && this.sha256.matches("[0-9a-f]{64}");
		}

		@Override
		public String toString() {
			return "ApiKey[client=" + this.client + "]";
		}

	}

}
