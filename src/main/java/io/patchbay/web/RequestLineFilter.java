package io.patchbay.web;

import java.io.IOException;
import java.util.Map;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets each request have its line in the log when it ends; a stream's is written when the
 * stream has ended. It stands within what observes a request, so that the line has its
 * trace.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class RequestLineFilter extends OncePerRequestFilter {

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		RequestLine line = RequestLine.begin(request);
		int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
		try {
			chain.doFilter(request, response);
			status = response.getStatus();
		}
		finally {
			if (request.isAsyncStarted()) {
				request.getAsyncContext().addListener(new Ending(request, response, line, MDC.getCopyOfContextMap()));
			}
			else {
				line.write(request, status);
			}
		}
	}

	/**
	 * Writes the line of an answer that outlives its thread.
	 *
	 * @param request the request
	 * @param response its answer
	 * @param line the line
	 * @param names what the log knows the request by
	 */
	private record Ending(HttpServletRequest request, HttpServletResponse response, RequestLine line,
			Map<String, String> names) implements AsyncListener {

		@Override
		public void onComplete(AsyncEvent event) {
			Map<String, String> before = MDC.getCopyOfContextMap();
			MDC.setContextMap(this.names);
			try {
				this.line.write(this.request, this.response.getStatus());
			}
			finally {
				MDC.setContextMap((before != null) ? before : Map.of());
			}
		}

		@Override
		public void onTimeout(AsyncEvent event) {
			// Completion comes after it.
		}

		@Override
		public void onError(AsyncEvent event) {
			// Completion comes after it.
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
			event.getAsyncContext().addListener(this);
		}

	}

}
