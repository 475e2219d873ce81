package io.patchbay.sandbox.airbyte;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.patchbay.sandbox.SandboxJson;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers every failure in the emulator the way Airbyte does, ahead of the gateway's own
 * advice.
 */
@RestControllerAdvice(basePackageClasses = AirbyteAdvice.class)
@Profile("sandbox")
@Order(Ordered.HIGHEST_PRECEDENCE)
class AirbyteAdvice {

	private static final Log logger = LogFactory.getLog(AirbyteAdvice.class);

	@ExceptionHandler
	ResponseEntity<byte[]> refuse(AirbyteException ex, HttpServletRequest request) {
		return SandboxJson.answer(ex.status(), body(ex, request));
	}

	@ExceptionHandler
	ResponseEntity<byte[]> fail(Exception ex) {
		logger.error("The Airbyte emulator is broken", ex);
		return SandboxJson.answer(500, Map.of("errorId", UUID.randomUUID().toString()));
	}

	static ObjectNode body(AirbyteException ex, HttpServletRequest request) {
		ObjectNode body = ex.body();
		return (body != null) ? body : links("Bad Request", String.valueOf(ex.getMessage()), request);
	}

	/**
	 * The framework's error with links.
	 * @param title the name of the status
	 * @param message what went wrong
	 * @param request the request
	 * @return the body
	 */
	static ObjectNode links(String title, String message, HttpServletRequest request) {
		String path = request.getRequestURI().substring(Roots.EMULATOR.length());
		ObjectNode body = SandboxJson.object().put("message", title);
		body.set("_links", SandboxJson.tree(Map.of("self", Map.of("href", path, "templated", false))));
		Map<String, Object> error = Map.of("message", message, "_links", Map.of(), "_embedded", Map.of());
		body.set("_embedded", SandboxJson.tree(Map.of("errors", List.of(error))));
		return body;
	}

}
