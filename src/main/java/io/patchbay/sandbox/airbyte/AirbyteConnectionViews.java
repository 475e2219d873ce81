package io.patchbay.sandbox.airbyte;

import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * How connections look from outside, which depends on the switches.
 */
@Component
@Profile("sandbox")
class AirbyteConnectionViews {

	private final AirbyteSwitches switches;

	AirbyteConnectionViews(AirbyteSwitches switches) {
		this.switches = switches;
	}

	ObjectNode view(AirbyteConnection connection) {
		return connection.json().deepCopy().put("status", status(connection));
	}

	String status(AirbyteConnection connection) {
		if (ConnectionSeeds.FUTURE.equals(connection.id()) && this.switches.on("futureStatus")) {
			return "paused_by_policy";
		}
		if (AirbyteConnection.LOCKED.equals(connection.status()) && !this.switches.on("locked")) {
			return "inactive";
		}
		return connection.status();
	}

}
