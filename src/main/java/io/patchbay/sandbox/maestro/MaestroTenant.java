package io.patchbay.sandbox.maestro;

/**
 * The one customer of the pretend Maestro and its user.
 */
final class MaestroTenant {

	/**
	 * Sign-in's {@code customer.id} and the {@code customer_id} of every connection.
	 */
	static final String ID = "ac3e0000-0000-4000-8000-000000000001";

	/**
	 * Sign-in's {@code customer.name} and the {@code customer_id} of every pipeline.
	 */
	static final String NAME = "acme";

	static final String USER_ID = "5a2db0a0-0000-4000-8000-000000000001";

	static final String USERNAME = "sandbox@patchbay.example";

	static final String PASSWORD = "sandbox-maestro-password";

	static final String DISABLED_USERNAME = "disabled@patchbay.example";

	private MaestroTenant() {
	}

}
