package io.patchbay.backend.airbyte;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.patchbay.backend.BackendProperties;
import io.patchbay.backend.TestBackends;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionChange;
import io.patchbay.connection.ConnectionDraft;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.Schedule;
import io.patchbay.connection.Stream;
import io.patchbay.connection.WorkspaceId;
import io.patchbay.sandbox.SandboxClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * An adapter that talks to the emulator over real HTTP.
 */
abstract class AirbyteEmulatorFixture {

	static final String ANALYTICS = "3b86d0f4-e25a-47c9-a0d8-914c6e7f52b3";

	static final String MARKETING = "7c1e5a92-4d08-4b6f-9a3c-2f5e8d7b6041";

	static final String POSTGRES = "a1d94f72-6c03-4be8-8d2f-3e7b10c95a64";

	static final String SNOWFLAKE = "c7be2058-91fa-4d3e-b6a7-58f204d1e93b";

	static final BackendId NAME = new BackendId("airbyte");

	static final ConnectionId EXAMPLE = new ConnectionId(NAME, "5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21");

	static final ConnectionId LOCKED = new ConnectionId(NAME, "c0000000-0000-4000-8000-000000000027");

	final SandboxClient sandbox;

	final AirbyteBackend backend;

	AirbyteEmulatorFixture(int port) {
		this.sandbox = new SandboxClient(port);
		AirbyteFactory factory = new AirbyteFactory();
		BackendProperties.Auth application = new BackendProperties.Auth(BackendProperties.Mode.HELD, null,
				"sandbox-client", "sandbox-secret", null, null, null, null, null);
		this.backend = (AirbyteBackend) TestBackends.create(factory,
				TestBackends.properties(factory, this.sandbox.root() + "/sandbox/airbyte/v1", application, List.of()),
				Map.of("config-api-url", this.sandbox.root() + "/sandbox/airbyte/api/v1"), Clock.systemUTC());
	}

	@BeforeEach
	void reset() throws Exception {
		this.sandbox.post("/sandbox/reset", "");
	}

	final void signIn() throws Exception {
		this.sandbox.authorization("Bearer " + SandboxClient
			.json(this.sandbox.post("/sandbox/airbyte/v1/applications/token",
					"{\"client_id\":\"sandbox-client\",\"client_secret\":\"sandbox-secret\"}"))
			.path("access_token")
			.stringValue());
	}

	final Connection example() {
		return this.backend.get(EXAMPLE, Set.of());
	}

	final void change(ConnectionChange change) {
		this.backend.update(example(), change);
	}

	static ConnectionDraft draft(String source, String destination, WorkspaceId workspace) {
		return new ConnectionDraft(NAME, "Drafted", null, null, workspace, source, destination, null, null, null, null);
	}

	static Stream stream(String name, String namespace) {
		return new Stream(name, namespace, null, null, null);
	}

	static Schedule cron(String expression) {
		return new Schedule(Schedule.Type.CRON, expression, null, List.of());
	}

	static GatewayException failure(ThrowingCallable call) {
		return catchThrowableOfType(GatewayException.class, call);
	}

	final void fault(String kind, String method, String path) throws Exception {
		assertThat(this.sandbox
			.post("/sandbox/faults",
					"{\"platform\":\"airbyte\",\"kind\":\"%s\",\"method\":\"%s\",\"path\":\"%s\",\"times\":1}"
						.formatted(kind, method, path))
			.statusCode()).isEqualTo(201);
	}

	final int requests(String method) throws Exception {
		return requests(method, "/connections") + requests(method, "/sources") + requests(method, "/destinations");
	}

	final int requests(String method, String path) throws Exception {
		return SandboxClient
			.json(this.sandbox.get("/sandbox/requests?platform=airbyte&method=" + method + "&path=" + path))
			.path("count")
			.intValue();
	}

}
