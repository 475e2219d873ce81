package io.patchbay.backend.airbyte;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
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
import io.patchbay.connection.ConnectionStatus;
import io.patchbay.connection.DeleteOptions;
import io.patchbay.connection.DeleteOptions.Cascade;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.GatewayException.FieldError;
import io.patchbay.connection.Schedule;
import io.patchbay.connection.Stream;
import io.patchbay.connection.WorkspaceId;
import io.patchbay.sandbox.SandboxClient;
import io.patchbay.sandbox.SandboxTest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The adapter writes to the emulator over real HTTP, and the emulator to its memory.
 */
@SandboxTest
class AirbyteEmulatorTests {

	private static final String ANALYTICS = "3b86d0f4-e25a-47c9-a0d8-914c6e7f52b3";

	private static final String MARKETING = "7c1e5a92-4d08-4b6f-9a3c-2f5e8d7b6041";

	private static final String POSTGRES = "a1d94f72-6c03-4be8-8d2f-3e7b10c95a64";

	private static final String SNOWFLAKE = "c7be2058-91fa-4d3e-b6a7-58f204d1e93b";

	private static final BackendId NAME = new BackendId("airbyte");

	private static final ConnectionId EXAMPLE = new ConnectionId(NAME, "5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21");

	private static final ConnectionId LOCKED = new ConnectionId(NAME, "c0000000-0000-4000-8000-000000000027");

	private final SandboxClient sandbox;

	private final AirbyteBackend backend;

	AirbyteEmulatorTests(@LocalServerPort int port) {
		this.sandbox = new SandboxClient(port);
		AirbyteFactory factory = new AirbyteFactory();
		BackendProperties.Auth application = new BackendProperties.Auth(BackendProperties.Mode.HELD, null,
				"sandbox-client", "sandbox-secret", null, null, null, null, null);
		this.backend = (AirbyteBackend) TestBackends.create(factory,
				TestBackends.properties(factory, this.sandbox.root() + "/sandbox/airbyte/v1", application, List.of()),
				Map.of(), Clock.systemUTC());
	}

	@BeforeEach
	void reset() throws Exception {
		this.sandbox.post("/sandbox/reset", "");
	}

	@Test
	void connectionsAreRenamedAndPrefixed() throws Exception {
		change(new ConnectionChange("Renamed", "new_", null, null, null));
		Connection now = example();
		assertThat(now.name()).isEqualTo("Renamed");
		assertThat(now.tablePrefix()).isEqualTo("new_");
		change(new ConnectionChange("Renamed", "", null, null, null));
		assertThat(example().tablePrefix()).isEmpty();
		assertThat(requests("PATCH")).isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource({ "0 0 * * *,0 0 0 * * ?", "0 */6 * * *,0 0 */6 * * ?", "0 0 * * 0,0 0 0 ? * 1",
			"30 9 * * MON-FRI,0 30 9 ? * 2-6", "0 0 12 1/1 * ? *,0 0 12 1/1 * ? *" })
	void schedulesAreStoredAndReadBack(String written, String read) throws Exception {
		change(new ConnectionChange(null, null, null, new Schedule(Schedule.Type.MANUAL, null, null, List.of()), null));
		assertThat(example().schedule().type()).isEqualTo(Schedule.Type.MANUAL);
		ConnectionChange change = new ConnectionChange(null, null, null, cron(written), null);
		change(change);
		assertThat(example().schedule().cron()).isEqualTo(read);
		assertThat(example().schedule().timeZone()).isEqualTo("UTC");
		change(change);
		assertThat(requests("PATCH")).isEqualTo(2);
	}

	@Test
	void thePlanLimitsSchedules() {
		GatewayException failure = failure(
				() -> change(new ConnectionChange(null, null, null, cron("*/15 * * * *"), null)));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_REJECTED);
		assertThat(failure.upstream().message()).isNotBlank();
	}

