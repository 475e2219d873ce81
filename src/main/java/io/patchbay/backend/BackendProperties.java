package io.patchbay.backend;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator says about one backend, whatever its platform.
 *
 * @param platform the kind of upstream
 * @param enabled whether it may be called
 * @param baseUrl the root of the platform's API
 * @param workspaces the upstream ids of the workspaces that exist for us, all when empty
 * @param connectTimeout how long to wait for a connection
 * @param readTimeout how long one call may take
 * @param maxConcurrentCalls how many calls may be under way at once
 * @param cacheTtl how long answers may be given again, none when zero
 * @param auth the credentials
 */
public record BackendProperties(@Nullable String platform, @DefaultValue("true") boolean enabled, @Nullable URI baseUrl,
		@DefaultValue List<String> workspaces, @DefaultValue("2s") Duration connectTimeout,
		@DefaultValue("60s") Duration readTimeout, @DefaultValue("64") int maxConcurrentCalls,
		@DefaultValue("0s") Duration cacheTtl, @DefaultValue Auth auth) {

	/**
	 * The credentials of a backend.
	 *
	 * @param mode whose they are
	 * @param token a static token
	 * @param clientId the id of an application or an OAuth client
	 * @param clientSecret its secret
	 * @param username a user
	 * @param password the user's password
	 * @param customerName the tenant to sign in to
	 * @param tokenUri where tokens come from, when not at the usual place
	 * @param scheme the word before the token in the header, none when empty
	 */
	public record Auth(@DefaultValue("held") Mode mode, @Nullable String token, @Nullable String clientId,
			@Nullable String clientSecret, @Nullable String username, @Nullable String password,
			@Nullable String customerName, @Nullable URI tokenUri, @Nullable String scheme) {

		/**
		 * Whether two values that belong together are both there.
		 * @param one a value
		 * @param other another one
		 * @return whether both have text
		 */
		public static boolean both(@Nullable String one, @Nullable String other) {
			return one != null && !one.isBlank() && other != null && !other.isBlank();
		}

		/**
		 * Whether these can take the place of others: the same are there, and the same
		 * are missing.
		 * @param other other credentials
		 * @return whether nothing but values differs
		 */
		boolean sameKindAs(Auth other) {
			return this.mode == other.mode && Objects.equals(this.tokenUri, other.tokenUri)
					&& Objects.equals(this.scheme, other.scheme) && values(this).equals(values(other));
		}

		private static List<Boolean> values(Auth auth) {
			return Stream
				.of(Optional.ofNullable(auth.token), Optional.ofNullable(auth.clientId),
						Optional.ofNullable(auth.clientSecret), Optional.ofNullable(auth.username),
						Optional.ofNullable(auth.password), Optional.ofNullable(auth.customerName))
				.map((value) -> value.filter((text) -> !text.isBlank()).isPresent())
				.toList();
		}

		@Override
		public String toString() {
			return "Auth[mode=" + this.mode + "]";
		}

	}

	/**
	 * Whose credentials a backend is called with.
	 */
	public enum Mode {

		/** The gateway's own. */
		HELD,
		/** Each caller's. */
		CALLER

	}

}
