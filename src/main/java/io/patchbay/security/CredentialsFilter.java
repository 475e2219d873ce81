package io.patchbay.security;

import java.io.IOException;
import java.util.Collections;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates requests by their API key or their bearer token. Credentials that are
 * sent are checked, on open paths too; no request may have both kinds, because it would
 * be anybody's guess who is calling.
 */
class CredentialsFilter extends OncePerRequestFilter {

	private final ApiKeys apiKeys;

	private final @Nullable BearerTokens bearerTokens;

	private final AuthenticationEntryPoint entryPoint;

	private final SecurityContextRepository contexts;

	private final BearerTokenResolver resolver = new DefaultBearerTokenResolver();

	CredentialsFilter(ApiKeys apiKeys, @Nullable BearerTokens bearerTokens, AuthenticationEntryPoint entryPoint,
			SecurityContextRepository contexts) {
		this.apiKeys = apiKeys;
		this.bearerTokens = bearerTokens;
		this.entryPoint = entryPoint;
		this.contexts = contexts;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			Authentication client = authenticate(request);
			if (client != null) {
				SecurityContext context = SecurityContextHolder.createEmptyContext();
				context.setAuthentication(client);
				SecurityContextHolder.setContext(context);
				// For the dispatch that completes an asynchronous answer.
				this.contexts.saveContext(context, request, response);
			}
		}
		catch (AuthenticationException ex) {
			SecurityContextHolder.clearContext();
			this.entryPoint.commence(request, response, ex);
			return;
		}
		chain.doFilter(request, response);
	}

	private @Nullable Authentication authenticate(HttpServletRequest request) {
		List<String> keys = Collections.list(request.getHeaders(ApiKeys.HEADER));
		String token = this.resolver.resolve(request);
		if (keys.size() + ((token != null) ? 1 : 0) > 1) {
			throw new BadCredentialsException("Send one API key or one bearer token, not several credentials.");
		}
		if (token != null) {
			if (this.bearerTokens == null) {
				throw new InvalidBearerTokenException("Bearer tokens are not accepted here; send an API key.");
			}
			return this.bearerTokens.authenticate(token);
		}
		return (keys.isEmpty()) ? null : this.apiKeys.authenticate(keys.getFirst());
	}

}
