package io.patchbay.backend.wallaroo;

import java.util.List;

import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.WorkspaceId;
import io.patchbay.connection.WorkspaceSupport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WallarooAttachTests extends WallarooWriteFixture {

	@Test
	void workspaceGoesOutAsNumber() {
		reads(attached("ws-34"));
		assertThat(wallaroo().attach(id(ID_1), workspace("33"))).isTrue();
		assertThat(wallaroo().detach(id(ID_1), workspace("34"))).isTrue();
		assertThat(writes()).containsExactly(attach(33), detach(34));
	}

	@Test
	void whatIsSoAlreadyIsNotAskedFor() {
		reads(attached("ws-34"));
		assertThat(wallaroo().attach(id(ID_1), workspace("34"))).isFalse();
		assertThat(wallaroo().detach(id(ID_1), workspace("33"))).isFalse();
		assertThat(writes()).isEmpty();
	}

	@Test
	void workspaceThatIsNotVisibleIsNotFound() {
		reads(attached("ws-33", "ws-34"));
		for (WorkspaceId workspace : List.of(workspace("35"), workspace("033"), workspace("ws-33"), workspace("34"))) {
			assertThat(failure(() -> wallaroo("33").attach(id(ID_1), workspace)))
				.isInstanceOf(GatewayException.NotFound.class)
				.hasMessageContaining(workspace.toString());
			assertThat(failure(() -> wallaroo("33").detach(id(ID_1), workspace)))
				.isInstanceOf(GatewayException.NotFound.class);
		}
		assertThat(writes()).isEmpty();
	}

	@Test
	void connectionThatIsNotVisibleIsNotFound() {
		reads(gone());
		assertThat(failure(() -> wallaroo().attach(id(ID_1), workspace("33"))))
			.isInstanceOf(GatewayException.NotFound.class);
		assertThat(failure(() -> wallaroo().detach(id("bq-input"), workspace("33"))))
			.isInstanceOf(GatewayException.NotFound.class);
		reads(attached("ws-34"));
		assertThat(failure(() -> wallaroo("33").attach(id(ID_1), workspace("33"))))
			.isInstanceOf(GatewayException.NotFound.class);
		assertThat(writes()).isEmpty();
	}

	@Test
	void changeWithoutAnswerIsUnknown() {
		UPSTREAM.stubFor(write("add_to_workspace").willReturn(lost()));
		reads(attached(), attached("ws-33"));
		assertThat(failure(() -> wallaroo().attach(id(ID_1), workspace("33"))).code())
			.isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		UPSTREAM.resetScenarios();
		UPSTREAM.stubFor(write("remove_from_workspace").willReturn(status(504)));
		reads(attached("ws-33"), attached());
		assertThat(failure(() -> wallaroo().detach(id(ID_1), workspace("33"))).code())
			.isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(writes()).containsExactly(attach(33), detach(33));
	}

	@Test
	void changeOfWhichNobodyKnowsIsUnknownAndNotRepeated() {
		UPSTREAM.stubFor(write("add_to_workspace").willReturn(lost()));
		reads(attached());
		assertThat(failure(() -> wallaroo().attach(id(ID_1), workspace("33"))).code())
			.isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		reads(attached(), status(500));
		assertThat(failure(() -> wallaroo().attach(id(ID_1), workspace("33"))).code())
			.isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(writes()).containsExactly(attach(33), attach(33));
	}

	@Test
	void refusalOfWhatSomebodyElseHasDoneIsNoFailure() {
		UPSTREAM.stubFor(write("add_to_workspace").willReturn(status(400)));
		reads(attached(), attached("ws-33"));
		assertThat(wallaroo().attach(id(ID_1), workspace("33"))).isFalse();
		UPSTREAM.resetScenarios();
		UPSTREAM.stubFor(write("remove_from_workspace").willReturn(status(400)));
		reads(attached("ws-33"), gone());
		assertThat(wallaroo().detach(id(ID_1), workspace("33"))).isFalse();
	}

	@Test
	void refusalIsToldWhenNothingChanged() {
		UPSTREAM.stubFor(write("add_to_workspace").willReturn(status(400)));
		reads(attached());
		GatewayException failure = failure(() -> wallaroo().attach(id(ID_1), workspace("33")));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_REJECTED);
		assertThat(failure.upstream()).isEqualTo(new GatewayException.Upstream(400, null, "invented"));
	}

	@Test
	void connectionThatIsDeletedMeanwhileIsNotFound() {
		UPSTREAM.stubFor(write("add_to_workspace").willReturn(status(400)));
		reads(attached(), gone());
		assertThat(failure(() -> wallaroo().attach(id(ID_1), workspace("33"))))
			.isInstanceOf(GatewayException.NotFound.class);
	}

	private WorkspaceSupport wallaroo(String... workspaces) {
		return (WorkspaceSupport) backend(workspaces);
	}

}
