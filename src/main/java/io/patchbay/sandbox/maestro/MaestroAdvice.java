package io.patchbay.sandbox.maestro;

import io.patchbay.sandbox.SandboxJson;

import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers failures in the shape that was chosen where they arose.
 */
@RestControllerAdvice(basePackageClasses = MaestroAdvice.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
@Profile("sandbox")
class MaestroAdvice {

	@ExceptionHandler
	ResponseEntity<byte[]> failed(MaestroFailure failure) {
		return SandboxJson.answer(failure.status(), failure.body());
	}

	@ExceptionHandler
	ResponseEntity<byte[]> broken(Exception ex) {
		return failed(MaestroFailure.coded(500, "Internal server error: " + ex.getClass().getSimpleName(),
				"Internal Server Error", "UNKNOWN"));
	}

}
