package io.patchbay.sandbox.wallaroo;

import java.io.Serial;

/**
 * An answer of the pretend Wallaroo other than success.
 */
final class WallarooFailure extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final int status;

	WallarooFailure(int status, String msg) {
		super(msg);
		this.status = status;
	}

	static WallarooFailure badRequest(String msg) {
		return new WallarooFailure(400, msg);
	}

	static WallarooFailure unauthorized(String msg) {
		return new WallarooFailure(401, msg);
	}

	static WallarooFailure notFound(String msg) {
		return new WallarooFailure(404, msg);
	}

	int status() {
		return this.status;
	}

	String msg() {
		return String.valueOf(getMessage());
	}

}
