package io.patchbay.backend;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.CallContext;
import org.jspecify.annotations.Nullable;

/**
 * What a call is authorized with.
 */
public interface Credentials {

	/**
	 * The value of the {@code Authorization} header for a call now.
	 * @return the header and what stands behind it
	 */
	Held obtain();

	/**
	 * Takes note that the platform refused a value.
	 * @param refused the value
	 * @return whether another one may do better
	 */
	boolean refused(Held refused);

	/**
	 * A token that changes when the operator exchanges it, which is looked for when the
	 * platform has refused the one before.
	 * @param scheme the word before the token, none when empty
	 * @param auth the credentials, of which the token is there
	 * @return the credentials
	 */
	static Credentials fixed(String scheme, Supplier<BackendProperties.Auth> auth) {
		AtomicReference<Held> held = new AtomicReference<>(fixed(scheme, auth.get().token()));
		return new Credentials() {

			@Override
			public Held obtain() {
				return held.get();
			}

			@Override
			public boolean refused(Held refused) {
				Held now = fixed(scheme, auth.get().token());
				if (now.equals(refused)) {
					return false;
				}
				held.set(now);
				return true;
			}

		};
	}

	private static Held fixed(String scheme, @Nullable String token) {
		return new Held(header(scheme, Objects.requireNonNull(token)), null);
	}

	/**
	 * Tokens that are renewed.
	 * @param scheme the word before the token, none when empty
	 * @param tokens the tokens
	 * @return the credentials
	 */
	static Credentials renewed(String scheme, TokenCache tokens) {
		return new Credentials() {

			@Override
			public Held obtain() {
				TokenCache.Session session = tokens.session();
				return new Held(header(scheme, session.token()), session);
			}

			@Override
			public boolean refused(Held refused) {
				if (refused.session() != null) {
					tokens.forget(refused.session());
				}
				return true;
			}

		};
	}

	/**
	 * What the caller of the work at hand brings, passed on as it is.
	 * @param backend the backend that they are for
	 * @return the credentials
	 */
	static Credentials ofCallers(BackendId backend) {
		return new Credentials() {

			@Override
			public Held obtain() {
				return new Held(CallContext.current().credentials().require(backend), null);
			}

			@Override
			public boolean refused(Held refused) {
				return false;
			}

		};
	}

	private static String header(String scheme, String token) {
		return scheme.isBlank() ? token : scheme.strip() + " " + token;
	}

	/**
	 * A value of the {@code Authorization} header.
	 *
	 * @param header the value, whole
	 * @param session the session that it belongs to, {@code null} for a static token
	 */
	record Held(String header, TokenCache.@Nullable Session session) {

		@Override
		public String toString() {
			return "Held";
		}

	}

}
