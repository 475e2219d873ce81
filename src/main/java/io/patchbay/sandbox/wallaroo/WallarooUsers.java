package io.patchbay.sandbox.wallaroo;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The people of the pretend Wallaroo.
 */
final class WallarooUsers {

	static final User SANDBOX = new User(id(0xa0, 1), "sandbox@patchbay.example");

	static final User COLLEAGUE = new User(id(0xa0, 2), "colleague@patchbay.example");

	static final String PASSWORD = "sandbox-wallaroo-password";

	static final String API_CLIENT_SECRET = "sandbox-wallaroo-secret";

	private WallarooUsers() {
	}

	static Optional<User> find(String email) {
		return List.of(SANDBOX, COLLEAGUE).stream().filter((user) -> user.email().equals(email)).findFirst();
	}

	/**
	 * Makes an id that is the same at every start.
	 * @param kind one byte that says what the id is for
	 * @param number which of its kind
	 * @return a well-formed UUID
	 */
	static UUID id(int kind, long number) {
		return new UUID(((long) kind << 56) | 0x4000L, 0x8000000000000000L | number);
	}

	/**
	 * A person who can sign in or be added to workspaces.
	 *
	 * @param id the subject of the person's tokens
	 * @param email the name to sign in with
	 */
	record User(UUID id, String email) {
	}

}
