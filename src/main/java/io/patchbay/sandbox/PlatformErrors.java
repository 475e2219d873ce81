package io.patchbay.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The error bodies that the platforms themselves would send, for faults that do not bring
 * their own.
 */
final class PlatformErrors {

	static final String GATEWAY_PAGE = """
			<html><head><title>Error: Server Error</title></head>
			<body><h1>Error: Server Error</h1>
			<h2>The server encountered a temporary error and could not complete your request.<p>\
			Please try again in 30 seconds.</h2></body></html>
			""";

	private static final String ERROR_ID = "00000000-0000-4000-8000-0000000000ff";

	private static final String AIRBYTE_ERRORS = "https://reference.airbyte.com/reference/errors";

	private PlatformErrors() {
	}

	/**
	 * The body of an error.
	 * @param place where the call went
	 * @param status the status code, 400 or more
	 * @return the body and its type
	 */
	static Body body(SandboxPath place, int status) {
		if (status >= 502 && status <= 504) {
			return new Body("text/html; charset=UTF-8", GATEWAY_PAGE.getBytes(StandardCharsets.UTF_8));
		}
		Object json = switch (place.platform()) {
			case "airbyte" -> airbyte(place.path(), status);
			case "wallaroo" -> wallaroo(place.path(), status);
			default -> maestro(status);
		};
		return new Body("application/json", SandboxJson.bytes(json));
	}

	private static Object airbyte(String path, int status) {
		boolean config = path.startsWith("/api/v1");
		return switch (status) {
			case 401 -> Map.of("code", 401, "message", "Jwt is expired");
			case 429 -> Map.of("message", "You are being rate limited.");
			case 403, 404, 409 -> (config) ? Map.of("message", "Fault injected", "errorId", ERROR_ID) : problem(status);
			default -> Map.of("errorId", ERROR_ID);
		};
	}

	private static Object problem(int status) {
		String title = switch (status) {
			case 403 -> "forbidden";
			case 404 -> "resource-not-found";
			default -> "try-again-later";
		};
		return SandboxJson.object()
			.put("status", status)
			.put("type", AIRBYTE_ERRORS + "#" + title)
			.put("title", title)
			.put("detail", "Fault injected.")
			.putNull("documentationUrl")
			.set("data", SandboxJson.object().put("message", "Fault injected"));
	}

	private static Object wallaroo(String path, int status) {
		if (path.contains("/openid-connect/")) {
			return Map.of("error", (status == 401) ? "invalid_grant" : "unknown_error", "error_description",
					"Fault injected");
		}
		return Map.of("code", status, "msg", "Fault injected");
	}

	// Maestro speaks several error dialects, these are the ones its pages show
	private static Object maestro(int status) {
		return switch (status) {
			case 401 -> Map.of("message", "unauthorized", "error", "AUTH.UNAUTHORIZED");
			case 404 -> Map.of("detail", "Fault injected");
			case 500 -> Map.of("statusCode", 500, "message", "Fault injected", "error", "Internal Server Error", "code",
					"UNKNOWN", "details", Map.of());
			default -> Map.of("message", "Fault injected", "statusCode", status);
		};
	}

	/**
	 * A body.
	 *
	 * @param contentType its type
	 * @param bytes its bytes
	 */
	record Body(String contentType, byte[] bytes) {
	}

}
