package io.patchbay.sandbox.maestro;

import io.patchbay.sandbox.SandboxState;
import io.patchbay.sandbox.SandboxSwitches;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Everything that the pretend Maestro remembers. Tokens are not part of it: those given
 * out before a reset stay good, so that clients need not notice one.
 */
@Component
@Profile("sandbox")
class MaestroSandboxState implements SandboxState {

	private final SandboxSwitches<MaestroSwitches> switches;

	private final MaestroConnections connections;

	private final MaestroPipelines pipelines;

	MaestroSandboxState(SandboxSwitches<MaestroSwitches> switches, MaestroConnections connections,
			MaestroPipelines pipelines) {
		this.switches = switches;
		this.connections = connections;
		this.pipelines = pipelines;
	}

	@Override
	public void reset() {
		this.switches.reset();
		this.connections.reset();
		this.pipelines.reset();
	}

}
