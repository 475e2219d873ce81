package io.patchbay.backend.airbyte;

import java.util.List;
import java.util.Set;

import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionChange;
import io.patchbay.connection.ConnectionStatus;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.Schedule;
import io.patchbay.connection.Stream;
import io.patchbay.sandbox.SandboxClient;
import io.patchbay.sandbox.SandboxTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The adapter changes the emulator's connections over real HTTP.
 */
@SandboxTest
class AirbyteEmulatorChangeTests extends AirbyteEmulatorFixture {

	AirbyteEmulatorChangeTests(@LocalServerPort int port) {
		super(port);
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

	private JsonNode state() throws Exception {
		signIn();
		return SandboxClient
			.json(this.sandbox.post("/sandbox/airbyte/api/v1/state/get",
					"{\"connectionId\":\"" + EXAMPLE.upstreamId() + "\"}"))
			.path("streamState");
	}

}
