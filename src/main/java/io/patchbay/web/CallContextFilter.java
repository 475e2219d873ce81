package io.patchbay.web;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.BackendSource;
import io.patchbay.connection.CallContext;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.KeyedHash;
import io.patchbay.connection.Timings;
import io.patchbay.connection.UpstreamCredentials;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Binds what goes along with a request to the work for it: its trace, which upstreams get
 * too, the credentials that its caller brings for them, how old an answer it takes, and
 * how long it has waited for each backend, which {@code Server-Timing} tells.
 */
@ControllerAdvice
class CallContextFilter extends OncePerRequestFilter implements ResponseBodyAdvice<Object> {

	/** W3C Trace Context; anything else is not passed on. */
	private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

	private static final long NANOS_PER_TENTH = 100_000;

	private final UpstreamAuthorization headers;

	private final HandlerExceptionResolver resolver;

	private final boolean tracing;

	// Lazily: what resolves failures asks for the advices first, of which this is one.
	CallContextFilter(ObjectProvider<BackendSource> source, RedactionProperties redaction,
			@Lazy @Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver,
			ObjectProvider<Tracer> tracer) {
		Set<BackendId> backends = source.getIfAvailable(() -> List::of).callerAuthorized();
		this.headers = new UpstreamAuthorization(backends, KeyedHash.with(redaction.fingerprintKey()));
		this.resolver = resolver;
		this.tracing = tracer.getIfAvailable() != null;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		UpstreamCredentials credentials;
		try {
			credentials = this.headers.read(request);
		}
		catch (GatewayException.Invalid ex) {
			this.resolver.resolveException(request, response, null, ex);
			return;
		}
		CallContext context = new CallContext(trace(request), credentials, CacheDirectives.read(request),
				RequestIds.of(request));
		Timings timings = new Timings();
		RequestLine.waits(request, timings);
		Exception failure = context
			.call(() -> ScopedValue.where(Timings.CURRENT, timings).call(() -> proceed(request, response, chain)));
		switch (failure) {
			case null -> {
			}
			case ServletException ex -> throw ex;
			case IOException ex -> throw ex;
			case RuntimeException ex -> throw ex;
			default -> throw new ServletException(failure);
		}
	}

	// The span of this request, which continues the caller's trace; without tracing the
	// caller's own.
	private @Nullable String trace(HttpServletRequest request) {
		if (this.tracing) {
			SpanContext span = Span.current().getSpanContext();
			if (span.isValid()) {
				return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex();
			}
		}
		String trace = request.getHeader("traceparent");
		return (trace != null && TRACE.matcher(trace).matches()) ? trace : null;
	}

	private static @Nullable Exception proceed(HttpServletRequest request, HttpServletResponse response,
			FilterChain chain) {
		try {
			chain.doFilter(request, response);
			if (!response.isCommitted()) {
				// What has no body, such as a 304.
				CacheDirectives.tell(CallContext.current().freshness(), response);
			}
			return null;
		}
		catch (ServletException | IOException | RuntimeException ex) {
			return ex;
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
		StringBuilder timing = new StringBuilder();
		Timings.CURRENT.get().spent().forEach((backend, spent) -> {
			long tenths = (spent.toNanos() + NANOS_PER_TENTH / 2) / NANOS_PER_TENTH;
			timing.append(timing.isEmpty() ? "" : ", ")
				.append(backend)
				.append(";dur=")
				.append(tenths / 10)
				.append('.')
				.append(tenths % 10);
		});
		if (!timing.isEmpty()) {
			response.getHeaders().set("Server-Timing", timing.toString());
		}
		if (response instanceof ServletServerHttpResponse answer) {
			CacheDirectives.tell(CallContext.current().freshness(), answer.getServletResponse());
		}
		return body;
	}

}