	@Test
	void connectionsAreSwitchedOffAndOn() throws Exception {
		change(new ConnectionChange(null, null, null, null, true));
		assertThat(requests("PATCH")).isZero();
		change(new ConnectionChange(null, null, null, null, false));
		assertThat(example().status()).isEqualTo(ConnectionStatus.INACTIVE);
		change(new ConnectionChange(null, null, null, null, true));
		assertThat(example().status()).isEqualTo(ConnectionStatus.ACTIVE);
	}

	@Test
	void streamsThatStayKeepTheirModeAndTheirState() throws Exception {
		Stream users = example().streams().getFirst();
		change(new ConnectionChange(null, null, List.of(stream("users", null), stream("customers", "sales")), null,
				null));
		assertThat(example().streams()).hasSize(2).first().isEqualTo(users);
		assertThat(state()).hasSize(1);
		change(new ConnectionChange(null, null, List.of(stream("users", "misspelled")), null, null));
		assertThat(example().streams()).containsExactly(users);
		assertThat(state()).hasSize(1);
	}

	@Test
	void streamsThatTheSourceDoesNotHaveAreRejected() {
		assertThat(
				failure(() -> change(new ConnectionChange(null, null, List.of(stream("customers", null)), null, null)))
					.upstream()
					.message())
			.startsWith("Multiple streams found with name [customers]");
		assertThat(
				failure(() -> change(new ConnectionChange(null, null, List.of(stream("x", null)), null, null))).code())
			.isEqualTo(ErrorCode.UPSTREAM_REJECTED);
	}

	@Test
	void lockedConnectionsAreNotChanged() {
		Connection locked = this.backend.get(LOCKED, Set.of());
		assertThat(failure(() -> this.backend.update(locked, new ConnectionChange("x", null, null, null, null))).code())
			.isEqualTo(ErrorCode.CONFLICT);
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

	private JsonNode state() throws Exception {
		signIn();
		return SandboxClient
			.json(this.sandbox.post("/sandbox/airbyte/api/v1/state/get",
					"{\"connectionId\":\"" + EXAMPLE.upstreamId() + "\"}"))
			.path("streamState");
	}

	private void signIn() throws Exception {
		this.sandbox.authorization("Bearer " + SandboxClient
			.json(this.sandbox.post("/sandbox/airbyte/v1/applications/token",
					"{\"client_id\":\"sandbox-client\",\"client_secret\":\"sandbox-secret\"}"))
			.path("access_token")
			.stringValue());
	}

	private Connection example() {
		return this.backend.get(EXAMPLE, Set.of());
	}

	private void change(ConnectionChange change) {
		this.backend.update(example(), change);
	}

	private static ConnectionDraft draft(String source, String destination, WorkspaceId workspace) {
		return new ConnectionDraft(NAME, "Drafted", null, null, workspace, source, destination, null, null, null, null);
	}

	private static Stream stream(String name, String namespace) {
		return new Stream(name, namespace, null, null, null);
	}

	private static Schedule cron(String expression) {
		return new Schedule(Schedule.Type.CRON, expression, null, List.of());
	}

	private static GatewayException failure(ThrowingCallable call) {
		return catchThrowableOfType(GatewayException.class, call);
	}

	private void fault(String kind, String method, String path) throws Exception {
		assertThat(this.sandbox
			.post("/sandbox/faults",
					"{\"platform\":\"airbyte\",\"kind\":\"%s\",\"method\":\"%s\",\"path\":\"%s\",\"times\":1}"
						.formatted(kind, method, path))
			.statusCode()).isEqualTo(201);
	}

	private int requests(String method) throws Exception {
		return requests(method, "/connections") + requests(method, "/sources") + requests(method, "/destinations");
	}

	private int requests(String method, String path) throws Exception {
		return SandboxClient
			.json(this.sandbox.get("/sandbox/requests?platform=airbyte&method=" + method + "&path=" + path))
			.path("count")
			.intValue();
	}

}
