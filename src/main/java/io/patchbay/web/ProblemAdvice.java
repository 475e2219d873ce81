package io.patchbay.web;

import java.time.Duration;

import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Tells every failure as a problem: the model's own, those of Spring, and those of
 * security, which hands them over. The answer is a problem whatever the caller accepts.
 */
@Hidden
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice {

	/** For a 429 or a 503 that does not know better. */
	static final String PAUSE_SECONDS = "30";

	private static final Logger logger = LoggerFactory.getLogger(ProblemAdvice.class);

	@ExceptionHandler
	ResponseEntity<Problem> gateway(GatewayException ex, HttpServletRequest request) {
		Problem problem = Problem.of(ex, request);
		boolean operatorsConcern = switch (ex) {
			case GatewayException.Invalid _, GatewayException.Denied _, GatewayException.NotFound _ -> false;
			case GatewayException.Conflict _, GatewayException.PreconditionFailed _, GatewayException.Unprocessable _ ->
				false;
			case GatewayException.RateLimited _, GatewayException.NotSupported _ -> false;
			case GatewayException.Refused _, GatewayException.Unavailable _, GatewayException.TimedOut _ -> true;
		};
		// An open circuit was told when it opened, and too many calls are told now and
		// then; while it is so, every call ends so.
		boolean told = ex.code() == ErrorCode.CIRCUIT_OPEN || ex.facts().containsKey("crowded");
		RequestLine.failed(request, problem, (operatorsConcern && !told) ? Level.WARN : Level.DEBUG, null);
		return answer(problem, ex.retryAfter(), HttpHeaders.EMPTY);
	}

	@ExceptionHandler
	ResponseEntity<Problem> unauthenticated(AuthenticationException ex, HttpServletRequest request) {
		if (ex instanceof AuthenticationServiceException) {
			// The credentials may be good: it is us who cannot tell.
			return unexpected(ex, request);
		}
		Problem problem = Problem.of(ProblemType.UNAUTHENTICATED, ex.getMessage(), request);
		RequestLine.failed(request, problem, Level.DEBUG, null);
		return answer(problem);
	}

	@ExceptionHandler
	ResponseEntity<Problem> denied(AccessDeniedException ex, HttpServletRequest request) {
		// Only what is for operators is guarded by paths; all else says its scope.
		return gateway(ScopeInterceptor.missing("*"), request);
	}

	@ExceptionHandler
	ResponseEntity<Problem> rejected(RequestRejectedException ex, HttpServletRequest request,
			HttpServletResponse response) {
		// It was refused before security has set them.
		CarefulHeaders.set(response);
		return answer(
				Problem.of(ProblemType.INVALID_REQUEST,
						"The request has characters in its path or its headers that are never taken.", request),
				null, HttpHeaders.EMPTY);
	}

	@ExceptionHandler
	ResponseEntity<Problem> timeout(AsyncRequestTimeoutException ex, HttpServletRequest request) {
		return answer(Problem.of(ProblemType.UPSTREAM_TIMEOUT, "The answer was not ready in time.", request));
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Problem> any(Exception ex, HttpServletRequest request, HttpServletResponse response) {
		if (DisconnectedClientHelper.isClientDisconnectedException(ex)) {
			return null;
		}
		if (response.isCommitted()) {
			logger.error("Failed after the answer had begun", ex);
			return null;
		}
		Problem problem = RequestProblems.of(ex, request);
		if (problem == null) {
			return unexpected(ex, request);
		}
		RequestLine.failed(request, problem, Level.DEBUG, null);
		HttpHeaders headers = (ex instanceof ErrorResponse known) ? known.getHeaders() : HttpHeaders.EMPTY;
		return answer(problem, null, headers);
	}

	private static ResponseEntity<Problem> unexpected(Exception ex, HttpServletRequest request) {
		Problem problem = Problem.of(ProblemType.INTERNAL_ERROR, null, request);
		RequestLine.failed(request, problem, Level.ERROR, ex);
		return answer(problem);
	}

	/**
	 * The answer that tells a problem, whatever the caller accepts.
	 * @param problem the problem
	 * @return the answer
	 */
	static ResponseEntity<Problem> answer(Problem problem) {
		return answer(problem, null, HttpHeaders.EMPTY);
	}

	private static ResponseEntity<Problem> answer(Problem problem, @Nullable Duration wait, HttpHeaders headers) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.status()).headers(headers);
		if (wait != null) {
			// Rounded up: who comes too early comes twice.
			long seconds = Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
			answer.header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
		}
		else if (problem.status() == 429 || problem.status() == 503) {
			answer.header(HttpHeaders.RETRY_AFTER, PAUSE_SECONDS);
		}
		return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
	}

}
