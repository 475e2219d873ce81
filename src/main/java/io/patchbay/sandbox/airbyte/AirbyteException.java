package io.patchbay.sandbox.airbyte;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.patchbay.sandbox.SandboxJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer that is an error. Airbyte speaks four dialects: problems with six keys
 * (public API), a bare error id (framework), a message with an error id (Config API) and
 * links (conversion of parameters and bodies).
 */
final class AirbyteException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final String REFERENCE = "https://reference.airbyte.com/reference/errors";

	private final int status;

	private final transient @Nullable ObjectNode body;

	private AirbyteException(int status, String message, @Nullable ObjectNode body) {
		super(message);
		this.status = status;
		this.body = body;
	}

	int status() {
		return this.status;
	}

	/**
	 * The body.
	 * @return the body, null when it depends on the request as for conversion errors
	 */
	@Nullable ObjectNode body() {
		return this.body;
	}

	static AirbyteException problem(int status, String type, String title, String detail, @Nullable JsonNode data) {
		ObjectNode body = SandboxJson.object()
			.put("status", status)
			.put("type", (type.startsWith("error:")) ? type : REFERENCE + type)
			.put("title", title)
			.put("detail", detail)
			.putNull("documentationUrl");
		body.set("data", data);
		return new AirbyteException(status, title, body);
	}

	static AirbyteException badRequest(String message) {
		return problem(400, "#bad-request", "bad-request", "The request could not be understood.", message(message));
	}

	static AirbyteException valueNotFound(String value) {
		return problem(400, "", "value-not-found", "Submitted value could not be found.",
				SandboxJson.tree(Map.of("value", value)));
	}

	static AirbyteException invalidApiKey() {
		return problem(401, "#invalid-api-key", "invalid-api-key", "The supplied API key is invalid.", null);
	}

	static AirbyteException forbidden() {
		return problem(403, "#forbidden", "forbidden", "Forbidden.",
				message("Caller does not have the required WORKSPACE_READER permissions to access the resource(s)."));
	}

	static AirbyteException notFound(String resourceType, String resourceId) {
		return problem(404, "#resource-not-found", "resource-not-found", "The requested resource was not found.",
				SandboxJson.object().put("resourceType", resourceType).put("resourceId", resourceId));
	}

	static AirbyteException tryAgainLater(String message) {
		return problem(409, "#try-again-later", "try-again-later", "Please try again later.", message(message));
	}

	static AirbyteException stateConflict(String message) {
		return problem(409, "#409-state-conflict", "state-conflict", "The state of the resource forbids this.",
				message(message));
	}

	static AirbyteException unprocessable(String message) {
		return problem(422, "#unprocessable-entity", "unprocessable-entity", "The request could not be processed.",
				message(message));
	}

	static AirbyteException unexpected(String message) {
		return problem(500, "", "unexpected-problem", "An unexpected problem has occurred.", message(message));
	}

	/**
	 * What the framework answers since platform 2.0: nothing but a key into its own log.
	 * @param status the status code
	 * @return the error
	 */
	static AirbyteException errorId(int status) {
		return new AirbyteException(status, "errorId", SandboxJson.object().put("errorId", id()));
	}

	/**
	 * A "known exception" of the Config API.
	 * @param status the status code
	 * @param message its text
	 * @return the error
	 */
	static AirbyteException known(int status, String message) {
		return new AirbyteException(status, message, SandboxJson.object().put("message", message).put("errorId", id()));
	}

	static AirbyteException noConfiguration(String kind, String id) {
		return known(404, "Could not find configuration for %s: %s.".formatted(kind.toUpperCase(Locale.ROOT), id));
	}

	/**
	 * What the proxy in front of Airbyte answers.
	 * @param status the status code
	 * @param message its text
	 * @return the error
	 */
	static AirbyteException edge(int status, String message) {
		return new AirbyteException(status, message, SandboxJson.object().put("message", message).put("code", status));
	}

	/**
	 * A body or parameter of the wrong shape.
	 * @param message what is wrong with it
	 * @return the error
	 */
	static AirbyteException conversion(String message) {
		return new AirbyteException(400, message, null);
	}

	private static ObjectNode message(String message) {
		return SandboxJson.object().put("message", message);
	}

	private static String id() {
		return UUID.randomUUID().toString();
	}

}
