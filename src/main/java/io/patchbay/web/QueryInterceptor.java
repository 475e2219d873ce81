package io.patchbay.web;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import io.patchbay.connection.GatewayException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a parameter of the query that is empty, or there twice where only one can be
 * meant, or a flag or a number in another notation than JSON's. Spring would take none,
 * the first, and a 1 for true: what got lost on the way must not widen what a call
 * answers or does.
 */
class QueryInterceptor implements HandlerInterceptor {

	private static final Predicate<String> FLAG = Pattern.compile("true|false").asMatchPredicate();

	private static final Predicate<String> NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)").asMatchPredicate();

	private final Map<HandlerMethod, Map<String, Class<?>>> known = new ConcurrentHashMap<>();

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (handler instanceof HandlerMethod method) {
			this.known.computeIfAbsent(method, QueryInterceptor::read)
				.forEach((name, type) -> check(name, type, request.getParameterValues(name)));
		}
		return true;
	}

	private static void check(String name, Class<?> type, String @Nullable [] values) {
		if (values == null) {
			return;
		}
		if (values.length > 1 && !Collection.class.isAssignableFrom(type)) {
			throw GatewayException.Invalid.parameter(name, "it is there more than once");
		}
		for (String value : values) {
			// What is read may have been trimmed of control characters, too.
			if (value.trim().isBlank()) {
				throw GatewayException.Invalid.parameter(name, "it is empty: leave it out");
			}
			if (type == boolean.class && !FLAG.test(value)) {
				throw GatewayException.Invalid.parameter(name, "it is true or false");
			}
			if (type == int.class && !NUMBER.test(value)) {
				throw GatewayException.Invalid.parameter(name, "it is not a number that can be used here");
			}
		}
	}

	// The names of the parameters, and their types.
	private static Map<String, Class<?>> read(HandlerMethod method) {
		Map<String, Class<?>> names = new LinkedHashMap<>();
		for (MethodParameter parameter : method.getMethodParameters()) {
			RequestParam own = parameter.getParameterAnnotation(RequestParam.class);
			if (own != null) {
				String name = own.name().isEmpty() ? Objects.requireNonNull(parameter.getParameter().getName())
						: own.name();
				names.put(name, parameter.getParameterType());
			}
			if (FilterArgumentResolver.binds(parameter.getParameterType())) {
				for (RecordComponent component : parameter.getParameterType().getRecordComponents()) {
					names.put(component.getName(), component.getType());
				}
			}
		}
		return names;
	}

}
