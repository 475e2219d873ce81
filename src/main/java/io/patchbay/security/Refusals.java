package io.patchbay.security;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers what security refuses. The words come from where all failures are put into
 * words, so that a refusal looks like any other.
 */
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

	private final HandlerExceptionResolver resolver;

	private final boolean bearer;

	Refusals(HandlerExceptionResolver resolver, boolean bearer) {
		this.resolver = resolver;
		this.bearer = bearer;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		response.addHeader(HttpHeaders.WWW_AUTHENTICATE,
				"ApiKey realm=\"patchbay\", header=\"" + ApiKeys.HEADER + "\"");
		if (this.bearer) {
			response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"patchbay\""
					+ ((ex instanceof OAuth2AuthenticationException) ? ", error=\"invalid_token\"" : ""));
		}
		AuthenticationException told = (ex instanceof InsufficientAuthenticationException)
				? new InsufficientAuthenticationException(
						(this.bearer) ? "Send an API key in the header '" + ApiKeys.HEADER + "', or a bearer token."
								: "Send an API key in the header '" + ApiKeys.HEADER + "'.")
				: ex;
		answer(request, response, told, HttpServletResponse.SC_UNAUTHORIZED);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex)
			throws IOException {
		answer(request, response, ex, HttpServletResponse.SC_FORBIDDEN);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException ex)
			throws IOException, ServletException {
		answer(request, response, ex, HttpServletResponse.SC_BAD_REQUEST);
	}

	private void answer(HttpServletRequest request, HttpServletResponse response, Exception ex, int status)
			throws IOException {
		if (this.resolver.resolveException(request, response, null, ex) == null) {
			response.sendError(status);
		}
	}

}
