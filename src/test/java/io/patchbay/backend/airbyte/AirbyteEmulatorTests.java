package io.patchbay.backend.airbyte;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionChange;
import io.patchbay.connection.ConnectionDraft;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ConnectionStatus;
import io.patchbay.connection.DeleteOptions;
import io.patchbay.connection.DeleteOptions.Cascade;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.GatewayException.FieldError;
import io.patchbay.connection.Stream;
import io.patchbay.connection.WorkspaceId;
import io.patchbay.sandbox.SandboxClient;
import io.patchbay.sandbox.SandboxTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The adapter makes and deletes the emulator's connections over real HTTP.
 */
@SandboxTest
class AirbyteEmulatorTests extends AirbyteEmulatorFixture {

	AirbyteEmulatorTests(@LocalServerPort int port) {
		super(port);
	}

	@Test
	void connectionsAreMade() {
		Connection created = this.backend
			.create(new ConnectionDraft(NAME, "Made", null, null, new WorkspaceId(NAME, ANALYTICS), POSTGRES, SNOWFLAKE,
					List.of(new Stream("users", "public", "incremental_append", null, null)), cron("0 0 * * 0"), "p_",
					false));
		Connection read = this.backend.get(created.id(), Set.of());
		assertThat(read).isEqualTo(created);
		assertThat(read.name()).isEqualTo("Made");
		assertThat(read.status()).isEqualTo(ConnectionStatus.INACTIVE);
		assertThat(read.streams()).singleElement().extracting(Stream::syncMode).isEqualTo("incremental_append");
		assertThat(read.schedule().cron()).isEqualTo("0 0 0 ? * 1");
		assertThat(read.tablePrefix()).isEqualTo("p_");
	}

	@Test
	void connectionsAreNotMadeOfNothing() throws Exception {
		String nowhere = "a0000000-0000-4000-8000-00000000ffff";
		assertThat(failure(() -> this.backend.create(draft(nowhere, SNOWFLAKE, null))).errors())
			.extracting(FieldError::pointer)
			.containsExactly("/source/id");
		assertThat(failure(() -> this.backend.create(draft(POSTGRES, nowhere, null))).errors())
			.extracting(FieldError::pointer)
			.containsExactly("/destination/id");
		assertThat(
				failure(() -> this.backend.create(draft(POSTGRES, SNOWFLAKE, new WorkspaceId(NAME, MARKETING)))).code())
			.isEqualTo(ErrorCode.WORKSPACE_MISMATCH);
		this.sandbox.patch("/sandbox/airbyte/_control", "{\"discoverFails\":true}");
		assertThat(failure(() -> this.backend.create(draft(POSTGRES, SNOWFLAKE, null))).code())
			.isEqualTo(ErrorCode.UPSTREAM_ERROR);
	}

