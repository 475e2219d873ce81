package io.patchbay.sandbox;

/**
 * A call to the sandbox's own controls that makes no sense; its message is the answer.
 */
final class SandboxRequestException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	SandboxRequestException(String message) {
		super(message);
	}

}
