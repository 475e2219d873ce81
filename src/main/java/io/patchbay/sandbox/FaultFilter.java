package io.patchbay.sandbox;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Makes the emulators misbehave as the faults in force demand.
 */
class FaultFilter extends OncePerRequestFilter {

	private static final Duration LONGEST_HANG = Duration.ofSeconds(120);

	private final Faults faults;

	FaultFilter(Faults faults) {
		this.faults = faults;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		SandboxPath place = SandboxPath.of(request);
		Fault fault = (place != null) ? this.faults.strike(place, request.getMethod()) : null;
		if (place == null || fault == null) {
			chain.doFilter(request, response);
			return;
		}
		if (fault.rule().kind() != FaultKind.SLOW_DRIP && fault.rule().delayMs() > 0) {
			fault.await(Duration.ofMillis(fault.rule().delayMs()));
		}
		strike(new FaultAnswer(place, fault, response), request, response, chain);
	}

	private void strike(FaultAnswer answer, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		switch (answer.kind()) {
			// A hanging call never does its work: late work would leak into the next test
			case HANG -> {
				answer.fault().await(LONGEST_HANG);
				WireValve.close(request);
			}
			case DROP -> WireValve.close(request);
			case DELAY -> chain.doFilter(request, response);
			case STATUS, RATE_LIMIT, UNAUTHORIZED, HTML_502 -> answer.error();
			case REDIRECT -> answer.redirect();
			case HUGE_BODY -> {
				work(request, response, chain);
				answer.huge();
			}
			case COMMIT_THEN_DROP -> {
				work(request, response, chain);
				WireValve.close(request);
			}
			case TRUNCATED -> {
				answer.half(work(request, response, chain));
				WireValve.close(request);
			}
			case SLOW_DRIP, MALFORMED_JSON, WRONG_CONTENT_TYPE, EMPTY_BODY, BROKEN_ITEM ->
				answer.spoil(work(request, response, chain));
		}
	}

	private static byte[] work(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		ContentCachingResponseWrapper wrapper = new ContentCachingResponseWrapper(response);
		chain.doFilter(request, wrapper);
		return wrapper.getContentAsByteArray();
	}

}
