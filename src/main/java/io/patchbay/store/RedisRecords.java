package io.patchbay.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.WorkspaceId;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * How records are written in Redis: as JSON, ids as callers write them. Not with the
 * mapper of the web, whose notation operators may change. The same record is always
 * written in the same way, so that texts can be compared instead of records.
 */
final class RedisRecords {

	private static final JsonMapper MAPPER = JsonMapper.builder().addModule(ids()).build();

	private RedisRecords() {
	}

	static String write(Object item) {
		return MAPPER.writeValueAsString(item);
	}

	static <T> T read(String text, Class<T> type) {
		return MAPPER.readValue(text, type);
	}

	/**
	 * Writes a part of a key so that no other text, with whatever signs in it, looks the
	 * same together with its neighbours.
	 * @param text the text
	 * @return letters, digits, hyphens and underscores
	 */
	static String keyPart(String text) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	private static SimpleModule ids() {
		SimpleModule module = new SimpleModule();
		add(module, BackendId.class, BackendId::new);
		add(module, ConnectionId.class, ConnectionId::parse);
		add(module, WorkspaceId.class, WorkspaceId::parse);
		return module;
	}

	private static <T> void add(SimpleModule module, Class<T> type, Function<String, T> parser) {
		module.addSerializer(type, ToStringSerializer.instance);
		module.addDeserializer(type, new FromText<>(type, parser));
	}

	private static final class FromText<T> extends StdDeserializer<T> {

		private final transient Function<String, T> parser;

		private FromText(Class<T> type, Function<String, T> parser) {
			super(type);
			this.parser = parser;
		}

		@Override
		public T deserialize(JsonParser json, DeserializationContext context) {
			return this.parser.apply(json.getString());
		}

	}

}
