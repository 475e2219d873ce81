package io.patchbay.web;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Tells as problems what Tomcat refuses before any filter has seen it, such as a broken
 * request line. Tomcat's own page is HTML and names its version.
 */
class ProblemValve extends ErrorReportValve {

	private final JsonMapper mapper;

	ProblemValve(JsonMapper mapper) {
		this.mapper = mapper;
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		int status = response.getStatus();
		if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()
				|| !isConnected(response)) {
			return;
		}
		try {
			Problem problem = ServerProblems.of(status, request);
			response.setHeader(RequestIds.HEADER, problem.requestId());
			CarefulHeaders.set(response);
			if (status == 503) {
				response.setHeader(HttpHeaders.RETRY_AFTER, ProblemAdvice.PAUSE_SECONDS);
			}
			response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
			byte[] body = this.mapper.writeValueAsBytes(problem);
			response.setContentLength(body.length);
			response.getOutputStream().write(body);
			response.finishResponse();
		}
		catch (IOException ex) {
			// The caller has gone.
			getContainer().getLogger().debug("The problem could not be sent", ex);
		}
	}

	private static boolean isConnected(Response response) {
		AtomicBoolean allowed = new AtomicBoolean();
		response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
		return allowed.get();
	}

}
