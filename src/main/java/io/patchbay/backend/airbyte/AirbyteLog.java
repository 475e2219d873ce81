package io.patchbay.backend.airbyte;

import java.time.Instant;
import java.util.function.Consumer;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Takes the lines of the log out of a job with its attempts, one at a time. Airbyte
 * writes a log as events, or as lines where it is old.
 */
final class AirbyteLog {

	private final JsonParser parser;

	private final Consumer<String> lines;

	AirbyteLog(JsonParser parser, Consumer<String> lines) {
		this.parser = parser;
		this.lines = lines;
	}

	void read() {
		this.parser.nextToken();
		members((name) -> {
			if (name.equals("attempts")) {
				items(() -> members(this::attempt));
			}
		});
	}

	private void attempt(String name) {
		if (name.equals("logs")) {
			members(this::log);
		}
	}

	private void log(String name) {
		if (name.equals("events")) {
			items(() -> event(this.parser.readValueAsTree()));
		}
		else if (name.equals("logLines")) {
			items(() -> {
				if (this.parser.currentToken() == JsonToken.VALUE_STRING) {
					hand("", this.parser.getString());
				}
			});
		}
	}

	private void event(JsonNode event) {
		JsonNode time = event.path("timestamp");
		String stamp = time.isNumber() ? "[" + Instant.ofEpochMilli(time.asLong()) + "] " : "";
		String level = event.path("level").asString("");
		hand(stamp + (level.isEmpty() ? "" : level + ": "), event.path("message").asString(""));
	}

	private void hand(String prefix, String message) {
		(prefix + message).lines().forEach(this.lines);
	}

	// Goes through the object at hand; what the member's reader leaves is skipped.
	private void members(Consumer<String> member) {
		if (this.parser.currentToken() != JsonToken.START_OBJECT) {
			this.parser.skipChildren();
			return;
		}
		while (this.parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = this.parser.currentName();
			this.parser.nextToken();
			member.accept(name);
			this.parser.skipChildren();
		}
	}

	private void items(Runnable item) {
		if (this.parser.currentToken() != JsonToken.START_ARRAY) {
			return;
		}
		while (this.parser.nextToken() != JsonToken.END_ARRAY) {
			item.run();
			this.parser.skipChildren();
		}
	}

}
