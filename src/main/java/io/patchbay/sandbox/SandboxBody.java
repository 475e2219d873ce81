package io.patchbay.sandbox;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the body of a call whose platform expects a JSON object.
 */
public final class SandboxBody {

	private SandboxBody() {
	}

	/**
	 * Reads an object.
	 * @param body the bytes, absent when the request had none
	 * @return the object, or {@code null} when the body is anything else
	 */
	public static @Nullable ObjectNode object(byte @Nullable [] body) {
		return (SandboxJson.parse(body) instanceof ObjectNode object) ? object : null;
	}

}
