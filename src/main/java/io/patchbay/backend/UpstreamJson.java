package io.patchbay.backend;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the JSON that platforms answer: leniently where they vary, one item at a time
 * where they send many.
 */
public final class UpstreamJson {

	/** What no platform's answer comes near, and a broken one shall not get beyond. */
	private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
		.maxNestingDepth(200)
		.maxStringLength(8 * 1024 * 1024)
		.build();

	/**
	 * Ignores unknown fields, as Jackson 3 does by itself, and what follows a value: the
	 * items of an array are followed by others.
	 */
	static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build())
		.disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private UpstreamJson() {
	}

	/**
	 * Reads the whole body as one object.
	 * @param <T> its type
	 * @param type its class
	 * @return the reader
	 */
	public static <T> BodyReader<T> object(Class<T> type) {
		return object(MAPPER.readerFor(type));
	}

	/**
	 * Reads the whole body as one object, with its fractions to the last digit.
	 * @param <T> its type
	 * @param type its class
	 * @return the reader
	 */
	public static <T> BodyReader<T> exact(Class<T> type) {
		return object(MAPPER.readerFor(type).with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS));
	}

	private static <T> BodyReader<T> object(ObjectReader reader) {
		return json((body) -> {
			T value = reader.readValue(body);
			if (value == null) {
				throw new StreamReadException(null, "nothing where an object should be");
			}
			return value;
		});
	}

	/**
	 * Reads the items of an array one by one, so that memory does not depend on their
	 * number.
	 * @param field the member of the body that is the array, {@code null} when the body
	 * is the array itself
	 * @param items gets each item, and says whether it wants more
	 * @return a reader that answers whether the array was read to its end
	 */
	public static BodyReader<Boolean> items(@Nullable String field, Predicate<JsonNode> items) {
		return items(field, () -> {
		}, items);
	}

	/**
	 * Reads the items of an array one by one, for a reader that collects them: a read
	 * that breaks off midway may be repeated from its beginning.
	 * @param field the member of the body that is the array, {@code null} when the body
	 * is the array itself
	 * @param start gets ready for the first item, once more for each repetition
	 * @param items gets each item, and says whether it wants more
	 * @return a reader that answers whether the array was read to its end
	 */
	public static BodyReader<Boolean> items(@Nullable String field, Runnable start, Predicate<JsonNode> items) {
		return json((body) -> {
			start.run();
			try (JsonParser parser = MAPPER.createParser(body)) {
				findArray(parser, field);
				while (parser.nextToken() != JsonToken.END_ARRAY) {
					JsonNode item = MAPPER.readTree(parser);
					if (!items.test(item)) {
						return false;
					}
				}
				// A body that is read to its end leaves the connection fit for reuse.
				while (parser.nextToken() != null) {
					parser.skipChildren();
				}
				return true;
			}
		});
	}

	/**
	 * Reads the body token by token, for what is too long to be held.
	 * @param tokens takes the tokens
	 * @return the reader
	 */
	public static BodyReader<@Nullable Void> tokens(Consumer<JsonParser> tokens) {
		return json((body) -> {
			try (JsonParser parser = MAPPER.createParser(body)) {
				tokens.accept(parser);
				return null;
			}
		});
	}

	/**
	 * Makes a record of an item.
	 * @param <T> its type
	 * @param item the item
	 * @param type its class
	 * @return the record, {@code null} when the item is not what it should be
	 */
	public static <T> @Nullable T convert(JsonNode item, Class<T> type) {
		if (!item.isObject()) {
			return null;
		}
		try {
			return MAPPER.treeToValue(item, type);
		}
		catch (tools.jackson.core.JacksonException ex) {
			return null;
		}
	}

	private static void findArray(JsonParser parser, @Nullable String field) {
		JsonToken token = parser.nextToken();
		if (field != null) {
			expect(parser, token, JsonToken.START_OBJECT);
			while (parser.nextToken() == JsonToken.PROPERTY_NAME && !field.equals(parser.currentName())) {
				parser.nextToken();
				parser.skipChildren();
			}
			if (parser.currentToken() != JsonToken.PROPERTY_NAME) {
				throw new StreamReadException(parser, "no array where the items should be");
			}
			token = parser.nextToken();
		}
		expect(parser, token, JsonToken.START_ARRAY);
	}

	private static void expect(JsonParser parser, @Nullable JsonToken actual, JsonToken expected) {
		if (actual != expected) {
			throw new StreamReadException(parser, "no array where the items should be");
		}
	}

	private static <T extends @Nullable Object> BodyReader<T> json(BodyReader<T> reader) {
		return new BodyReader<>() {

			@Override
			public T read(InputStream body) throws IOException {
				return reader.read(body);
			}

			@Override
			public boolean json() {
				return true;
			}

		};
	}

}
