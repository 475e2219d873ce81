package io.patchbay.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.patchbay.connection.OnConflict;
import io.patchbay.connection.SyncRequest;
import io.patchbay.connection.SyncRun;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What to run, and what to do when something runs already.
 *
 * @param type what the run does
 * @param onConflict what to do instead while another run has not ended
 * @param target the platform's id of what to run
 * @param arguments what to hand to it
 */
@Schema(name = "SyncRequest", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record SyncRequestBody(
		@Schema(description = "What the run does. Airbyte alone knows more than `SYNC`.",
				defaultValue = "SYNC") SyncRun.@Nullable Type type,
		@Schema(description = "What to do while another run of the connection has not ended, as far as the platform "
				+ "shows it: `FAIL` answers 409, `ATTACH` and `SKIP` answer 200 with that run; `ATTACH` says "
				+ "`\"attached\":true` and waits for it when asked to.",
				defaultValue = "FAIL") @Nullable OnConflict onConflict,
		@Schema(description = "Wallaroo: the id of the orchestration. Maestro: the id of the pipeline. Absent: what "
				+ "the configuration says, or what the platform shows.",
				example = "11111111-2222-4333-8444-555555555555") @Nullable String target,
		@Schema(description = "Wallaroo: the arguments of the orchestration.") @Nullable Map<String, Object> arguments) {

	static Asked read(byte @Nullable [] body) {
		if (body == null || body.length == 0) {
			return new Asked(new SyncRequest(SyncRun.Type.SYNC, null, Map.of()), OnConflict.FAIL);
		}
		JsonFields root = JsonBodies.object(body);
		for (String name : List.of("type", "onConflict", "target", "arguments")) {
			if (root.isNull(name)) {
				root.wrong(name, "it is not null: leave it out");
			}
		}
		SyncRun.Type type = word(root, "type", SyncRun.Type.values());
		OnConflict onConflict = word(root, "onConflict", OnConflict.values());
		String target = root.nonBlank("target");
		Map<String, @Nullable Object> arguments = arguments(root);
		root.check();
		return new Asked(new SyncRequest((type != null) ? type : SyncRun.Type.SYNC, target, arguments),
				(onConflict != null) ? onConflict : OnConflict.FAIL);
	}

	private static <E extends Enum<E>> @Nullable E word(JsonFields fields, String name, E[] values) {
		return fields.parsed(name,
				(text) -> Arrays.stream(values)
					.filter((value) -> value.name().equals(text))
					.findFirst()
					.orElseThrow(() -> new IllegalArgumentException("it is one of " + Arrays.toString(values))));
	}

	private static Map<String, @Nullable Object> arguments(JsonFields root) {
		JsonNode arguments = root.take("arguments");
		if (arguments == null) {
			return Map.of();
		}
		if (!arguments.isObject()) {
			root.wrong("arguments", "it is an object");
			return Map.of();
		}
		return map(arguments);
	}

	private static Map<String, @Nullable Object> map(JsonNode json) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		json.properties().forEach((entry) -> map.put(entry.getKey(), value(entry.getValue())));
		return map;
	}

	private static @Nullable Object value(JsonNode json) {
		return switch (json.getNodeType()) {
			case OBJECT -> map(json);
			case ARRAY -> {
				List<@Nullable Object> list = new ArrayList<>();
				json.forEach((item) -> list.add(value(item)));
				yield list;
			}
			case STRING -> json.stringValue();
			case NUMBER -> json.numberValue();
			case BOOLEAN -> json.booleanValue();
			default -> null;
		};
	}

	/**
	 * What a body asks for.
	 *
	 * @param request what to run
	 * @param onConflict what to do instead while another run has not ended
	 */
	record Asked(SyncRequest request, OnConflict onConflict) {

	}

}
