package io.patchbay.web;

/**
 * What ids look like.
 */
final class IdPatterns {

	static final String PLAN = "^[A-Za-z0-9_-]+$";

	static final String BACKEND = "^[a-z][a-z0-9-]{0,31}$";

	private IdPatterns() {
	}

}
