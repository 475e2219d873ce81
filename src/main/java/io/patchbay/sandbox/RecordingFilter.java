package io.patchbay.sandbox;

import java.io.IOException;
import java.time.Instant;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Notes each request to an emulator when it arrives, so that hanging ones are seen too.
 */
class RecordingFilter extends OncePerRequestFilter {

	private final RequestRecording recording;

	RecordingFilter(RequestRecording recording) {
		this.recording = recording;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		SandboxPath place = SandboxPath.of(request);
		if (place == null) {
			chain.doFilter(request, response);
			return;
		}
		RequestRecording.Entry entry = new RequestRecording.Entry(place, request.getMethod(), request.getQueryString(),
				Instant.now());
		this.recording.add(entry);
		chain.doFilter(request, response);
		if (!WireValve.isClosed(request)) {
			entry.status(response.getStatus());
		}
	}

}
