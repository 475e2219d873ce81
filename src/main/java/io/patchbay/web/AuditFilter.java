package io.patchbay.web;

import java.io.IOException;
import java.util.function.Supplier;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Writes a line into the audit log for each call that has changed something, was to, or
 * may have, however it ended. It stands around all other filters, so that what they
 * refuse is told, too.
 */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class AuditFilter extends OncePerRequestFilter implements ResponseBodyAdvice<Object> {

	private final Supplier<AuditedOperations> operations;

	private final JsonMapper mapper;

	AuditFilter(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping,
			JsonMapper mapper) {
		this.operations = SingletonSupplier.of(() -> new AuditedOperations(mapping.getObject()));
		this.mapper = mapper;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !AuditedOperations.concern(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		AuditedCall call = AuditedCall.begin(request, this.operations);
		int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
		try {
			chain.doFilter(request, response);
			status = response.getStatus();
		}
		finally {
			call.end(request, response, status);
		}
	}

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
		return true;
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType contentType,
			Class<? extends HttpMessageConverter<?>> converterType, ServerHttpRequest request,
			ServerHttpResponse response) {
		AuditedCall call = (request instanceof ServletServerHttpRequest servlet)
				? AuditedCall.of(servlet.getServletRequest()) : null;
		String code = (call != null) ? code(body, contentType) : null;
		if (call != null && code != null) {
			call.failed(code);
		}
		return body;
	}

	// A problem that is kept for its idempotency key is bytes already.
	private @Nullable String code(@Nullable Object body, MediaType type) {
		if (body instanceof Problem problem) {
			return problem.code();
		}
		if (body instanceof byte[] bytes && MediaType.APPLICATION_PROBLEM_JSON.equalsTypeAndSubtype(type)) {
			try {
				return this.mapper.readTree(bytes).path("code").stringValue(null);
			}
			catch (JacksonException ex) {
				return null;
			}
		}
		return null;
	}

}
