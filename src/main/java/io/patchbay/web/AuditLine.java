package io.patchbay.web;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A line of the audit log: one JSON object in ASCII, so that nothing in it can start
 * another line or steer a terminal, whatever callers and platforms call their things.
 */
final class AuditLine {

	/** The logger that gets the lines, and nothing else. */
	static final String LOGGER = "patchbay.audit";

	/** More than any id; what is refused for its length is told by its beginning. */
	private static final int LONGEST_TEXT = 600;

	private static final Logger logger = LoggerFactory.getLogger(LOGGER);

	private static final JsonMapper MAPPER = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	private final ObjectNode json;

	private AuditLine(ObjectNode json) {
		this.json = json;
	}

	AuditLine() {
		this(MAPPER.createObjectNode());
	}

	AuditLine set(String name, @Nullable Object value) {
		switch (value) {
			case null -> {
			}
			case Boolean truth -> this.json.put(name, truth);
			case Number number -> this.json.put(name, number.longValue());
			case Map<?, ?> map -> {
				AuditLine inner = new AuditLine(this.json.putObject(name));
				map.forEach((key, member) -> inner.set(String.valueOf(key), member));
			}
			default -> this.json.put(name, cut(value.toString()));
		}
		return this;
	}

	String text(String name) {
		return this.json.path(name).stringValue("");
	}

	void write() {
		logger.info(MAPPER.writeValueAsString(this.json));
	}

	private static String cut(String text) {
		return (text.length() <= LONGEST_TEXT) ? text : text.substring(0, LONGEST_TEXT) + "...";
	}

}
