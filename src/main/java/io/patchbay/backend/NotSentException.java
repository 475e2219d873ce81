package io.patchbay.backend;

import java.io.IOException;

/**
 * The connection was gone before a byte of the request was on its way: the platform
 * surely did nothing.
 */
final class NotSentException extends IOException {

	private static final long serialVersionUID = 1L;

	NotSentException(IOException cause) {
		super(cause);
	}

}
