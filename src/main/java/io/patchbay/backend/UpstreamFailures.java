package io.patchbay.backend;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CancellationException;

import javax.net.ssl.SSLHandshakeException;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.UpstreamCredentials;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Gives each failure of a call its name. "Never connected" and "connected, then lost" are
 * different things: after the first the platform surely did nothing.
 */
final class UpstreamFailures {

	/** What we advise when the platform limits us and does not say for how long. */
	private static final Duration RATE_LIMIT_PAUSE = Duration.ofSeconds(30);

	private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(5);

	private static final Duration TIMEOUT_PAUSE = Duration.ofSeconds(15);

	/** What passes by itself, by the time that the platform tells. */
	private static final Set<ErrorCode> PERHAPS_SOON = EnumSet.of(ErrorCode.UPSTREAM_RATE_LIMITED,
			ErrorCode.UPSTREAM_UNAVAILABLE, ErrorCode.UPSTREAM_TIMEOUT);

	private final BackendId backend;

	private final BackendProperties.Mode mode;

	UpstreamFailures(BackendId backend, BackendProperties.Mode mode) {
		this.backend = backend;
		this.mode = mode;
	}

	BackendId backend() {
		return this.backend;
	}

	GatewayException ofAnswer(UpstreamRequest request, GatewayException.Upstream answer, @Nullable String retryAfter) {
		GatewayException special = request.meaning(answer);
		GatewayException failure = (special != null) ? special : ofStatus(answer.status());
		Duration wait = parseRetryAfter(retryAfter);
		if (wait != null && failure.retryAfter() != null) {
			failure.retryAfter(wait);
		}
		if (wait != null && PERHAPS_SOON.contains(failure.code())) {
			failure.fact(Guards.SHORT_WAIT, wait.compareTo(Guards.LONGEST_WAIT) <= 0);
		}
		return failure.at(this.backend).upstream(answer);
	}

	private GatewayException ofStatus(int status) {
		return switch (status) {
			case 400, 422 ->
				new GatewayException.Unprocessable(ErrorCode.UPSTREAM_REJECTED, name() + " rejected the request.");
			case 401 -> authFailed();
			case 403 -> new GatewayException.Denied(ErrorCode.UPSTREAM_FORBIDDEN,
					name() + " does not let the gateway do this.");
			case 404, 410 -> new GatewayException.NotFound(ErrorCode.NOT_FOUND, name() + " has no such resource.");
			case 409, 423 -> new GatewayException.Conflict(ErrorCode.CONFLICT,
					name() + " refused: the state of the resource stands against it.");
			case 429 -> new GatewayException.RateLimited(ErrorCode.UPSTREAM_RATE_LIMITED,
					name() + " allows no more calls for now.")
				.retryAfter(RATE_LIMIT_PAUSE);
			case 502, 503 -> unavailable(name() + " says that it is not available.", true);
			case 408, 504 -> timedOut(true);
			default ->
				new GatewayException.Refused(ErrorCode.UPSTREAM_ERROR, name() + " failed with status " + status + ".");
		};
	}

	GatewayException ofException(Exception ex) {
		GatewayException failure = switch (rootOf(ex)) {
			case ConnectTimeoutException _ -> timedOut(false);
			case ConnectionRequestTimeoutException _ -> unavailable(name() + " has too many calls under way.", false);
			case ConnectException _, UnknownHostException _, NoRouteToHostException _, SSLHandshakeException _ ->
				unavailable(name() + " cannot be reached.", false);
			case NotSentException _ ->
				unavailable("The connection to " + name() + " was lost before it could be used.", false);
			case SocketTimeoutException _, InterruptedIOException _ -> timedOut(true);
			case IOException _ -> unavailable("The connection to " + name() + " was lost.", true);
			default -> invalidResponse("its answer cannot be read");
		};
		failure.initCause(ex);
		return failure.at(this.backend);
	}

	private static Throwable rootOf(Exception ex) {
		// Jackson wraps what happens to the stream that it reads.
		return (!(ex instanceof IOException) && ex.getCause() instanceof IOException cause) ? cause : ex;
	}

	// Whose credentials they are is who can mend it.
	GatewayException authFailed() {
		if (this.mode == BackendProperties.Mode.CALLER) {
			return UpstreamCredentials.rejected(this.backend);
		}
		return new GatewayException.Refused(ErrorCode.UPSTREAM_AUTH_FAILED,
				name() + " refuses the credentials that the gateway holds for it.")
			.at(this.backend);
	}

	GatewayException invalidResponse(String why) {
		return new GatewayException.Refused(ErrorCode.UPSTREAM_INVALID_RESPONSE,
				name() + " did not answer as its API promises: " + why + ".")
			.at(this.backend);
	}

	GatewayException timedOut(boolean maybeProcessed) {
		return new GatewayException.TimedOut(ErrorCode.UPSTREAM_TIMEOUT, name() + " did not answer in time.",
				maybeProcessed)
			.at(this.backend)
			.retryAfter(TIMEOUT_PAUSE);
	}

	// Told like a call that took too long, since nobody is there any more to be told.
	GatewayException cancelled() {
		GatewayException failure = timedOut(true);
		failure.initCause(new CancellationException("nobody waits for the answer"));
		return failure;
	}

	static boolean cancelled(Throwable failure) {
		return failure.getCause() instanceof CancellationException;
	}

	GatewayException unavailable(String message, boolean maybeProcessed) {
		return new GatewayException.Unavailable(ErrorCode.UPSTREAM_UNAVAILABLE, message, maybeProcessed)
			.at(this.backend)
			.retryAfter(OUTAGE_PAUSE);
	}

	GatewayException circuitOpen(Duration wait) {
		return new GatewayException.Unavailable(ErrorCode.CIRCUIT_OPEN,
				name() + " failed so often that it is left alone for a moment.", false)
			.at(this.backend)
			.retryAfter(wait);
	}

	GatewayException outcomeUnknown(GatewayException cause) {
		GatewayException failure = new GatewayException.TimedOut(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN,
				"The change was sent to the backend '" + this.backend + "'"
						+ ", and no answer tells whether it happened. Look before you send it again.",
				true)
			.at(this.backend)
			.upstream(cause.upstream());
		failure.initCause(cause);
		return failure;
	}

	private String name() {
		return "The backend '" + this.backend + "'";
	}

	/**
	 * Takes the platform's words from its message fields alone; everything else of its
	 * body may hold what callers must not see.
	 * @param status the HTTP status
	 * @param body the parsed body, {@code null} when it is not JSON
	 * @return what may be told of it
	 */
	static GatewayException.Upstream describe(int status, @Nullable JsonNode body) {
		if (body == null || !body.isObject()) {
			return new GatewayException.Upstream(status, null, null);
		}
		String message = firstText(body.path("data").path("message"), body.path("message"), body.path("msg"),
				body.path("detail"));
		String code = firstText(body.path("code"), body.path("detail").path("exception_type"), body.path("error"),
				body.path("title"));
		return new GatewayException.Upstream(status, code, message);
	}

	private static @Nullable String firstText(JsonNode... candidates) {
		for (JsonNode candidate : candidates) {
			if (candidate.isString() && !candidate.stringValue().isBlank()) {
				return Messages.firstLine(candidate.stringValue());
			}
		}
		return null;
	}

	private static @Nullable Duration parseRetryAfter(@Nullable String header) {
		if (header == null) {
			return null;
		}
		try {
			return header.strip().matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(header.strip())) : positive(
					Duration.between(Instant.now(), ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)));
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

	private static Duration positive(Duration duration) {
		return duration.isNegative() ? Duration.ZERO : duration;
	}

}
