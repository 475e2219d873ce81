package io.patchbay.backend;

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
	 * A token that never changes.
	 * @param scheme the word before the token, none when empty
	 * @param token the token
	 * @return the credentials
	 */
	static Credentials fixed(String scheme, String token) {
		Held held = new Held(header(scheme, token), null);
		return new Credentials() {

			@Override
			public Held obtain() {
				return held;
			}

			@Override
			public boolean refused(Held refused) {
				return false;
			}

		};
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
