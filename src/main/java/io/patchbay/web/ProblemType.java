package io.patchbay.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import io.patchbay.connection.ErrorCode;

/**
 * The catalogue of everything that can go wrong, as callers are told it. A member's name
 * in lower case with hyphens is its code, which never changes.
 */
enum ProblemType {

	INVALID_REQUEST(400, "Invalid request", false,
			"A parameter, a header or the body is malformed, or HTTP itself was not spoken properly.",
			"Correct what 'errors' points at, then send the request again."),
	INVALID_CURSOR(400, "Invalid cursor", false,
			"The cursor was not made by this gateway, was changed on its way, or is too old.",
			"Pass on 'next' of the page before unchanged, or start again without a cursor."),
	CURSOR_FILTER_MISMATCH(400, "The cursor belongs to another question", false,
			"The filters differ from those of the list that the cursor came from. Only 'limit' may change between pages.",
			"Repeat the filters of the first page, or start again without a cursor."),
	UNSUPPORTED_FILTER(400, "Unsupported filter", false,
			"None of the backends that were asked can answer one of the filters.",
			"Leave the filter out, or ask backends that know it."),
	UNAUTHENTICATED(401, "Credentials needed", false,
			"The request has no credentials, or they are unknown, malformed or expired.",
			"Send 'X-Api-Key: <key>' or 'Authorization: Bearer <token>', one of them only."),
	INSUFFICIENT_SCOPE(403, "A scope is missing", false, "Your credentials are valid, and not good for this call.",
			"Have the operator grant the scope that 'requiredScope' names."),
	UPSTREAM_FORBIDDEN(403, "The platform forbids it", false,
			"The platform knows the gateway's credentials and refuses this call to them.",
			"Have the rights of the gateway's account on the platform widened."),
	UPSTREAM_CREDENTIALS_REJECTED(403, "The platform rejects your credentials", false,
			"This backend is called with each caller's own credentials, and yours are missing or were refused.",
			"Send valid ones in the header that 'detail' names."),
	NOT_FOUND(404, "Not found", false,
			"There is no such resource, or none that you may see. Airbyte, for one, does not tell the two apart.",
			"Check the id, and the backends that your credentials are good for."),
	NOT_ATTACHED(404, "Not attached", false, "The connection is there, and not attached to this workspace.",
			"Choose one of the workspaces that the answer names, or attach it first."),
	METHOD_NOT_ALLOWED(405, "Method not allowed", false,
			"There is something at this path, and it does not know this method.",
			"Use a method of the header 'Allow'."),
	NOT_ACCEPTABLE(406, "Not acceptable", false, "Nothing that the header 'Accept' asks for can be answered here.",
			"Ask for application/json, or for what the API document names."),
	PAYLOAD_TOO_LARGE(413, "Request too large", false, "The body is larger than the gateway takes.",
			"Send less at a time."),
	UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", false, "The body is of a type that this call does not take.",
			"Set 'Content-Type' to what the API document names for this call."),
	CONFLICT(409, "Conflict", false, "The state of the resource stands against the call.",
			"Read the resource again, and decide anew."),
	NAME_TAKEN(409, "The name is taken", false, "Another connection of the backend has this name already.",
			"Choose another name."),
	CONNECTION_ATTACHED(409, "The connection is attached", false,
			"The platform does not delete a connection that is attached to workspaces.",
			"Detach it first, or delete it with 'detach=true'."),
	SYNC_ALREADY_RUNNING(409, "A sync is running already", true,
			"The platform runs one sync of a connection at a time.",
			"Wait until it has ended, or start with 'onConflict' set to ATTACH or SKIP."),
	NOT_SYNCABLE(409, "Not ready to sync", false,
			"The connection is inactive, the pipeline is paused, or the orchestration is not ready.",
			"Activate it on the platform first."),
	WORKSPACE_MISMATCH(409, "Another workspace", false,
			"On this platform a connection belongs to one workspace for good, and it is not this one.",
			"Use the workspace that the connection belongs to."),
	IDEMPOTENCY_IN_PROGRESS(409, "The first call is still running", true,
			"A call with the same 'Idempotency-Key' has not ended yet.",
			"Send the same call again a little later to have its answer."),
	PRECONDITION_FAILED(412, "Changed meanwhile", false, "The resource is not the one any more that 'If-Match' names.",
			"Read it again, and repeat the change on what it is now."),
	UPSTREAM_REJECTED(422, "The platform rejects it", false,
			"The platform understood the call, and does not take what is in it.",
			"Read 'upstream.message', and correct the request."),
	UNSUPPORTED_VALUE(422, "Unsupported value", false,
			"The value is well formed, and the platform cannot store it. The gateway never changes it silently.",
			"Use a value that the platform knows."),
	IDEMPOTENCY_KEY_REUSED(422, "The key was used for another call", false,
			"The 'Idempotency-Key' belongs to a call with another body.", "Make a new key for each new call."),
	SYNC_TARGET_REQUIRED(422, "Say what to run", false,
			"Nothing tells which orchestration or pipeline a sync of this connection runs, or several might be meant.",
			"Name one in 'target', or have the operator set it in 'sync-targets'."),
	REDACTED_VALUE_ON_WRITE(422, "A redacted value cannot be stored", false,
			"The details hold a value that the gateway had redacted, or a mask.", "Put the real value in its place."),
	CONFIRMATION_MISMATCH(422, "Not confirmed", false, "The words that confirm the plan are other ones.",
			"Send 'confirm' of the plan word for word."),
	RATE_LIMITED(429, "Too many requests", true, "You send more requests than the gateway lets you.",
			"Wait for as long as 'Retry-After' says."),
	UPSTREAM_RATE_LIMITED(429, "The platform limits its calls", true, "The platform allows no more calls for now.",
			"Wait for as long as 'Retry-After' says."),
	OPERATION_UNSUPPORTED(501, "The platform cannot do this", false,
			"The platform has nothing that this call could be carried out with.",
			"Look at the capabilities of each backend, or at 'supportedBackends'."),
	UPSTREAM_ERROR(502, "The platform failed", false, "The platform answered that it failed.",
			"Look at 'upstream', and at the platform's own logs."),
	UPSTREAM_AUTH_FAILED(502, "The platform rejects the gateway", false,
			"The credentials that the gateway holds for the platform are refused.",
			"Tell the operator of the gateway."),
	UPSTREAM_INVALID_RESPONSE(502, "The platform's answer makes no sense", false,
			"What the platform answered is not of its own API: another version perhaps, or a proxy in between.",
			"Tell the operator of the gateway."),
	UPSTREAM_UNAVAILABLE(503, "The platform is not available", true,
			"The platform cannot be reached, or says that it is down. Without 'backend': the store that the gateway's "
					+ "replicas share cannot be reached, and the call is not safe without it.",
			"Wait for as long as 'Retry-After' says."),
	CIRCUIT_OPEN(503, "The platform is left alone", true,
			"The platform failed so often that the gateway does not ask it for a moment.",
			"Wait for as long as 'Retry-After' says."),
	BACKEND_DISABLED(503, "The backend is switched off", false, "Its operator has switched this backend off.",
			"Ask the operator when it comes back."),
	UPSTREAM_TIMEOUT(504, "The platform is too slow", true, "The platform did not answer in the time that there was.",
			"Ask again, perhaps for less."),
	UPSTREAM_OUTCOME_UNKNOWN(504, "Nobody knows whether it happened", false,
			"The change was sent to the platform, and no answer came. The gateway never sends it twice.",
			"Look whether it happened, or send it again with the same 'Idempotency-Key': the gateway looks first."),
	INTERNAL_ERROR(500, "The gateway failed", false, "Something happened that the gateway's makers did not think of.",
			"Tell the operator the 'requestId': the logs know more.");

	private final int status;

	private final String title;

	private final boolean retryable;

	private final String explanation;

	private final String action;

	ProblemType(int status, String title, boolean retryable, String explanation, String action) {
		this.status = status;
		this.title = title;
		this.retryable = retryable;
		this.explanation = explanation;
		this.action = action;
	}

	static ProblemType of(ErrorCode code) {
		return find(code.value()).orElseThrow();
	}

	static Optional<ProblemType> find(String code) {
		return Arrays.stream(values()).filter((type) -> type.code().equals(code)).findFirst();
	}

	/**
	 * The code for what a server or a framework knows by its status alone.
	 * @param status an HTTP status of 400 or more
	 * @return the type, whose own status is another one where the contract has no code
	 */
	static ProblemType ofStatus(int status) {
		return switch (status) {
			case 401 -> UNAUTHENTICATED;
			case 403 -> INSUFFICIENT_SCOPE;
			case 404 -> NOT_FOUND;
			case 405 -> METHOD_NOT_ALLOWED;
			case 406 -> NOT_ACCEPTABLE;
			case 409 -> CONFLICT;
			case 412 -> PRECONDITION_FAILED;
			case 413 -> PAYLOAD_TOO_LARGE;
			case 415 -> UNSUPPORTED_MEDIA_TYPE;
			case 429 -> RATE_LIMITED;
			// A method, a transfer coding or a version of HTTP that the server does not
			// know.
			case 501, 505 -> INVALID_REQUEST;
			default -> (status < 500) ? INVALID_REQUEST : INTERNAL_ERROR;
		};
	}

	String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	String uri() {
		return "/problems/" + code();
	}

	int status() {
		return this.status;
	}

	String title() {
		return this.title;
	}

	boolean retryable() {
		return this.retryable;
	}

	String explanation() {
		return this.explanation;
	}

	String action() {
		return this.action;
	}

}
