package io.patchbay.backend.airbyte;

import java.time.Instant;
import java.util.List;

import io.patchbay.connection.BackendId;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ConnectionStatus;
import io.patchbay.connection.Schedule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AirbyteSchedulesTests {

	private static final Instant NOW = Instant.parse("2026-03-27T12:00:00Z");

	@ParameterizedTest
	@CsvSource({ "0 0 */6 * * ? UTC,0 0 */6 * * ?,UTC", "0 0 */6 * * ?,0 0 */6 * * ?,UTC",
			"0 0 9 ? * MON-FRI America/Toronto,0 0 9 ? * MON-FRI,America/Toronto",
			"0 0 9 ? * MON-FRI US/Pacific,0 0 9 ? * MON-FRI,US/Pacific", "0 0 0 ? * SUN,0 0 0 ? * SUN,UTC",
			"0 0 0 ? * L,0 0 0 ? * L,UTC", "0 0 0 * * ? 2030,0 0 0 * * ? 2030,UTC",
			"0 27 * * * ? * US/Pacific,0 27 * * * ? *,US/Pacific", "'  0 0 0 * * ?   UTC ',0 0 0 * * ?,UTC",
			"0 0 0 * * ? Nowhere/Atall,0 0 0 * * ? Nowhere/Atall,UTC", "UTC,UTC,UTC" })
	void zoneIsSplitOffTheExpression(String expression, String cron, String zone) {
		assertThat(cron(expression)).isEqualTo(new Schedule(Schedule.Type.CRON, cron, zone, List.of()));
	}

	@ParameterizedTest
	@CsvSource({ "manual,MANUAL", "basic,BASIC", "cron,CRON" })
	void scheduleWithoutExpressionHasNoZone(String word, Schedule.Type type) {
		assertThat(AirbyteSchedules.read(new AirbyteConnection.Timing(word, null, null)))
			.isEqualTo(new Schedule(type, null, null, List.of()));
	}

	@ParameterizedTest
	@CsvSource({ "sometimes", "''" })
	void typeThatWeDoNotKnowIsNoSchedule(@Nullable String word) {
		assertThat(AirbyteSchedules.read(new AirbyteConnection.Timing(word, "0 0 0 * * ?", null))).isNull();
	}

	@Test
	void nextRunsAreThreeInTheZoneOfTheSchedule() {
		// In Berlin there is no half past two on March 29, when summer time begins.
		assertThat(nextRuns("0 30 2 * * ? Europe/Berlin", ConnectionStatus.ACTIVE)).containsExactly(
				Instant.parse("2026-03-28T01:30:00Z"), Instant.parse("2026-03-30T00:30:00Z"),
				Instant.parse("2026-03-31T00:30:00Z"));
		assertThat(nextRuns("0 0 9 ? * MON-FRI America/Toronto", ConnectionStatus.ACTIVE)).containsExactly(
				Instant.parse("2026-03-27T13:00:00Z"), Instant.parse("2026-03-30T13:00:00Z"),
				Instant.parse("2026-03-31T13:00:00Z"));
	}

	@Test
	void nextRunsEndWithTheYear() {
		assertThat(nextRuns("0 0 0 30,31 12 ? 2026", ConnectionStatus.ACTIVE))
			.containsExactly(Instant.parse("2026-12-30T00:00:00Z"), Instant.parse("2026-12-31T00:00:00Z"));
		assertThat(nextRuns("0 0 0 * * ? 2020", ConnectionStatus.ACTIVE)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "INACTIVE", "LOCKED", "DELETED", "UNKNOWN" })
	void connectionThatIsNotActiveDoesNotRun(ConnectionStatus status) {
		assertThat(nextRuns("0 0 0 * * ?", status)).isEmpty();
	}

	@Timeout(10)
	@ParameterizedTest
	@ValueSource(strings = { "0 0 * * *", "foo", "0 0 15 * * 1", "0 0 25 * * ?", "0 0 0 30 2 ?", "0 0 0 ? * 1#6",
			"0 0 0 32W * ?", "0 0 0 LW * ?", "0 0 0 * * ? Nowhere/Atall", "99999999999999999999 * * * * ?",
			"0 0 0 31 2,4,6,9,11 ?", "0 0 0 ? * 9", "* * * * * * * * *", "@hourly", "0 0 0 29 2 ? 2027" })
	void expressionThatCannotBeFollowedIsKept(String expression) {
		Schedule schedule = cron(expression);
		assertThat(schedule).isNotNull();
		assertThat(schedule.cron()).isEqualTo(expression);
		assertThat(nextRuns(expression, ConnectionStatus.ACTIVE)).hasSizeLessThanOrEqualTo(3);
	}

	private static @Nullable Schedule cron(String expression) {
		return AirbyteSchedules.read(new AirbyteConnection.Timing("cron", expression, null));
	}

	private static List<Instant> nextRuns(String expression, ConnectionStatus status) {
		ConnectionId id = new ConnectionId(new BackendId("airbyte"), AirbyteStubs.connectionId(1));
		Connection connection = Connection.builder(id, AirbyteBackend.PLATFORM)
			.status(status)
			.schedule(cron(expression))
			.build();
		Schedule schedule = AirbyteSchedules.withNextRuns(connection, NOW).schedule();
		return (schedule != null) ? schedule.nextRuns() : List.of();
	}

}
