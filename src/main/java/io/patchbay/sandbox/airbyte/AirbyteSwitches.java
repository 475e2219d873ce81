package io.patchbay.sandbox.airbyte;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;

import io.patchbay.sandbox.SandboxJson;
import io.patchbay.sandbox.SandboxState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * How this Airbyte behaves where real ones differ; changeable at run time.
 */
@Component
@Profile("sandbox")
class AirbyteSwitches implements SandboxState {

	private static final String DEFAULTS = """
			{"adminMode": false, "planFloorMinutes": 60, "tokenLifetimeSeconds": 900, "minutesBug": false,
			 "queued": false, "locked": true, "futureStatus": false, "dropZeroSeconds": true,
			 "discoverDelayMs": 0, "discoverFails": false, "checkFails": false,
			 "jobPending": "PT1S", "jobDuration": "PT5S", "jobOutcome": "succeeded", "outcomes": {}}
			""";

	private volatile ObjectNode values = defaults();

	@Override
	public void reset() {
		this.values = defaults();
	}

	boolean on(String name) {
		return this.values.path(name).booleanValue();
	}

	int number(String name) {
		return this.values.path(name).intValue();
	}

	Duration duration(String name) {
		return Duration.parse(this.values.path(name).stringValue());
	}

	/**
	 * The outcome of a connection's next jobs: what was scripted for it by id, else what
	 * its name says, else what is scripted for all.
	 * @param connection the connection
	 * @return the outcome
	 */
	JobOutcome outcome(AirbyteConnection connection) {
		JsonNode scripted = this.values.path("outcomes").path(connection.id());
		if (scripted.isString()) {
			return JobOutcome.of(scripted.stringValue());
		}
		JobOutcome named = JobOutcome.named(connection.name());
		return (named != null) ? named : JobOutcome.of(this.values.path("jobOutcome").stringValue());
	}

	ObjectNode json() {
		return this.values.deepCopy();
	}

	/**
	 * Changes some switches, or none when one of the changes makes no sense.
	 * @param changes the new values by name
	 * @throws IllegalArgumentException when a name or value is not known
	 */
	synchronized void change(JsonNode changes) {
		ObjectNode changed = json();
		for (Map.Entry<String, JsonNode> change : changes.properties()) {
			String name = change.getKey();
			JsonNode value = change.getValue();
			JsonNode current = changed.path(name);
			if (current.isMissingNode() || current.getNodeType() != value.getNodeType()) {
				throw new IllegalArgumentException(
						name + " is no switch, or the value has another type than " + current);
			}
			changed.set(name, value);
		}
		check(changed);
		this.values = changed;
	}

	private static void check(ObjectNode values) {
		for (JsonNode value : values) {
			if (value.isNumber() && (!value.isInt() || value.intValue() < 0)) {
				throw new IllegalArgumentException("Numbers are whole and not negative");
			}
		}
		JobOutcome.of(values.path("jobOutcome").stringValue());
		for (JsonNode outcome : values.path("outcomes")) {
			JobOutcome.of(outcome.asString());
		}
		try {
			Duration.parse(values.path("jobPending").stringValue());
			Duration.parse(values.path("jobDuration").stringValue());
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException("jobPending and jobDuration are ISO 8601 durations such as PT5S", ex);
		}
	}

	private static ObjectNode defaults() {
		return (ObjectNode) SandboxJson.read(DEFAULTS);
	}

}
