package io.patchbay.backend.wallaroo;

import java.util.List;
import java.util.Map;
import java.util.Set;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.patchbay.connection.Connection;
import io.patchbay.connection.DeleteOptions;
import io.patchbay.connection.DeleteOptions.Cascade;
import io.patchbay.connection.DeleteSupport;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WallarooDeleteTests extends WallarooWriteFixture {

	private static final String DEFAULT = "u@x - Default Workspace";

	private static final DeleteOptions DETACH = new DeleteOptions(true, Set.of(), false);

	@Test
	void connectionIsDeletedByNameAndLookedForAgain() {
		reads(attached(), gone());
		delete(DeleteOptions.CAREFUL);
		assertThat(writes()).containsExactly(delete("bq-input"));
		assertThat(calls(getCall(ID_1))).isEqualTo(2);
	}

	@Test
	void anySuccessIsSuccess() {
		UPSTREAM.stubFor(write("delete").willReturn(WireMock.ok("deleted")));
		UPSTREAM.stubFor(write("remove_from_workspace").willReturn(WireMock.okJson("{\"odd\":true}")));
		reads(attached("ws-33"), attached(), gone());
		delete(DETACH);
		assertThat(writes()).containsExactly(detach(33), delete("bq-input"));
	}

	@Test
	void attachedConnectionIsNotDeletedUnlessDetachingIsAllowed() {
		reads(attached("ws-33", "ws-34"));
		GatewayException failure = failure(() -> delete(DeleteOptions.CAREFUL));
		assertThat(failure).isInstanceOf(GatewayException.Conflict.class).hasMessageContaining("detach=true");
		assertThat(failure.code()).isEqualTo(ErrorCode.CONNECTION_ATTACHED);
		assertThat(failure.facts()).isEqualTo(Map.of("workspaces", List.of("wallaroo~33", "wallaroo~34")));
		assertThat(writes()).isEmpty();
	}

	@Test
	void attachedConnectionIsDetachedEverywhereFirst() {
		reads(attached(DEFAULT, "ws-33", "ws-34"), attached(), gone());
		delete(DETACH);
		assertThat(writes()).containsExactly(detach(1), detach(33), detach(34), delete("bq-input"));
		assertThat(calls(getCall(ID_1))).isEqualTo(3);
	}

	@Test
	void connectionIsDetachedWhereCallersDoNotSeeItToo() {
		reads(attached("ws-33", "ws-34"), attached(), gone());
		delete(DETACH, "33");
		assertThat(writes()).containsExactly(detach(33), detach(34), delete("bq-input"));
	}

	@Test
	void whatCallersDoNotSeeIsNotNamed() {
		reads(attached("ws-33", "ws-34"));
		assertThat(failure(() -> delete(DeleteOptions.CAREFUL, "33")).facts())
			.isEqualTo(Map.of("workspaces", List.of("wallaroo~33")));
		UPSTREAM.stubFor(link("remove_from_workspace", 34).willReturn(status(500)));
		assertThat(steps(failure(() -> delete(DETACH, "33")))).containsExactly("detach wallaroo~33 reverted",
				"detach failed", "delete not-attempted");
	}

	@Test
	void connectionOutsideTheAllowedWorkspacesIsNotFound() {
		reads(attached("ws-34"));
		assertThat(failure(() -> delete(DETACH, "33"))).isInstanceOf(GatewayException.NotFound.class);
		assertThat(writes()).isEmpty();
	}

	@Test
	void workspaceThatCannotBeResolvedStopsTheDeletionBeforeItBegins() {
		reads(attached("ws-33", "of-somebody-else"));
		GatewayException failure = failure(() -> delete(DETACH));
		assertThat(failure.code()).isEqualTo(ErrorCode.CONNECTION_ATTACHED);
		assertThat(failure).hasMessageContaining("does not show");
		assertThat(failure.facts()).isEqualTo(Map.of("workspaces", List.of("wallaroo~33", "of-somebody-else")));
		assertThat(writes()).isEmpty();
	}

	@Test
	void failingSecondDetachIsUndoneAndTold() {
		UPSTREAM.stubFor(link("remove_from_workspace", 33).willReturn(status(500)));
		reads(attached(DEFAULT, "ws-33", "ws-34"), attached("ws-33", "ws-34"));
		GatewayException failure = failure(() -> delete(DETACH));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
		assertThat(writes()).containsExactly(detach(1), detach(33), attach(1));
		assertThat(failure.facts().get("steps"))
			.isEqualTo(List.of(Map.of("step", "detach", "workspace", "wallaroo~1", "status", "reverted"),
					Map.of("step", "detach", "workspace", "wallaroo~33", "status", "failed", "reason",
							"The backend 'wallaroo' failed with status 500."),
					Map.of("step", "detach", "workspace", "wallaroo~34", "status", "not-attempted"),
					Map.of("step", "delete", "status", "not-attempted")));
	}

	@Test
	void detachWithoutAnswerThatHappenedIsGoneOnFrom() {
		UPSTREAM.stubFor(link("remove_from_workspace", 33).willReturn(lost()));
		reads(attached("ws-33", "ws-34"), attached("ws-34"), attached(), gone());
		delete(DETACH);
		assertThat(writes()).containsExactly(detach(33), detach(34), delete("bq-input"));
	}

	@Test
	void detachWithoutAnswerThatDidNotHappenIsAFailure() {
		UPSTREAM.stubFor(link("remove_from_workspace", 34).willReturn(status(503)));
		reads(attached("ws-33", "ws-34"), attached("ws-34"));
		GatewayException failure = failure(() -> delete(DETACH));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(writes()).containsExactly(detach(33), detach(34), attach(33));
		assertThat(steps(failure)).containsExactly("detach wallaroo~33 reverted", "detach wallaroo~34 failed",
				"delete not-attempted");
	}

	@Test
	void detachThatHappenedLateIsUndoneToo() {
		UPSTREAM.stubFor(link("remove_from_workspace", 34).willReturn(lost()));
		reads(attached("ws-33", "ws-34"), status(500), attached());
		GatewayException failure = failure(() -> delete(DETACH));
		assertThat(writes()).containsExactly(detach(33), detach(34), attach(33), attach(34));
		assertThat(steps(failure)).containsExactly("detach wallaroo~33 reverted", "detach wallaroo~34 reverted",
				"delete not-attempted");
	}

	@Test
	void detachOfWhichNobodyKnowsIsTold() {
		UPSTREAM.stubFor(link("remove_from_workspace", 34).willReturn(lost()));
		reads(attached("ws-33", "ws-34"), status(500));
		GatewayException failure = failure(() -> delete(DETACH));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(writes()).containsExactly(detach(33), detach(34), attach(33));
		assertThat(steps(failure)).containsExactly("detach wallaroo~33 reverted", "detach wallaroo~34 unknown",
				"delete not-attempted");
	}

	@Test
	void refusedDetachOfWhatIsDetachedMeanwhileIsNoFailure() {
		UPSTREAM.stubFor(link("remove_from_workspace", 33).willReturn(status(400)));
		reads(attached("ws-33"), attached(), attached(), gone());
		delete(DETACH);
		assertThat(writes()).containsExactly(detach(33), delete("bq-input"));
	}

	@Test
	void failingDeletionAttachesAgain() {
		UPSTREAM.stubFor(write("delete").willReturn(status(400)));
		reads(attached("ws-33", "ws-34"), attached());
		GatewayException failure = failure(() -> delete(DETACH));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_REJECTED);
		assertThat(writes()).containsExactly(detach(33), detach(34), delete("bq-input"), attach(33), attach(34));
		assertThat(steps(failure)).containsExactly("detach wallaroo~33 reverted", "detach wallaroo~34 reverted",
				"delete failed");
	}

	@Test
	void failingAttachmentIsTold() {
		UPSTREAM.stubFor(write("delete").willReturn(status(500)));
		UPSTREAM.stubFor(link("add_to_workspace", 33).willReturn(status(500)));
		reads(attached("ws-33", "ws-34"), attached());
		GatewayException failure = failure(() -> delete(DETACH));
		assertThat(writes()).endsWith(attach(33), attach(34));
		assertThat(steps(failure)).containsExactly("detach wallaroo~33 revert-failed", "detach wallaroo~34 reverted",
				"delete failed");
	}

	@Test
	void attachmentWithoutAnswerThatHappenedIsReverted() {
		UPSTREAM.stubFor(write("delete").willReturn(status(500)));
		UPSTREAM.stubFor(link("add_to_workspace", 33).willReturn(lost()));
		reads(attached("ws-33"), attached(), attached(), attached("ws-33"));
		GatewayException failure = failure(() -> delete(DETACH));
		assertThat(steps(failure)).containsExactly("detach wallaroo~33 reverted", "delete failed");
		assertThat(writes()).containsExactly(detach(33), delete("bq-input"), attach(33));
	}

	@Test
	void deletionWithoutAnswerThatHappenedIsUnknownAndSaysWhatALookTold() {
		UPSTREAM.stubFor(write("delete").willReturn(lost()));
		reads(attached("ws-33"), attached(), gone());
		GatewayException failure = failure(() -> delete(DETACH));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(steps(failure)).containsExactly("detach wallaroo~33 done", "delete unknown");
		assertThat(failure.facts().get("steps").toString()).contains("did not find the connection any more");
		assertThat(writes()).containsExactly(detach(33), delete("bq-input"));
	}

	@Test
	void deletionWithoutAnswerThatDidNotHappenIsUnknownAndAttachesAgain() {
		UPSTREAM.stubFor(write("delete").willReturn(lost()));
		reads(attached("ws-33"), attached());
		GatewayException failure = failure(() -> delete(DETACH));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(writes()).containsExactly(detach(33), delete("bq-input"), attach(33));
		assertThat(steps(failure)).containsExactly("detach wallaroo~33 reverted", "delete failed");
	}

	@Test
	void deletionOfWhichNobodyKnowsIsToldAndLeft() {
		UPSTREAM.stubFor(write("delete").willReturn(lost()));
		reads(attached("ws-33"), attached(), status(500));
		GatewayException failure = failure(() -> delete(DETACH));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(writes()).containsExactly(detach(33), delete("bq-input"));
		assertThat(steps(failure)).containsExactly("detach wallaroo~33 done", "delete unknown");
	}

	@Test
	void answerIsNotBelievedWhileTheConnectionIsStillThere() {
		reads(attached("ws-33"), attached());
		GatewayException failure = failure(() -> delete(DETACH));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
		assertThat(writes()).containsExactly(detach(33), delete("bq-input"), attach(33));
		assertThat(steps(failure)).containsExactly("detach wallaroo~33 reverted", "delete failed");
	}

	@Test
	void deletionThatCannotBeVerifiedIsUnknown() {
		reads(attached(), status(500));
		assertThat(failure(() -> delete(DeleteOptions.CAREFUL)).code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(writes()).containsExactly(delete("bq-input"));
	}

	@Test
	void connectionThatIsAttachedAgainMeanwhileIsNotDeleted() {
		reads(attached("ws-33"), attached("ws-34"));
		GatewayException failure = failure(() -> delete(DETACH));
		assertThat(failure.code()).isEqualTo(ErrorCode.CONNECTION_ATTACHED);
		assertThat(writes()).containsExactly(detach(33), attach(33));
		assertThat(steps(failure)).containsExactly("detach wallaroo~33 reverted", "delete not-attempted");
	}

	@Test
	void nameThatBelongsToAnotherConnectionMeanwhileIsNotDeleted() {
		reads(attached("ws-33"), WireMock.okJson(row("renamed")));
		assertThat(failure(() -> delete(DETACH)).code()).isEqualTo(ErrorCode.CONFLICT);
		assertThat(writes()).containsExactly(detach(33), attach(33));
	}

	@Test
	void connectionThatSomebodyElseDeletesMeanwhileIsDeleted() {
		reads(attached("ws-33"), gone());
		delete(DETACH);
		assertThat(writes()).containsExactly(detach(33));
	}

	@Test
	void connectionThatIsNotThereIsNotFound() {
		reads(gone());
		assertThat(failure(() -> delete(DETACH))).isInstanceOf(GatewayException.NotFound.class);
		assertThat(writes()).isEmpty();
	}

	@Test
	void rowThatDoesNotTellWhatIsNeededIsNotActedOn() {
		for (String row : List.of("{\"id\":\"" + uuid(2) + "\",\"name\":\"bq-input\",\"workspace_names\":[]}",
				"{\"id\":\"" + ID_1 + "\",\"workspace_names\":[]}",
				"{\"id\":\"" + ID_1 + "\",\"name\":\"bq-input\"}")) {
			reads(WireMock.okJson(row));
			assertThat(failure(() -> delete(DETACH)).code()).isEqualTo(ErrorCode.UPSTREAM_INVALID_RESPONSE);
		}
		assertThat(writes()).isEmpty();
	}

	@Test
	void cascadeIsNotSupported() {
		DeleteOptions cascade = new DeleteOptions(true, Set.of(Cascade.SOURCE), false);
		assertThat(failure(() -> delete(cascade))).isInstanceOf(GatewayException.NotSupported.class)
			.hasMessageContaining("cascade");
		assertThat(UPSTREAM.getAllServeEvents()).isEmpty();
	}

	private void delete(DeleteOptions options, String... workspaces) {
		Connection current = Connection.builder(id(ID_1), WallarooBackend.PLATFORM).name("bq-input").build();
		((DeleteSupport) backend(workspaces)).delete(current, options);
	}

}
