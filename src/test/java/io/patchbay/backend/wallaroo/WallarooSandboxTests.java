package io.patchbay.backend.wallaroo;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.patchbay.backend.BackendProperties;
import io.patchbay.backend.TestBackends;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionDraft;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.DeleteOptions;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.Settings;
import io.patchbay.connection.WorkspaceId;
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
class WallarooSandboxTests {

	private static final BackendId ID = new BackendId("wallaroo");

	private static final DeleteOptions DETACH = new DeleteOptions(true, Set.of(), false);

	@LocalServerPort
	private int port;

	private SandboxClient sandbox;

	private WallarooBackend backend;

	@BeforeEach
	void connect() throws Exception {
		this.sandbox = new SandboxClient(this.port);
		this.sandbox.post("/sandbox/reset", "{}");
		WallarooFactory factory = new WallarooFactory();
		BackendProperties.Auth user = new BackendProperties.Auth(BackendProperties.Mode.HELD, null, null, null,
				"sandbox@patchbay.example", "sandbox-wallaroo-password", null, null, null);
		BackendProperties properties = TestBackends.properties(factory, this.sandbox.root() + "/sandbox/wallaroo", user,
				List.of());
		this.backend = (WallarooBackend) TestBackends.create(factory, properties, Map.of(), Clock.systemUTC());
	}

	@Test
	void connectionLivesFromCreationToDeletion() {
		Connection made = this.backend.create(draft("lively", workspace(33)));
		assertThat(workspacesOf(made.id())).containsExactly(workspace(33));
		assertThat(this.backend.attach(made.id(), workspace(34))).isTrue();
		assertThat(this.backend.attach(made.id(), workspace(34))).isFalse();
		assertThat(this.backend.detach(made.id(), workspace(33))).isTrue();
		assertThat(this.backend.detach(made.id(), workspace(33))).isFalse();
		assertThat(workspacesOf(made.id())).containsExactly(workspace(34));
		assertThat(failure(() -> this.backend.create(draft("lively", null))).code()).isEqualTo(ErrorCode.NAME_TAKEN);
		assertThat(failure(() -> this.backend.delete(made, DeleteOptions.CAREFUL)).code())
			.isEqualTo(ErrorCode.CONNECTION_ATTACHED);
		this.backend.delete(made, DETACH);
		assertThat(gone(made.id())).isTrue();
	}

	@Test
	void creationThatIsCommittedAndDroppedIsFoundAndMadeOnce() throws Exception {
		fault("commit-then-drop", "connections/create", 0);
		Instant since = Instant.now();
		ConnectionDraft draft = draft("dropped", workspace(33));
		assertThat(failure(() -> this.backend.create(draft)).code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		Connection found = this.backend.findCreated(draft, since).orElseThrow();
		assertThat(workspacesOf(found.id())).containsExactly(workspace(33));
		assertThat(requests("connections/create")).isOne();
		assertThat(requests("connections/add_to_workspace")).isOne();
	}

	@Test
	void attachmentThatIsCommittedAndDroppedIsSuccess() throws Exception {
		fault("commit-then-drop", "connections/add_to_workspace", 0);
		Connection made = this.backend.create(draft("attached", workspace(33)));
		assertThat(workspacesOf(made.id())).containsExactly(workspace(33));
		assertThat(requests("connections/add_to_workspace")).isOne();
	}

	@Test
	void attachmentThatFailsLeavesNothingBehind() throws Exception {
		fault("drop", "connections/add_to_workspace", 0);
		Instant since = Instant.now();
		ConnectionDraft draft = draft("undone", workspace(33));
		GatewayException failure = failure(() -> this.backend.create(draft));
		assertThat(failure.facts().get("steps").toString()).contains("reverted");
		assertThat(this.backend.findCreated(draft, since)).isEmpty();
	}

	@Test
	void deletionThatIsCommittedAndDroppedIsUnknownAndMadeOnce() throws Exception {
		Connection made = this.backend.create(draft("deleted", workspace(33)));
		fault("commit-then-drop", "connections/remove_from_workspace", 0);
		fault("commit-then-drop", "connections/delete", 0);
		assertThat(failure(() -> this.backend.delete(made, DETACH)).code())
			.isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(gone(made.id())).isTrue();
		assertThat(requests("connections/remove_from_workspace")).isOne();
		assertThat(requests("connections/delete")).isOne();
	}

	@Test
	void failingSecondDetachLeavesAllThreeAttachments() throws Exception {
		Connection made = this.backend.create(draft("shared", workspace(33)));
		this.backend.attach(made.id(), workspace(34));
		this.backend.attach(made.id(), workspace(8));
		for (String kind : List.of("status", "drop")) {
			fault(kind, "connections/remove_from_workspace", 1);
			GatewayException failure = failure(() -> this.backend.delete(made, DETACH));
			assertThat(failure.facts().get("steps").toString()).contains("reverted", "failed", "not-attempted");
			assertThat(workspacesOf(made.id())).containsExactlyInAnyOrder(workspace(33), workspace(34), workspace(8));
		}
		assertThat(requests("connections/delete")).isZero();
		this.backend.delete(made, DETACH);
		assertThat(gone(made.id())).isTrue();
	}

	private void fault(String kind, String path, int after) throws Exception {
		assertThat(this.sandbox
			.post("/sandbox/faults",
					"""
							{"platform":"wallaroo","kind":"%s","path":"%s","after":%d,"times":1,"status":500}"""
						.formatted(kind, path, after))
			.statusCode()).isEqualTo(201);
	}

	private int requests(String path) throws Exception {
		return SandboxClient.json(this.sandbox.get("/sandbox/requests?platform=wallaroo&path=" + path))
			.path("count")
			.intValue();
	}

	private List<WorkspaceId> workspacesOf(ConnectionId id) {
		return this.backend.workspacesOf(id).stream().map((ref) -> ref.id()).toList();
	}

	private boolean gone(ConnectionId id) {
		return failure(() -> this.backend.get(id, Set.of())) instanceof GatewayException.NotFound;
	}

	private static GatewayException failure(ThrowingCallable call) {
		return catchThrowableOfType(GatewayException.class, call);
	}

	private static ConnectionDraft draft(String name, WorkspaceId workspace) {
		return new ConnectionDraft(ID, name, "ODBC", new Settings(Map.of("host", "h", "ratio", 1.5)), workspace, null,
				null, null, null, null, null);
	}

	private static WorkspaceId workspace(int number) {
		return new WorkspaceId(ID, String.valueOf(number));
	}

}
