package io.patchbay.sandbox.wallaroo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets only calls with a user's token through to the MLOps API.
 */
@Component
@Profile("sandbox")
class WallarooGuard implements HandlerInterceptor {

	private static final String SCHEME = "Bearer ";

	private final WallarooTokens tokens;

	WallarooGuard(WallarooTokens tokens) {
		this.tokens = tokens;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		// whatever else answers below this root is not the platform
		boolean ours = handler instanceof HandlerMethod method
				&& method.getBeanType().getPackage().equals(getClass().getPackage());
		if (!ours) {
			return true;
		}
		String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (authorization == null) {
			throw WallarooFailure.unauthorized("Missing Authorization header");
		}
		if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			throw WallarooFailure.unauthorized("Authorization header is not a bearer token");
		}
		check(authorization.substring(SCHEME.length()).strip());
		return true;
	}

	/**
	 * Checks a token, wherever the call carried it.
	 * @param token the access token
	 * @throws WallarooFailure 401 if it is not an active token of a user
	 */
	void check(@Nullable String token) {
		ObjectNode claims = (token != null) ? this.tokens.claims(token) : null;
		if (claims == null || !"Bearer".equals(claims.path("typ").asString(""))) {
			throw WallarooFailure.unauthorized("Invalid token");
		}
		if (this.tokens.expired(claims)) {
			throw WallarooFailure.unauthorized("Token expired");
		}
		// a token of the client itself is documented for inference alone, and the only
		// refusal that the management calls document is 401
		if (!claims.has("email")) {
			throw WallarooFailure.unauthorized("Token does not belong to a user");
		}
	}

}
