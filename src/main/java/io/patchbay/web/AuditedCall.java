package io.patchbay.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.patchbay.connection.BackendId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.util.UriUtils;

/**
 * A call under way that may change something, and what the audit log will say of it.
 */
final class AuditedCall {

	static final String DONE = "done";

	private static final String ATTRIBUTE = AuditedCall.class.getName();

	private static final List<String> OPTIONS = List.of("detach", "cascade", "force");

	private static final RequestAttributeSecurityContextRepository CONTEXTS = new RequestAttributeSecurityContextRepository();

	private final Supplier<AuditedOperations> operations;

	private final Instant begun;

	private final long start = System.nanoTime();

	private @Nullable BackendId backend;

	private @Nullable String code;

	private boolean left;

	private AuditedCall(Supplier<AuditedOperations> operations, Instant begun) {
		this.operations = operations;
		this.begun = begun;
	}

	static AuditedCall begin(HttpServletRequest request, Supplier<AuditedOperations> operations) {
		AuditedCall call = new AuditedCall(operations, Instant.now().truncatedTo(ChronoUnit.MILLIS));
		request.setAttribute(ATTRIBUTE, call);
		return call;
	}

	static @Nullable AuditedCall of(HttpServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof AuditedCall call) ? call : null;
	}

	/**
	 * Notes what only the body of a request tells: the backend that it is for.
	 * @param request the request
	 * @param backend the backend
	 */
	static void concerns(HttpServletRequest request, BackendId backend) {
		AuditedCall call = of(request);
		if (call != null) {
			call.backend = backend;
		}
	}

	void failed(String problem) {
		this.code = problem;
	}

	/**
	 * Leaves the line to work that outlives the request.
	 */
	void leave() {
		this.left = true;
	}

	boolean left() {
		return this.left;
	}

	void end(HttpServletRequest request, HttpServletResponse response, int status) {
		AuditLine line = (this.left) ? null : line(request);
		if (line == null) {
			return;
		}
		String location = response.getHeader("Location");
		if (location != null) {
			line.set("result", lastSegment(location));
		}
		line.set("outcome", outcome(status))
			.set("replayed", flag(response.getHeader(Idempotency.REPLAYED)))
			.set("reconciled", flag(response.getHeader(Idempotency.OUTCOME)))
			.set("status", status)
			.set("durationMs", duration())
			.write();
	}

	private String outcome(int status) {
		if (status < 400) {
			return DONE;
		}
		return (this.code != null) ? this.code : ProblemType.ofStatus(status).code();
	}

	long duration() {
		return Duration.ofNanos(System.nanoTime() - this.start).toMillis();
	}

	// What is known of the call whatever becomes of it. Nobody's calls, and calls of
	// nothing, change nothing: strangers cannot fill the log.
	@Nullable AuditLine line(HttpServletRequest request) {
		Authentication client = CONTEXTS.loadDeferredContext(request).get().getAuthentication();
		AuditedOperations.Found operation = (client != null) ? this.operations.get().find(request).orElse(null) : null;
		if (client == null || operation == null) {
			return null;
		}
		Map<String, String> variables = new TreeMap<>(operation.variables());
		String workspace = variables.remove("workspaceId");
		Object target = (variables.isEmpty()) ? this.backend : variables.values().iterator().next();
		return new AuditLine().set("time", this.begun)
			.set("client", client.getName())
			.set("action", operation.name())
			.set("target", target)
			.set("workspace", workspace)
			.set("options", options(request))
			.set("requestId", RequestIds.of(request));
	}

	// How far a deletion goes is for its query to say. No other parameters: they may be
	// anything.
	private static @Nullable Map<String, String> options(HttpServletRequest request) {
		Map<String, String> options = new TreeMap<>();
		if ("DELETE".equals(request.getMethod())) {
			try {
				for (String name : OPTIONS) {
					String[] values = request.getParameterValues(name);
					if (values != null) {
						options.put(name, String.join(",", values));
					}
				}
			}
			catch (IllegalStateException ex) {
				// The query cannot be decoded, for which the call is refused.
				options.clear();
			}
		}
		return (options.isEmpty()) ? null : options;
	}

	private static @Nullable Boolean flag(@Nullable String header) {
		return (header != null) ? Boolean.TRUE : null;
	}

	private static String lastSegment(String location) {
		return UriUtils.decode(location.substring(location.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
	}

}