	@ParameterizedTest
	@ValueSource(strings = { "commit-then-drop", "truncated", "malformed-json", "empty-body", "wrong-content-type" })
	void aConnectionOfUnknownFateIsMadeOnceAndFound(String kind) throws Exception {
		fault(kind, "POST", "^/v1/connections");
		Instant since = Instant.now();
		ConnectionDraft draft = draft(POSTGRES, SNOWFLAKE, null);
		assertThat(this.backend.findCreated(draft, since)).isEmpty();
		assertThat(failure(() -> this.backend.create(draft)).code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(requests("POST", "/connections")).isEqualTo(1);
		assertThat(this.backend.findCreated(draft, since).orElseThrow().name()).isEqualTo("Drafted");
	}

	@Test
	void aConnectionThatWasSurelyNotMadeIsNotFound() throws Exception {
		fault("rate-limit", "POST", "^/v1/connections");
		ConnectionDraft draft = draft(POSTGRES, SNOWFLAKE, null);
		assertThat(failure(() -> this.backend.create(draft)).code()).isEqualTo(ErrorCode.UPSTREAM_RATE_LIMITED);
		fault("html-502", "POST", "^/v1/connections");
		assertThat(failure(() -> this.backend.create(draft)).code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(requests("POST", "/connections")).isEqualTo(2);
		assertThat(this.backend.findCreated(draft, Instant.now())).isEmpty();
	}

	@Test
	void deletedConnectionsStayReadable() throws Exception {
		this.backend.delete(example(), DeleteOptions.CAREFUL);
		assertThat(example().status()).isEqualTo(ConnectionStatus.DELETED);
		this.backend.delete(example(), DeleteOptions.CAREFUL);
		assertThat(requests("DELETE")).isEqualTo(1);
		assertThat(failure(() -> change(new ConnectionChange("x", null, null, null, null))).code())
			.isEqualTo(ErrorCode.CONFLICT);
	}

	@Test
	void aDeletionOfUnknownFateIsNotRepeated() throws Exception {
		fault("commit-then-drop", "DELETE", "^/v1/connections");
		assertThat(failure(() -> this.backend.delete(example(), DeleteOptions.CAREFUL)).code())
			.isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(requests("DELETE")).isEqualTo(1);
		assertThat(example().status()).isEqualTo(ConnectionStatus.DELETED);
	}

	@Test
	void endsThatOthersUseAreDeletedByForceAlone() throws Exception {
		DeleteOptions both = new DeleteOptions(false, Set.of(Cascade.SOURCE, Cascade.DESTINATION), false);
		GatewayException failure = failure(() -> this.backend.delete(example(), both));
		assertThat(failure.code()).isEqualTo(ErrorCode.CONFLICT);
		List<String> users = ((List<?>) failure.facts().get("connections")).stream().map(Object::toString).toList();
		assertThat(users).hasSizeGreaterThan(5)
			.doesNotContain(EXAMPLE.toString())
			.contains("airbyte~c0000000-0000-4000-8000-000000000001");
		assertThat(requests("DELETE")).isZero();
		this.backend.delete(example(), new DeleteOptions(false, both.cascade(), true));
		assertThat(users).allSatisfy((user) -> assertThat(this.backend.get(ConnectionId.parse(user), Set.of()).status())
			.isEqualTo(ConnectionStatus.DELETED));
	}

	@Test
	void endsThatNobodyElseUsesGoWithTheConnection() throws Exception {
		Connection own = ownEnds();
		this.backend.delete(own, new DeleteOptions(false, Set.of(Cascade.SOURCE, Cascade.DESTINATION), false));
		assertThat(failure(() -> this.backend.create(draft(own.source().id(), own.destination().id(), null))).errors())
			.extracting(FieldError::pointer)
			.containsExactly("/source/id", "/destination/id");
	}

	@Test
	void aCascadeThatBreaksOffSaysHowFarItCame() throws Exception {
		Connection own = ownEnds();
		fault("commit-then-drop", "DELETE", "^/v1/sources");
		DeleteOptions both = new DeleteOptions(false, Set.of(Cascade.SOURCE, Cascade.DESTINATION), false);
		GatewayException failure = failure(() -> this.backend.delete(own, both));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_OUTCOME_UNKNOWN);
		assertThat(failure.facts().get("steps").toString()).contains("status=done", "status=unknown",
				"status=not-attempted");
		this.backend.delete(this.backend.get(own.id(), Set.of()), both);
		assertThat(requests("DELETE", "/connections")).isEqualTo(1);
	}

	private Connection ownEnds() throws Exception {
		String source = made("/sources", "sourceId", "postgres", "sourceType");
		String destination = made("/destinations", "destinationId", "bigquery", "destinationType");
		return this.backend.create(draft(source, destination, null));
	}

	private String made(String path, String id, String type, String typeField) throws Exception {
		signIn();
		HttpResponse<String> response = this.sandbox.post("/sandbox/airbyte/v1" + path,
				"{\"name\":\"Own\",\"workspaceId\":\"%s\",\"configuration\":{\"%s\":\"%s\"}}".formatted(ANALYTICS,
						typeField, type));
		return SandboxClient.json(response).path(id).stringValue();
	}

}
