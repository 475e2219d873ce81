package io.patchbay.web;

import java.util.HashSet;
import java.util.Set;

import io.patchbay.connection.Caller;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives controllers the {@link Caller}. All that it knows of the way callers are
 * authenticated: the name is the client, the authorities are {@code SCOPE_<scope>} and
 * {@code BACKEND_<name>}, where {@code *} stands for all.
 */
class CallerArgumentResolver implements HandlerMethodArgumentResolver {

	private static final String SCOPE = "SCOPE_";

	private static final String BACKEND = "BACKEND_";

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == Caller.class;
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest webRequest, @Nullable WebDataBinderFactory binderFactory) {
		return current();
	}

	/**
	 * Tells who sent the request at hand.
	 * @return the caller
	 * @throws AuthenticationCredentialsNotFoundException when nobody was authenticated
	 */
	static Caller current() {
		if (!(SecurityContextHolder.getContext().getAuthentication() instanceof AbstractAuthenticationToken client)
				|| client instanceof AnonymousAuthenticationToken) {
			throw new AuthenticationCredentialsNotFoundException("Nobody was authenticated");
		}
		// The same for all calls with an API key, and kept where it belongs.
		if (client.getDetails() instanceof Caller known) {
			return known;
		}
		Caller caller = caller(client);
		client.setDetails(caller);
		return caller;
	}

	private static Caller caller(Authentication authentication) {
		Set<String> scopes = new HashSet<>();
		Set<String> backends = new HashSet<>();
		for (GrantedAuthority authority : authentication.getAuthorities()) {
			String name = authority.getAuthority();
			if (name != null && name.startsWith(SCOPE)) {
				scopes.add(name.substring(SCOPE.length()));
			}
			else if (name != null && name.startsWith(BACKEND)) {
				backends.add(name.substring(BACKEND.length()));
			}
		}
		return new Caller(authentication.getName(), scopes, backends);
	}

}
