package io.patchbay.web;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;

import io.patchbay.connection.Timings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Tells in {@code Server-Timing} how long an answer has waited for each backend.
 */
@ControllerAdvice
class ServerTimingFilter extends OncePerRequestFilter implements ResponseBodyAdvice<Object> {

	private static final double NANOS_PER_MILLI = 1_000_000.0;

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			ScopedValue.where(Timings.CURRENT, new Timings()).call(() -> {
				chain.doFilter(request, response);
				return true;
			});
		}
		catch (ServletException | IOException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new ServletException(ex);
		}
	}

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
		return Timings.CURRENT.isBound();
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType contentType,
			Class<? extends HttpMessageConverter<?>> converterType, ServerHttpRequest request,
			ServerHttpResponse response) {
		String timing = Timings.CURRENT.get()
			.spent()
			.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + ";dur=" + millis(entry.getValue()))
			.collect(Collectors.joining(", "));
		if (!timing.isEmpty()) {
			response.getHeaders().set("Server-Timing", timing);
		}
		return body;
	}

	private static String millis(Duration duration) {
		return String.valueOf(Math.round(duration.toNanos() / NANOS_PER_MILLI * 10) / 10.0);
	}

}
