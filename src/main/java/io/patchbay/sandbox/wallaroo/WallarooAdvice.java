package io.patchbay.sandbox.wallaroo;

import java.util.Map;

import io.patchbay.sandbox.SandboxJson;

import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers failures with the {@code msg} that Wallaroo's SDK reads.
 */
@RestControllerAdvice(basePackageClasses = WallarooAdvice.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
@Profile("sandbox")
class WallarooAdvice {

	@ExceptionHandler
	ResponseEntity<byte[]> failed(WallarooFailure failure) {
		return answer(failure.status(), failure.msg());
	}

	@ExceptionHandler
	ResponseEntity<byte[]> broken(Exception ex) {
		return answer(500, "Internal server error: " + ex.getClass().getSimpleName());
	}

	private static ResponseEntity<byte[]> answer(int status, String msg) {
		return SandboxJson.answer(status, Map.of("code", status, "msg", msg));
	}

}
