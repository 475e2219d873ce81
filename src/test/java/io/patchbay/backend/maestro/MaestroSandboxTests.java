package io.patchbay.backend.maestro;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.patchbay.backend.BackendProperties;
import io.patchbay.backend.TestBackends;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionFilter;
import io.patchbay.connection.DeleteOptions;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.ListRequest;
import io.patchbay.connection.Seen;
import io.patchbay.sandbox.SandboxClient;
import io.patchbay.sandbox.SandboxTest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The adapter against the emulator, over HTTP.
 */
@SandboxTest
class MaestroSandboxTests {

	@LocalServerPort
	private int port;

	private SandboxClient sandbox;

	private MaestroBackend backend;

	private Connection first;

	@BeforeEach
	void connect() throws Exception {
		this.sandbox = new SandboxClient(this.port);
		this.sandbox.post("/sandbox/reset", "{}");
		MaestroFactory factory = new MaestroFactory();
		BackendProperties.Auth user = new BackendProperties.Auth(BackendProperties.Mode.HELD, null, null, null,
				"sandbox@patchbay.example", "sandbox-maestro-password", null, null, null);
		BackendProperties properties = TestBackends.properties(factory, this.sandbox.root() + "/sandbox/maestro", user,
				List.of());
		this.backend = (MaestroBackend) TestBackends.create(factory, properties, Map.of(), Clock.systemUTC());
		this.first = this.backend.list(new ListRequest(ConnectionFilter.NONE, Set.of(), null, Seen.NOTHING, 1))
			.entries()
			.getFirst()
			.item();
	}

	@Test
	void connectionIsGoneForGood() throws Exception {
		this.backend.delete(this.first, DeleteOptions.CAREFUL);
		assertThat(failure(() -> this.backend.get(this.first.id(), Set.of())))
			.isInstanceOf(GatewayException.NotFound.class);
		assertThat(failure(() -> this.backend.delete(this.first, DeleteOptions.CAREFUL)))
			.isInstanceOf(GatewayException.NotFound.class);
		assertThat(deletions()).isEqualTo(2);
	}

	@Test
	void deletionThatIsCommittedAndDroppedIsUnknownAndMadeOnce() throws Exception {
		fault("commit-then-drop", "null");
		assertThat(failure(() -> this.backend.delete(this.first, DeleteOptions.CAREFUL)).code())
			.isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(deletions()).isOne();
		assertThat(failure(() -> this.backend.get(this.first.id(), Set.of())))
			.isInstanceOf(GatewayException.NotFound.class);
	}

	@Test
	void lockedConnectionIsAConflict() throws Exception {
		fault("status", "423");
		assertThat(failure(() -> this.backend.delete(this.first, DeleteOptions.CAREFUL)).code())
			.isEqualTo(ErrorCode.CONFLICT);
		assertThat(this.backend.get(this.first.id(), Set.of()).id()).isEqualTo(this.first.id());
	}

	private void fault(String kind, String status) throws Exception {
		assertThat(this.sandbox
			.post("/sandbox/faults",
					"""
							{"platform":"maestro","kind":"%s","method":"DELETE","times":1,"status":%s}"""
						.formatted(kind, status))
			.statusCode()).isEqualTo(201);
	}

	private int deletions() throws Exception {
		return SandboxClient.json(this.sandbox.get("/sandbox/requests?platform=maestro&method=DELETE"))
			.path("count")
			.intValue();
	}

	private static GatewayException failure(ThrowingCallable call) {
		return catchThrowableOfType(GatewayException.class, call);
	}

}
