package io.patchbay.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import io.patchbay.Seeds;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionChange;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.Platform;
import io.patchbay.connection.Schedule;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what a patch makes of a connection with what RFC 7396 makes of its JSON.
 */
class MergePatchPropertyTests {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	@Test
	void patchMakesWhatTheStandardSays() {
		Seeds.check((random) -> {
			ObjectNode before = connection(random);
			ObjectNode patch = patch(random);
			ConnectionChange change = ConnectionBodies.change(patch.toString().getBytes(StandardCharsets.UTF_8))
				.apply(connection(before));
			assertThat(after(before, change)).describedAs("%s and %s", before, patch).isEqualTo(merge(before, patch));
			assertThat(change.isEmpty()).isEqualTo(patch.isEmpty());
		});
	}

	// The algorithm of RFC 7396, section 2.
	private static JsonNode merge(JsonNode target, JsonNode patch) {
		if (!patch.isObject()) {
			return patch;
		}
		ObjectNode result = target.isObject() ? (ObjectNode) target.deepCopy() : MAPPER.createObjectNode();
		patch.properties().forEach((member) -> {
			if (member.getValue().isNull()) {
				result.remove(member.getKey());
			}
			else {
				result.set(member.getKey(), merge(result.path(member.getKey()), member.getValue()));
			}
		});
		return result;
	}

	private static ObjectNode connection(Random random) {
		ObjectNode connection = MAPPER.createObjectNode();
		connection.put("name", "n" + random.nextInt(9));
		connection.put("enabled", random.nextBoolean());
		if (random.nextBoolean()) {
			connection.put("tablePrefix", "p" + random.nextInt(9));
		}
		ObjectNode schedule = connection.putObject("schedule").put("cron", random.nextInt(60) + " 0 * * *");
		if (random.nextBoolean()) {
			schedule.put("timeZone", "UTC");
		}
		return connection;
	}

	private static ObjectNode patch(Random random) {
		ObjectNode patch = MAPPER.createObjectNode();
		if (random.nextBoolean()) {
			patch.put("name", "m" + random.nextInt(9) + Seeds.text(random, 5));
		}
		if (random.nextBoolean()) {
			patch.put("enabled", random.nextBoolean());
		}
		if (random.nextBoolean()) {
			patch.put("tablePrefix", random.nextBoolean() ? null : "q" + random.nextInt(9));
		}
		switch (random.nextInt(5)) {
			case 0 -> patch.putNull("schedule");
			case 1 -> patch.putObject("schedule");
			case 2 -> patch.putObject("schedule").put("cron", "0 " + random.nextInt(24) + " * * *");
			case 3 -> patch.putObject("schedule").put("timeZone", random.nextBoolean() ? null : "Europe/Berlin");
			default -> patch.remove("schedule");
		}
		return patch;
	}

	private static Connection connection(ObjectNode json) {
		JsonNode schedule = json.path("schedule");
		return Connection.builder(ConnectionId.parse("airbyte~1"), new Platform("airbyte"))
			.name(json.path("name").stringValue())
			.enabled(json.path("enabled").booleanValue())
			.tablePrefix(json.path("tablePrefix").stringValue(null))
			.schedule(new Schedule(Schedule.Type.CRON, schedule.path("cron").stringValue(),
					schedule.path("timeZone").stringValue(null), List.of()))
			.build();
	}

	private static ObjectNode after(ObjectNode before, ConnectionChange change) {
		ObjectNode after = before.deepCopy();
		after.put("name", Objects.requireNonNullElse(change.name(), before.path("name").stringValue()));
		after.put("enabled", Objects.requireNonNullElse(change.enabled(), before.path("enabled").booleanValue()));
		String prefix = Objects.requireNonNullElse(change.tablePrefix(), before.path("tablePrefix").stringValue(""));
		after.remove("tablePrefix");
		if (!prefix.isEmpty()) {
			after.put("tablePrefix", prefix);
		}
		Schedule schedule = change.schedule();
		if (schedule != null) {
			after.remove("schedule");
		}
		if (schedule != null && schedule.type() == Schedule.Type.CRON) {
			ObjectNode members = after.putObject("schedule").put("cron", schedule.cron());
			if (schedule.timeZone() != null) {
				members.put("timeZone", schedule.timeZone());
			}
		}
		return after;
	}

}
