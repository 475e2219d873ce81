package io.patchbay.web;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A kind of failure, explained.
 *
 * @param code its name, for programs
 * @param type the path of this explanation, {@code type} of such problems
 * @param status the HTTP status
 * @param title what it is, in a few words
 * @param explanation what has happened
 * @param action what to do about it
 * @param retryable whether the same request can succeed later
 */
@Schema(name = "ProblemType")
record ProblemTypeResponse(@Schema(example = "invalid-cursor") String code,
		@Schema(example = "/problems/invalid-cursor") String type, @Schema(example = "400") int status,
		@Schema(example = "Invalid cursor") String title, String explanation, String action, boolean retryable) {

	static ProblemTypeResponse of(ProblemType type) {
		return new ProblemTypeResponse(type.code(), type.uri(), type.status(), type.title(), type.explanation(),
				type.action(), type.retryable());
	}

}
