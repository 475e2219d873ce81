package io.patchbay.sandbox.airbyte;

/**
 * Where the emulator listens. The public API has the Cloud's root and the self-managed
 * one.
 */
final class Roots {

	static final String EMULATOR = "/sandbox/airbyte";

	static final String PUBLIC_CLOUD = EMULATOR + "/v1";

	static final String PUBLIC_SELF_MANAGED = EMULATOR + "/api/public/v1";

	static final String CONFIG = EMULATOR + "/api/v1";

	static final String CONTROL = EMULATOR + "/_control";

	private Roots() {
	}

}
