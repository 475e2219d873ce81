package io.patchbay.web;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

/**
 * What keeps browsers from making anything of an answer that they should not. Security
 * sets the same on all answers that pass it; these are for the others: what the server
 * refuses before, and what it has reset to report an error.
 */
final class CarefulHeaders {

	private CarefulHeaders() {
	}

	static void set(HttpServletResponse response) {
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("X-Frame-Options", "DENY");
		response.setHeader("Referrer-Policy", "no-referrer");
		response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
	}

}
