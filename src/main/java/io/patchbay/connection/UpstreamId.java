package io.patchbay.connection;

/**
 * The syntax that all unified ids share: {@code <backend>~<upstream id>}, split at the
 * first tilde. The upstream part is opaque to us.
 *
 * @param backend where the resource lives
 * @param value the platform's own id
 */
record UpstreamId(BackendId backend, String value) {

	private static final int MAX_LENGTH = 512;

	static UpstreamId parse(String text) {
		int tilde = text.indexOf('~');
		if (tilde < 0) {
			throw new IllegalArgumentException("an id has the form <backend>~<upstream id>");
		}
		String value = text.substring(tilde + 1);
		check(value);
		return new UpstreamId(new BackendId(text.substring(0, tilde)), value);
	}

	/**
	 * Refuses what could not travel as one path segment: nothing, control characters, and
	 * the two dot segments, which percent-encoding leaves as they are and which every
	 * client and server on the way resolves.
	 */
	static void check(String value) {
		if (value.isEmpty() || value.length() > MAX_LENGTH) {
			throw new IllegalArgumentException("the upstream part of an id has 1 to " + MAX_LENGTH + " characters");
		}
		if (value.equals(".") || value.equals("..") || hasControl(value)) {
			throw new IllegalArgumentException("the upstream part of an id is not a path or a control character");
		}
	}

	private static boolean hasControl(String value) {
		for (int index = 0; index < value.length(); index++) {
			if (Character.isISOControl(value.charAt(index))) {
				return true;
			}
		}
		return false;
	}

}
