package io.patchbay.backend;

/**
 * An upstream's answer is larger than anything that we would read.
 */
final class BodyTooLargeException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BodyTooLargeException(long limit) {
		super("more than " + limit + " bytes");
	}

}
