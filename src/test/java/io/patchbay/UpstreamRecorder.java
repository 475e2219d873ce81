package io.patchbay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Notes with which credentials the sandbox's platforms are called.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class UpstreamRecorder extends OncePerRequestFilter {

	private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();

	List<Call> calls() {
		return new ArrayList<>(this.calls);
	}

	List<Call> calls(String path) {
		return this.calls.stream().filter((call) -> call.path().contains(path)).toList();
	}

	void clear() {
		this.calls.clear();
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !request.getRequestURI().matches("/sandbox/(airbyte|maestro|wallaroo)/.*");
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		boolean strange = Collections.list(request.getHeaderNames())
			.stream()
			.anyMatch((name) -> name.toLowerCase(Locale.ROOT).startsWith("upstream-"));
		this.calls.add(new Call(request.getMethod(), request.getRequestURI(),
				Collections.list(request.getHeaders("Authorization")), strange));
		chain.doFilter(request, response);
	}

	/**
	 * A call.
	 *
	 * @param method its method
	 * @param path its path
	 * @param authorization the values of the header
	 * @param forwarded whether a header for the gateway came through
	 */
	record Call(String method, String path, List<String> authorization, boolean forwarded) {

	}

}
