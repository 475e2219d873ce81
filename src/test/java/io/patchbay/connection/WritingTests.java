package io.patchbay.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WritingTests {

	private static final ConnectionChange NO_CHANGE = new ConnectionChange(null, null, null, null, null);

	private static final ConnectionChange RENAMED = new ConnectionChange("New", null, null, null, null);

	private final WritingBackend able = (WritingBackend) new WritingBackend("able").with(1);

	private final InMemoryBackend fixed = new InMemoryBackend("fixed").with(1);

	private final WritingBackend hidden = new WritingBackend("hidden");

	private final Caller caller = new Caller("client", Set.of("*"), Set.of("able", "fixed"));

	@Test
	void connectionIsMadeWhereTheDraftSays() {
		ConnectionDraft draft = draft("able");
		Connection made = connections().create(this.caller, draft);
		assertThat(this.able.writes).containsExactly(draft);
		assertThat(connections().findCreated(this.caller, draft, Instant.EPOCH)).contains(made);
	}

	@Test
	void backendThatIsNotThereOrIsOffIsRefused() {
		for (String name : List.of("hidden", "nowhere")) {
			assertThatExceptionOfType(GatewayException.NotFound.class)
				.isThrownBy(() -> connections().create(this.caller, draft(name)));
		}
		this.able.enabled = false;
		assertThatExceptionOfType(GatewayException.Unavailable.class)
			.isThrownBy(() -> connections().create(this.caller, draft("able")))
			.matches((ex) -> ex.code() == ErrorCode.BACKEND_DISABLED);
		assertThat(this.hidden.writes).isEmpty();
	}

	@Test
	void whatThePlatformCannotNamesThoseThatCan() {
		ConnectionId id = this.fixed.connections.getFirst().id();
		List<ThrowingCallable> calls = List.of(() -> connections().create(this.caller, draft("fixed")),
				() -> connections().update(this.caller, id, (_) -> RENAMED, (_) -> true),
				() -> workspaces().detach(this.caller, id, WorkspaceId.parse("fixed~w")));
		assertThat(calls)
			.allSatisfy((call) -> assertThatExceptionOfType(GatewayException.NotSupported.class).isThrownBy(call)
				.matches((ex) -> List.of(new BackendId("able")).equals(ex.facts().get("supportedBackends"))));
		assertThatExceptionOfType(GatewayException.NotSupported.class)
			.isThrownBy(() -> connections().delete(this.caller, id, DeleteOptions.CAREFUL, (_) -> true))
			.matches((ex) -> List.of().equals(ex.facts().get("supportedBackends")));
	}

	@Test
	void changeIsMadeOfTheConnectionAsItIs() {
		Connection current = this.able.connections.getFirst();
		Connection changed = connections().update(this.caller, current.id(), (seen) -> {
			assertThat(seen).isEqualTo(current);
			return RENAMED;
		}, (_) -> true);
		assertThat(changed.name()).isEqualTo("New");
		assertThat(this.able.writes).containsExactly(RENAMED);
	}

	@Test
	void nothingIsWrittenWithoutNeedOrAgainstThePrecondition() {
		Connection current = this.able.connections.getFirst();
		assertThat(connections().update(this.caller, current.id(), (_) -> NO_CHANGE, (_) -> true)).isEqualTo(current);
		assertThatExceptionOfType(GatewayException.PreconditionFailed.class)
			.isThrownBy(() -> connections().update(this.caller, current.id(), (_) -> RENAMED, (_) -> false));
		this.able.connections.set(0, current.toBuilder().status(ConnectionStatus.DELETED).build());
		assertThatExceptionOfType(GatewayException.Conflict.class)
			.isThrownBy(() -> connections().update(this.caller, current.id(), (_) -> RENAMED, (_) -> true));
		assertThat(this.able.writes).isEmpty();
	}

	@Test
	void deletionHonoursThePrecondition() {
		DeletingBackend deleting = (DeletingBackend) new DeletingBackend("able").with(1);
		ConnectionService service = new ConnectionService(new Backends(() -> List.of(deleting)), federation(),
				new SharedReads((_) -> null, Tally.NONE));
		ConnectionId id = deleting.connections.getFirst().id();
		assertThatExceptionOfType(GatewayException.PreconditionFailed.class)
			.isThrownBy(() -> service.delete(this.caller, id, DeleteOptions.CAREFUL, (_) -> false));
		assertThat(deleting.left()).hasSize(1);
		service.delete(this.caller, id, DeleteOptions.CAREFUL, (_) -> true);
		assertThat(deleting.left()).isEmpty();
	}

	@Test
	void fixedWorkspaceIsTheOnlyOne() {
		ConnectionId id = this.fixed.connections.getFirst().id();
		assertThat(workspaces().attach(this.caller, id, WorkspaceId.parse("fixed~w"))).isFalse();
		assertThatExceptionOfType(GatewayException.Conflict.class)
			.isThrownBy(() -> workspaces().attach(this.caller, id, WorkspaceId.parse("fixed~other")))
			.matches((ex) -> ex.code() == ErrorCode.WORKSPACE_MISMATCH)
			.matches((ex) -> List.of("fixed~w").equals(ex.facts().get("workspaces")));
	}

	@Test
	void workspaceOfAnotherBackendIsNeverAttached() {
		ConnectionId id = this.able.connections.getFirst().id();
		assertThat(workspaces().attach(this.caller, id, WorkspaceId.parse("able~w"))).isTrue();
		assertThatExceptionOfType(GatewayException.Conflict.class)
			.isThrownBy(() -> workspaces().attach(this.caller, id, WorkspaceId.parse("fixed~w")));
		assertThat(workspaces().detach(this.caller, id, WorkspaceId.parse("fixed~w"))).isFalse();
		assertThatExceptionOfType(GatewayException.NotFound.class).isThrownBy(
				() -> workspaces().detach(this.caller, ConnectionId.parse("able~no"), WorkspaceId.parse("fixed~w")));
		assertThat(this.able.writes).containsExactly(WorkspaceId.parse("able~w"));
	}

	private ConnectionService connections() {
		return new ConnectionService(backends(), federation(), new SharedReads((_) -> null, Tally.NONE));
	}

	private WorkspaceService workspaces() {
		return new WorkspaceService(backends(), federation(), new SharedReads((_) -> null, Tally.NONE));
	}

	private Backends backends() {
		return new Backends(() -> List.of(this.able, this.fixed, this.hidden));
	}

	private static Federation federation() {
		return new Federation(new CursorCodec(), new ReadBudget(Duration.ofSeconds(1)), Tally.NONE);
	}

	private static ConnectionDraft draft(String backend) {
		return new ConnectionDraft(new BackendId(backend), "Made", null, null, null, null, null, null, null, null,
				null);
	}

}
