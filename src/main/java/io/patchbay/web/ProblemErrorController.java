package io.patchbay.web;

import io.patchbay.connection.GatewayException;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells as problems what the servlet container was told to report: errors that a filter
 * sent or threw.
 */
@Hidden
@RestController
class ProblemErrorController implements ErrorController {

	@RequestMapping("${spring.web.error.path:/error}")
	ResponseEntity<Problem> error(HttpServletRequest request, HttpServletResponse response) {
		CarefulHeaders.set(response);
		if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof GatewayException known) {
			throw known;
		}
		// Called as an ordinary path it is nothing.
		int status = (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code) ? code : 404;
		return ProblemAdvice.answer(ServerProblems.of(status, request));
	}

}
