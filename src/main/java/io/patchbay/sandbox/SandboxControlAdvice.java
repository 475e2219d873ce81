package io.patchbay.sandbox;

import java.util.Map;

import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers bad input to the sandbox's own controls.
 */
@RestControllerAdvice(assignableTypes = { ClockController.class, FaultController.class })
@Profile("sandbox")
@Order(Ordered.HIGHEST_PRECEDENCE)
class SandboxControlAdvice {

	@ExceptionHandler
	ResponseEntity<byte[]> refuse(SandboxRequestException ex) {
		return SandboxJson.answer(400, Map.of("message", String.valueOf(ex.getMessage())));
	}

}
