package io.patchbay.sandbox;

import java.io.IOException;
import java.net.InetAddress;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Hides the sandbox from other machines: it hands out tokens for well-known credentials
 * and can be told to misbehave.
 */
class LoopbackGuardFilter extends OncePerRequestFilter {

	private final boolean strangers;

	/**
	 * Makes one.
	 * @param strangers whether others than this machine may call, as in a container,
	 * whose callers are outside of it
	 */
	LoopbackGuardFilter(boolean strangers) {
		this.strangers = strangers;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		// Both: a forwarding header may have replaced the one, a local proxy the other
		if (this.strangers || isLoopback(WireValve.peer(request)) && isLoopback(request.getRemoteAddr())) {
			chain.doFilter(request, response);
		}
		else {
			response.setStatus(HttpServletResponse.SC_NOT_FOUND);
		}
	}

	private static boolean isLoopback(String address) throws IOException {
		return InetAddress.ofLiteral(address).isLoopbackAddress();
	}

}
