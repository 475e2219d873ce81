package io.patchbay.web;

import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.patchbay.connection.Timings;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

import org.springframework.security.core.Authentication;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The one line that the log has about a request: what became of it, with fields for
 * structured formats. Neither queries nor headers nor anybody's words are in it. A
 * request that went well has its line when the logger is set to {@code info}.
 */
final class RequestLine {

	/** The name of the logger, which configurations know. */
	static final String LOGGER = "patchbay.access";

	private static final String ATTRIBUTE = RequestLine.class.getName();

	private static final Logger logger = LoggerFactory.getLogger(LOGGER);

	private static final RequestAttributeSecurityContextRepository CONTEXTS = new RequestAttributeSecurityContextRepository();

	private final long begun = System.nanoTime();

	private Level level = Level.INFO;

	private @Nullable Problem problem;

	private @Nullable Timings timings;

	private @Nullable Throwable cause;

	private boolean written;

	static RequestLine begin(HttpServletRequest request) {
		RequestLine line = new RequestLine();
		request.setAttribute(ATTRIBUTE, line);
		return line;
	}

	/**
	 * Notes which backends the request waits for.
	 * @param request the request
	 * @param timings names them
	 */
	static void waits(HttpServletRequest request, Timings timings) {
		if (request.getAttribute(ATTRIBUTE) instanceof RequestLine line) {
			line.timings = timings;
		}
	}

	/**
	 * Notes how a request failed.
	 * @param request the request
	 * @param problem what its caller is told
	 * @param level how much of the operator's concern it is
	 * @param cause what is to be looked into, {@code null} for nothing
	 */
	static void failed(HttpServletRequest request, Problem problem, Level level, @Nullable Throwable cause) {
		boolean known = request.getAttribute(ATTRIBUTE) instanceof RequestLine line && !line.written;
		RequestLine line = known ? (RequestLine) request.getAttribute(ATTRIBUTE) : new RequestLine();
		line.problem = problem;
		line.level = level;
		line.cause = cause;
		if (!known) {
			// Nobody writes it in the end: the request has its line, or no filter saw it.
			line.write(request, problem.status());
		}
	}

	/**
	 * Writes the line.
	 * @param request the request
	 * @param status what it was answered with
	 */
	void write(HttpServletRequest request, int status) {
		this.written = true;
		boolean operatorsConcern = this.level.toInt() > Level.INFO.toInt();
		if (!operatorsConcern && !(logger.isInfoEnabled() && ApiPath.isOf(request))) {
			return;
		}
		long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.begun);
		String path = Objects.requireNonNullElse(Problem.path(request), "?");
		String code = (this.problem != null) ? this.problem.code() : null;
		String backend = backend();
		LoggingEventBuilder line = logger.atLevel(operatorsConcern ? this.level : Level.INFO);
		add(line, "client", client(request));
		add(line, "backend", backend);
		add(line, "code", code);
		add(line, "method", request.getMethod());
		add(line, "path", path);
		add(line, "route", request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
		line.addKeyValue("status", status).addKeyValue("durationMs", millis);
		if (this.cause != null) {
			line.setCause(this.cause)
				.log("Request {} failed unexpectedly: {} {} answered as {} in {} ms", RequestIds.of(request),
						request.getMethod(), path, status, millis);
		}
		else if (code != null) {
			line.log("{} {} answered as {} {}{} in {} ms", request.getMethod(), path, status, code,
					(backend != null) ? " of backend " + backend : "", millis);
		}
		else {
			line.log("{} {} answered as {} in {} ms", request.getMethod(), path, status, millis);
		}
	}

	private @Nullable String backend() {
		if (this.problem != null && this.problem.backend() != null) {
			return this.problem.backend();
		}
		Timings waited = this.timings;
		return (waited == null || waited.spent().isEmpty()) ? null
				: String.join(",", waited.spent().keySet().stream().map(Object::toString).toList());
	}

	private static @Nullable String client(HttpServletRequest request) {
		Authentication client = CONTEXTS.loadDeferredContext(request).get().getAuthentication();
		return (client != null) ? client.getName() : null;
	}

	private static void add(LoggingEventBuilder line, String name, @Nullable Object value) {
		if (value != null) {
			line.addKeyValue(name, value);
		}
	}

}
