package io.patchbay.backend.wallaroo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionDraft;
import io.patchbay.connection.CreateSupport;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.Settings;
import io.patchbay.connection.WorkspaceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WallarooFindCreatedTests extends WallarooWriteFixture {

	private static final Instant CREATED = Instant.parse("2026-03-01T12:00:00.5Z");

	@Test
	void connectionThatTheAttemptHasMadeIsFound() {
		stored(row("bq-input"));
		reads(attached());
		assertThat(find(null, CREATED)).map(Connection::id).hasValue(id(ID_1));
		assertThat(writes()).isEmpty();
	}

	@Test
	void clocksMayDifferByAMinute() {
		stored(row("bq-input"));
		reads(attached());
		assertThat(find(null, CREATED.plus(Duration.ofMinutes(1)))).isPresent();
		assertThat(find(null, CREATED.plus(Duration.ofMinutes(1)).plusMillis(1))).isEmpty();
	}

	@Test
	void connectionThatTheAttemptCannotHaveMadeIsNotTaken() {
		String made = row("bq-input");
		for (String other : List.of(made.replace("BIGQUERY", "ODBC"), made.replace("\"h\"", "\"other\""),
				made.replace("2026-03-01T12:00:00.5", "yesterday"), made.replace(ID_1, "5"),
				made.replace("\"details\":{\"host\":\"h\",\"port\":1},", ""))) {
			stored(other);
			assertThat(find(null, CREATED)).isEmpty();
		}
		assertThat(writes()).isEmpty();
	}

	@Test
	void nameThatIsNotThereWasNotMade() {
		UPSTREAM.stubFor(nameCall().willReturn(status(404)));
		assertThat(find(workspace("33"), CREATED)).isEmpty();
		assertThat(writes()).isEmpty();
	}

	@Test
	void attachmentThatTheAttemptDidNotReachIsMadeUpFor() {
		stored(row("bq-input"));
		reads(attached("ws-33"));
		assertThat(find(workspace("33"), CREATED)).isPresent();
		assertThat(writes()).containsExactly(attach(33));
	}

	@Test
	void attachmentThatTheAttemptReachedIsNotRepeated() {
		stored(row("bq-input", "ws-33"));
		reads(attached("ws-33"));
		assertThat(find(workspace("33"), CREATED)).isPresent();
		assertThat(writes()).isEmpty();
	}

	@Test
	void attachmentThatFailsLeavesTheConnectionForTheNextTry() {
		stored(row("bq-input"));
		UPSTREAM.stubFor(write("add_to_workspace").willReturn(status(500)));
		assertThat(failure(() -> find(workspace("33"), CREATED)).code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
		assertThat(writes()).containsExactly(attach(33));
	}

	private Optional<Connection> find(WorkspaceId workspace, Instant since) {
		ConnectionDraft draft = new ConnectionDraft(ID, "bq-input", "BIGQUERY",
				new Settings(Map.of("port", 1, "host", "h")), workspace, null, null, null, null, null, null);
		return ((CreateSupport) backend()).findCreated(draft, since);
	}

	private static void stored(String row) {
		UPSTREAM.stubFor(nameCall().withRequestBody(WireMock.equalToJson("{\"name\":\"bq-input\"}"))
			.willReturn(WireMock.okJson(row)));
	}

}
