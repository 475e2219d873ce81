package io.patchbay.web;

import java.util.Objects;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Confirms a cleanup plan.
 *
 * @param confirm the words of the plan
 */
@Schema(name = "CleanupExecuteRequest", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record CleanupExecuteRequest(@Schema(description = "`confirm` of the plan, word for word.",
		example = "delete 2 connections") String confirm) {

	static CleanupExecuteRequest read(byte[] body) {
		JsonFields root = JsonBodies.object(body);
		root.require("confirm");
		String confirm = root.text("confirm");
		root.check();
		return new CleanupExecuteRequest(Objects.requireNonNull(confirm));
	}

}
