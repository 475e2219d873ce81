package io.patchbay.sandbox.wallaroo;

import io.patchbay.sandbox.SandboxState;
import io.patchbay.sandbox.SandboxSwitches;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Everything that the pretend Wallaroo remembers. Tokens are not part of it: those given
 * out before a reset stay good, so that clients need not notice one.
 */
@Component
@Profile("sandbox")
class WallarooSandboxState implements SandboxState {

	private final SandboxSwitches<WallarooSwitches> switches;

	private final WallarooWorkspaces workspaces;

	private final WallarooConnections connections;

	private final WallarooTasks tasks;

	WallarooSandboxState(SandboxSwitches<WallarooSwitches> switches, WallarooWorkspaces workspaces,
			WallarooConnections connections, WallarooTasks tasks) {
		this.switches = switches;
		this.workspaces = workspaces;
		this.connections = connections;
		this.tasks = tasks;
	}

	@Override
	public void reset() {
		// in this order: seeds depend on the switches, tasks on orchestrations
		this.switches.reset();
		this.workspaces.reset();
		this.connections.reset();
		this.tasks.reset();
	}

}
