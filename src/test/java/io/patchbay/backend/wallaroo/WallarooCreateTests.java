package io.patchbay.backend.wallaroo;

import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionDraft;
import io.patchbay.connection.CreateSupport;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.GatewayException.FieldError;
import io.patchbay.connection.Schedule;
import io.patchbay.connection.Settings;
import io.patchbay.connection.WorkspaceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WallarooCreateTests extends WallarooWriteFixture {

	private static final String CREATE = """
			create {"details":{"host":"h","port":1},"name":"bq-input","type":"BIGQUERY"}""";

	@Test
	void detailsAreSentAsObjectAndTheConnectionIsRead() {
		reads(attached());
		Connection made = create(draft(null));
		assertThat(made.id()).isEqualTo(id(ID_1));
		assertThat(made.createdAt()).isEqualTo("2026-03-01T12:00:00.5Z");
		assertThat(writes()).containsExactly(CREATE);
	}

	@Test
	void detailsThatAreNotGivenAreNotSent() {
		reads(attached());
		create(new ConnectionDraft(ID, "bq-input", "BIGQUERY", null, null, null, null, null, null, null, null));
		assertThat(writes()).containsExactly("create {\"name\":\"bq-input\",\"type\":\"BIGQUERY\"}");
	}

	@Test
	void connectionIsAttachedWhereItShallBe() {
		reads(attached("ws-33"));
		assertThat(create(draft(workspace("33"))).workspaces()).extracting((ref) -> ref.id())
			.containsExactly(workspace("33"));
		assertThat(writes()).containsExactly(CREATE, attach(33));
	}

	@Test
	void missingAndMeaninglessComponentsArePointedAt() {
		ConnectionDraft draft = new ConnectionDraft(ID, " ", null, null, null, "s", "d", List.of(),
				new Schedule(Schedule.Type.MANUAL, null, null, List.of()), "p_", true);
		GatewayException failure = failure(() -> create(draft));
		assertThat(failure).isInstanceOf(GatewayException.Invalid.class);
		assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
		assertThat(failure.errors()).extracting(FieldError::pointer)
			.containsExactly("/name", "/type", "/source", "/destination", "/streams", "/schedule", "/tablePrefix",
					"/enabled");
		assertThat(writes()).isEmpty();
	}

	@Test
	void workspaceThatIsNotVisibleIsPointedAtBeforeAnythingIsMade() {
		for (WorkspaceId workspace : List.of(workspace("35"), workspace("ws-33"), workspace("34"),
				new WorkspaceId(new BackendId("other"), "33"))) {
			GatewayException failure = failure(() -> create(draft(workspace), "33"));
			assertThat(failure).isInstanceOf(GatewayException.Invalid.class);
			assertThat(failure.errors()).extracting(FieldError::pointer).containsExactly("/workspace");
		}
		assertThat(writes()).isEmpty();
	}

	@Test
	void workspaceIsRequiredWhereAConnectionWithoutOneWouldBeInvisible() {
		GatewayException failure = failure(() -> create(draft(null), "33"));
		assertThat(failure.errors()).extracting(FieldError::pointer).containsExactly("/workspace");
		assertThat(UPSTREAM.getAllServeEvents()).isEmpty();
	}

	@Test
	void nameThatIsTakenIsAConflict() {
		UPSTREAM.stubFor(write("create").willReturn(status(409)));
		GatewayException failure = failure(() -> create(draft(workspace("33"))));
		assertThat(failure).isInstanceOf(GatewayException.Conflict.class).hasMessageContaining("bq-input");
		assertThat(failure.code()).isEqualTo(ErrorCode.NAME_TAKEN);
		assertThat(writes()).containsExactly(CREATE);
	}

	@Test
	void creationWithoutAnswerIsUnknownAndNotRepeated() {
		UPSTREAM.stubFor(write("create").willReturn(lost()));
		assertThat(failure(() -> create(draft(workspace("33")))).code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		UPSTREAM.stubFor(write("create").willReturn(status(503)));
		assertThat(failure(() -> create(draft(workspace("33")))).code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(writes()).containsExactly(CREATE, CREATE);
	}

	@Test
	void successThatCannotBeReadIsUnknown() {
		for (String body : List.of("{}", "{\"id\":\"5\"}", "{\"id\":", "[]")) {
			UPSTREAM.stubFor(write("create").willReturn(WireMock.okJson(body)));
			assertThat(failure(() -> create(draft(workspace("33")))).code())
				.isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		}
		UPSTREAM.stubFor(write("create").willReturn(WireMock.ok("<html>").withHeader("Content-Type", "text/html")));
		assertThat(failure(() -> create(draft(workspace("33")))).code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(writes()).hasSize(5).containsOnly(CREATE);
	}

	@Test
	void failingAttachmentUndoesTheCreation() {
		UPSTREAM.stubFor(write("add_to_workspace").willReturn(status(500)));
		reads(attached());
		GatewayException failure = failure(() -> create(draft(workspace("33"))));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
		assertThat(writes()).containsExactly(CREATE, attach(33), delete("bq-input"));
		assertThat(failure.facts().get("steps"))
			.isEqualTo(List.of(Map.of("step", "create", "status", "reverted"), Map.of("step", "attach", "workspace",
					"wallaroo~33", "status", "failed", "reason", "The backend 'wallaroo' failed with status 500.")));
	}

	@Test
	void attachmentWithoutAnswerThatHappenedIsSuccess() {
		UPSTREAM.stubFor(write("add_to_workspace").willReturn(lost()));
		reads(attached("ws-33"));
		assertThat(create(draft(workspace("33"))).workspaces()).hasSize(1);
		assertThat(writes()).containsExactly(CREATE, attach(33));
	}

	@Test
	void attachmentWithoutAnswerThatDidNotHappenUndoesTheCreation() {
		UPSTREAM.stubFor(write("add_to_workspace").willReturn(lost()));
		reads(attached());
		GatewayException failure = failure(() -> create(draft(workspace("33"))));
		assertThat(writes()).containsExactly(CREATE, attach(33), delete("bq-input"));
		assertThat(steps(failure)).containsExactly("create reverted", "attach wallaroo~33 failed");
	}

	@Test
	void attachmentOfWhichNobodyKnowsLeavesTheConnection() {
		UPSTREAM.stubFor(write("add_to_workspace").willReturn(lost()));
		reads(status(500));
		GatewayException failure = failure(() -> create(draft(workspace("33"))));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(writes()).containsExactly(CREATE, attach(33));
		assertThat(steps(failure)).containsExactly("create revert-failed", "attach wallaroo~33 unknown");
		assertThat(failure.facts().get("steps").toString()).contains(id(ID_1).toString());
	}

	@Test
	void connectionThatOthersUseAlreadyIsNotDeletedAgain() {
		UPSTREAM.stubFor(write("add_to_workspace").willReturn(status(500)));
		reads(attached("ws-34"));
		assertThat(steps(failure(() -> create(draft(workspace("33")))))).containsExactly("create revert-failed",
				"attach wallaroo~33 failed");
		reads(WireMock.okJson(row("renamed")));
		assertThat(steps(failure(() -> create(draft(workspace("33")))))).containsExactly("create revert-failed",
				"attach wallaroo~33 failed");
		assertThat(writes()).doesNotContain(delete("bq-input"), delete("renamed"));
	}

	@Test
	void creationThatSomebodyElseUndoesIsReverted() {
		UPSTREAM.stubFor(write("add_to_workspace").willReturn(status(400)));
		reads(gone());
		GatewayException failure = failure(() -> create(draft(workspace("33"))));
		assertThat(steps(failure)).containsExactly("create reverted", "attach wallaroo~33 failed");
		assertThat(writes()).containsExactly(CREATE, attach(33));
	}

	@Test
	void creationThatCannotBeUndoneIsTold() {
		UPSTREAM.stubFor(write("add_to_workspace").willReturn(status(500)));
		UPSTREAM.stubFor(write("delete").willReturn(status(500)));
		reads(attached());
		GatewayException failure = failure(() -> create(draft(workspace("33"))));
		assertThat(steps(failure)).containsExactly("create revert-failed", "attach wallaroo~33 failed");
		assertThat(failure.facts().get("steps").toString()).contains(id(ID_1).toString());
	}

	@Test
	void undoingWithoutAnswerIsLookedFor() {
		UPSTREAM.stubFor(write("add_to_workspace").willReturn(status(500)));
		UPSTREAM.stubFor(write("delete").willReturn(lost()));
		reads(attached(), gone());
		assertThat(steps(failure(() -> create(draft(workspace("33")))))).containsExactly("create reverted",
				"attach wallaroo~33 failed");
		assertThat(writes()).containsExactly(CREATE, attach(33), delete("bq-input"));
	}

	@Test
	void connectionThatCannotBeReadIsAnsweredAsFarAsItIsKnown() {
		reads(status(500));
		Connection made = create(draft(workspace("33")));
		assertThat(made.id()).isEqualTo(id(ID_1));
		assertThat(made.name()).isEqualTo("bq-input");
		assertThat(made.createdAt()).isNull();
		assertThat(made.workspaces()).extracting((ref) -> ref.id()).containsExactly(workspace("33"));
	}

	private Connection create(ConnectionDraft draft, String... workspaces) {
		return ((CreateSupport) backend(workspaces)).create(draft);
	}

	private static ConnectionDraft draft(WorkspaceId workspace) {
		return new ConnectionDraft(ID, "bq-input", "BIGQUERY", new Settings(Map.of("host", "h", "port", 1)), workspace,
				null, null, null, null, null, null);
	}

}
