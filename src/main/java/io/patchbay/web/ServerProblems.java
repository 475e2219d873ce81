package io.patchbay.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Words for failures of which nothing is known but the status that a server gave them.
 */
final class ServerProblems {

	private ServerProblems() {
	}

	static Problem of(int status, HttpServletRequest request) {
		return Problem.of(ProblemType.ofStatus(status), detail(status), request).withStatus(status);
	}

	private static @Nullable String detail(int status) {
		return switch (status) {
			case 400 -> "The request is no valid HTTP, or its path has characters that are never taken.";
			case 404 -> "There is nothing at this path.";
			case 405 -> "This method is not allowed.";
			case 408 -> "The request did not arrive in time.";
			case 413 -> "The body is too large.";
			case 414 -> "The path and the query are too long.";
			case 417 -> "What the header 'Expect' asks for cannot be done.";
			case 431 -> "The headers are too large.";
			case 501 -> "The method or the transfer coding is not known.";
			case 505 -> "This version of HTTP is not spoken here.";
			default -> null;
		};
	}

}
