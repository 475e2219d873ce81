package io.patchbay.sandbox;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The switches of one emulator: a record of settings that a tester patches while it runs.
 *
 * @param <T> the record of settings
 */
public final class SandboxSwitches<T extends Record> {

	// a misspelt switch must not pass as "set": the test would then prove nothing
	private static final JsonMapper STRICT = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private final Class<T> type;

	private final T defaults;

	private final AtomicReference<T> current;

	/**
	 * Starts with the defaults.
	 * @param type the record's class
	 * @param defaults the settings at start and after a reset
	 */
	public SandboxSwitches(Class<T> type, T defaults) {
		this.type = type;
		this.defaults = defaults;
		this.current = new AtomicReference<>(defaults);
	}

	/**
	 * The settings in force.
	 * @return the record
	 */
	public T get() {
		return this.current.get();
	}

	/**
	 * Returns to the defaults.
	 */
	public void reset() {
		this.current.set(this.defaults);
	}

	/**
	 * Replaces the settings that a JSON object names.
	 * @param body the JSON object
	 * @return the settings from now on
	 * @throws IllegalArgumentException if the body is no JSON object, names an unknown
	 * setting or has a value of the wrong kind
	 */
	public T patch(byte @Nullable [] body) {
		ObjectNode patch = SandboxBody.object(body);
		if (patch == null) {
			throw new IllegalArgumentException("The body must be a JSON object");
		}
		return this.current.updateAndGet((before) -> merge(before, patch));
	}

	private T merge(T before, ObjectNode patch) {
		try {
			JsonNode merged = STRICT.<ObjectNode>valueToTree(before).setAll(patch);
			return STRICT.treeToValue(merged, this.type);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(ex.getOriginalMessage(), ex);
		}
	}

}
