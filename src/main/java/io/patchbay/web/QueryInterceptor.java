package io.patchbay.web;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.patchbay.connection.GatewayException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a parameter of the query that is empty, or there twice where only one can be
 * meant. Spring would take the first, or none at all: a filter that got lost on the way
 * must not widen what a call answers or does.
 */
class QueryInterceptor implements HandlerInterceptor {

	private final Map<HandlerMethod, Map<String, Boolean>> repeatable = new ConcurrentHashMap<>();

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (handler instanceof HandlerMethod method) {
			Map<String, Boolean> known = this.repeatable.computeIfAbsent(method, QueryInterceptor::read);
			known.forEach((name, many) -> check(name, many, request.getParameterValues(name)));
		}
		return true;
	}

	private static void check(String name, boolean many, String... values) {
		if (values != null && values.length > 1 && !many) {
			throw GatewayException.Invalid.parameter(name, "it is there more than once");
		}
		// What is read may have been trimmed of control characters, too.
		if (values != null && Arrays.stream(values).anyMatch((value) -> value.isBlank() || value.trim().isEmpty())) {
			throw GatewayException.Invalid.parameter(name, "it is empty: leave it out");
		}
	}

	// The names of the parameters, and whether each may be repeated.
	private static Map<String, Boolean> read(HandlerMethod method) {
		Map<String, Boolean> names = new HashMap<>();
		for (MethodParameter parameter : method.getMethodParameters()) {
			RequestParam own = parameter.getParameterAnnotation(RequestParam.class);
			if (own != null) {
				String name = own.name().isEmpty() ? Objects.requireNonNull(parameter.getParameter().getName())
						: own.name();
				names.put(name, many(parameter.getParameterType()));
			}
			if (parameter.hasParameterAnnotation(ModelAttribute.class)) {
				for (RecordComponent component : parameter.getParameterType().getRecordComponents()) {
					names.put(component.getName(), many(component.getType()));
				}
			}
		}
		return names;
	}

	private static boolean many(Class<?> type) {
		return Collection.class.isAssignableFrom(type);
	}

}
