package io.patchbay.backend;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Looks for mistakes in credentials, which have the same keys on every platform and
 * another meaning on each.
 */
public final class AuthProblems {

	private final BackendProperties.Auth auth;

	private final String platform;

	private final Map<String, String> problems = new LinkedHashMap<>();

	/**
	 * Starts to look.
	 * @param auth the credentials
	 * @param platform what people call the platform
	 */
	public AuthProblems(BackendProperties.Auth auth, String platform) {
		this.auth = auth;
		this.platform = platform;
	}

	/**
	 * Requires a static token, or else two values that belong together; or nothing at all
	 * when callers bring their own credentials.
	 * @param firstKey the key of the first value
	 * @param first the first value
	 * @param secondKey the key of the second value
	 * @param second the second value
	 * @return this
	 */
	public AuthProblems tokenOr(String firstKey, @Nullable String first, String secondKey, @Nullable String second) {
		if (this.auth.mode() == BackendProperties.Mode.CALLER) {
			return none();
		}
		boolean token = present(this.auth.token());
		if (present(first) != present(second)) {
			String missing = present(first) ? secondKey : firstKey;
			this.problems.put("auth." + missing,
					"is missing: " + firstKey + " and " + secondKey + " belong together; set both, or neither");
		}
		else if (token && present(first)) {
			this.problems.put("auth.token",
					"is set beside " + firstKey + " and " + secondKey + "; keep the one or the others");
		}
		else if (!token && !present(first)) {
			this.problems.put("auth",
					"has no credentials for " + this.platform + "; set token, or " + firstKey + " and " + secondKey);
		}
		return this;
	}

	/**
	 * Refuses a value that the platform has no use for.
	 * @param key the key
	 * @param value the value
	 * @return this
	 */
	public AuthProblems unused(String key, @Nullable Object value) {
		if (value != null) {
			this.problems.put("auth." + key, "is not used with " + this.platform + "; remove it");
		}
		return this;
	}

	/**
	 * What was found.
	 * @return the problems by key, to add to
	 */
	public Map<String, String> found() {
		return this.problems;
	}

	// Somebody who writes credentials down believes that they are used.
	private AuthProblems none() {
		Map<String, @Nullable Object> held = new LinkedHashMap<>();
		held.put("token", this.auth.token());
		held.put("client-id", this.auth.clientId());
		held.put("client-secret", this.auth.clientSecret());
		held.put("username", this.auth.username());
		held.put("password", this.auth.password());
		held.put("customer-name", this.auth.customerName());
		held.put("token-uri", this.auth.tokenUri());
		held.put("scheme", this.auth.scheme());
		held.forEach((key, value) -> {
			if (value != null && !value.toString().isBlank()) {
				this.problems.put("auth." + key, "is not used with mode caller, in which each caller brings its own "
						+ "credentials; remove it, or the mode");
			}
		});
		return this;
	}

	private static boolean present(@Nullable String value) {
		return value != null && !value.isBlank();
	}

}
