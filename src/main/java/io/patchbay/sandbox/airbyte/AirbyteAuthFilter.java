package io.patchbay.sandbox.airbyte;

import java.io.IOException;
import java.util.Set;

import io.patchbay.sandbox.SandboxJson;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Demands a token for everything but the token itself, the health and the controls.
 */
class AirbyteAuthFilter extends OncePerRequestFilter {

	private static final Set<String> OPEN = Set.of("", "/", "/applications/token", "/health");

	private final AirbyteTokens tokens;

	AirbyteAuthFilter(AirbyteTokens tokens) {
		this.tokens = tokens;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String uri = request.getRequestURI();
		for (String root : new String[] { Roots.PUBLIC_CLOUD, Roots.PUBLIC_SELF_MANAGED, Roots.CONFIG }) {
			if (uri.startsWith(root + "/")) {
				return OPEN.contains(uri.substring(root.length()));
			}
		}
		return true;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			this.tokens.check(request.getHeader("Authorization"));
		}
		catch (AirbyteException ex) {
			response.setStatus(ex.status());
			response.setContentType("application/json");
			response.getOutputStream().write(SandboxJson.bytes(AirbyteAdvice.body(ex, request)));
			return;
		}
		chain.doFilter(request, response);
	}

}
