package io.patchbay.backend;

import java.util.Map;
import java.util.function.Supplier;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.CallContext;
import io.patchbay.connection.GatewayException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/**
 * Gives each call to a platform a span, below that of the request that it is made for,
 * and tells the platform which one. A span has what a metric has, the platform's address
 * and the status: no id, no query, and none of the platform's words.
 */
final class UpstreamTracing {

	private static final String HEADER = "traceparent";

	private static final TextMapGetter<Map<String, String>> GETTER = new TextMapGetter<>() {

		@Override
		public Iterable<String> keys(Map<String, String> carrier) {
			return carrier.keySet();
		}

		@Override
		public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
			return (carrier != null) ? carrier.get(key) : null;
		}

	};

	private final Tracer tracer;

	private final BackendId backend;

	UpstreamTracing(Tracer tracer, BackendId backend) {
		this.tracer = tracer;
		this.backend = backend;
	}

	/**
	 * Makes a call within a span.
	 * @param <T> what is answered
	 * @param request what kind of call it is
	 * @param http the call, which is told its span
	 * @param call makes it
	 * @return the answer
	 */
	<T extends @Nullable Object> T trace(UpstreamRequest request, HttpUriRequestBase http, Supplier<T> call) {
		Span span = begin(request, http);
		W3CTraceContextPropagator.getInstance()
			.inject(Context.root().with(span), http, (carrier, name, value) -> http.setHeader(name, value));
		try (Scope _ = span.makeCurrent()) {
			return call.get();
		}
		catch (GatewayException ex) {
			failed(span, UpstreamFailures.cancelled(ex) ? "cancelled" : ex.code().value());
			throw ex;
		}
		catch (RuntimeException | Error ex) {
			failed(span, ex.getClass().getName());
			throw ex;
		}
		finally {
			span.end();
		}
	}

	/**
	 * Notes what the call at hand was answered with.
	 * @param status the HTTP status
	 */
	void answered(int status) {
		Span.current().setAttribute("http.response.status_code", status);
	}

	private Span begin(UpstreamRequest request, HttpUriRequestBase http) {
		String template = CallMeters.template(request.template());
		SpanBuilder span = this.tracer.spanBuilder(request.method() + " " + template)
			.setParent(parent())
			.setSpanKind(SpanKind.CLIENT)
			.setAttribute("http.request.method", request.method())
			.setAttribute("url.template", template)
			.setAttribute("server.address", http.getAuthority().getHostName())
			.setAttribute("patchbay.backend", this.backend.value());
		int port = http.getAuthority().getPort();
		return ((port > 0) ? span.setAttribute("server.port", port) : span).startSpan();
	}

	// Not the span of the thread at hand: calls are made in threads of their own.
	private static Context parent() {
		String trace = CallContext.current().traceparent();
		return (trace != null)
				? W3CTraceContextPropagator.getInstance().extract(Context.root(), Map.of(HEADER, trace), GETTER)
				: Context.root();
	}

	private static void failed(Span span, String type) {
		span.setAttribute("error.type", type);
		span.setStatus(StatusCode.ERROR);
	}

}
