package io.patchbay.web;

import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses calls whose caller lacks the scope. It runs once the handler is known, so that
 * an unknown path is 404 and a wrong method 405 whatever the caller's scopes are, and
 * before the body is read.
 */
class ScopeInterceptor implements HandlerInterceptor {

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		RequiresScope required = (handler instanceof HandlerMethod method) ? find(method) : null;
		if (required != null && !CallerArgumentResolver.current().may(required.value())) {
			throw missing(required.value());
		}
		return true;
	}

	/**
	 * The failure of a call whose caller lacks a scope.
	 * @param scope the scope
	 * @return the failure
	 */
	static GatewayException missing(String scope) {
		return new GatewayException.Denied(ErrorCode.INSUFFICIENT_SCOPE,
				"This call needs the scope '" + scope + "', which your credentials do not have.")
			.fact("requiredScope", scope);
	}

	private static @Nullable RequiresScope find(HandlerMethod method) {
		RequiresScope own = method.getMethodAnnotation(RequiresScope.class);
		return (own != null) ? own : method.getBeanType().getAnnotation(RequiresScope.class);
	}

}
