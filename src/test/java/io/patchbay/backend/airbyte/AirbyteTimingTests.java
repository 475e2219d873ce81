package io.patchbay.backend.airbyte;

import java.util.List;
import java.util.Map;

import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class AirbyteTimingTests {

	private static final Schedule MANUAL = new Schedule(Schedule.Type.MANUAL, null, null, List.of());

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "UTC", "Etc/UTC", "Z", "GMT", "GMT+0", "GMT0", "Etc/GMT", "UCT", "Zulu", "+00:00" })
	void utcHasManyNames(String zone) {
		assertThat(AirbyteTiming.normalized(cron("0 0 * * *", zone))).isEqualTo(cron("0 0 0 * * ?", "UTC"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Europe/Berlin", "America/Toronto", "Etc/GMT+5", "UTC+1", "+02:00", "Africa/Abidjan" })
	void otherZonesCannotBeStored(String zone) {
		GatewayException failure = failure(cron("0 0 * * *", zone));
		assertThat(failure.code()).isEqualTo(ErrorCode.UNSUPPORTED_VALUE);
		assertThat(failure.errors().getFirst().pointer()).isEqualTo("/schedule/timeZone");
	}

	@Test
	void wordsThatAreNoZonesAreInvalid() {
		GatewayException failure = failure(cron("0 0 * * *", "Mars/Olympus"));
		assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
		assertThat(failure.errors().getFirst().pointer()).isEqualTo("/schedule/timeZone");
	}

	@Test
	void cronNeedsAnExpression() {
		GatewayException failure = failure(cron(null, null));
		assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
		assertThat(failure.errors().getFirst().pointer()).isEqualTo("/schedule/cron");
		assertThat(failure(cron(" ", null)).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
	}

	@Test
	void basicCannotBeWritten() {
		GatewayException failure = failure(new Schedule(Schedule.Type.BASIC, null, null, List.of()));
		assertThat(failure.code()).isEqualTo(ErrorCode.UNSUPPORTED_VALUE);
		assertThat(failure.errors().getFirst().pointer()).isEqualTo("/schedule/type");
	}

	@Test
	void manualHasNoExpression() {
		assertThat(AirbyteTiming.normalized(new Schedule(Schedule.Type.MANUAL, null, "UTC", List.of())))
			.isEqualTo(MANUAL);
		assertThat(failure(new Schedule(Schedule.Type.MANUAL, "0 0 * * *", null, List.of())).code())
			.isEqualTo(ErrorCode.INVALID_REQUEST);
	}

	@Test
	void schedulesAreWrittenWithoutTheZone() {
		assertThat(AirbyteTiming.json(MANUAL)).isEqualTo(Map.of("scheduleType", "manual"));
		assertThat(AirbyteTiming.json(cron("0 0 0 * * ?", "UTC")))
			.isEqualTo(Map.of("scheduleType", "cron", "cronExpression", "0 0 0 * * ?"));
	}

	@Test
	void schedulesAreEqualWhenTheyFireAtTheSameTimes() {
		Schedule wanted = AirbyteTiming.normalized(cron("0 0 * * 0", null));
		assertThat(AirbyteTiming.same(cron("0 0 0 ? * SUN", "UTC"), wanted)).isTrue();
		assertThat(AirbyteTiming.same(cron("0 0 0 ? * SUN", "Etc/UTC"), wanted)).isTrue();
		assertThat(AirbyteTiming.same(cron("0 0 0 ? * SUN", "Europe/Berlin"), wanted)).isFalse();
		assertThat(AirbyteTiming.same(cron("0 0 1 ? * SUN", "UTC"), wanted)).isFalse();
		assertThat(AirbyteTiming.same(cron(null, null), wanted)).isFalse();
		assertThat(AirbyteTiming.same(MANUAL, wanted)).isFalse();
		assertThat(AirbyteTiming.same(null, wanted)).isFalse();
		assertThat(AirbyteTiming.same(MANUAL, MANUAL)).isTrue();
	}

	private static Schedule cron(String expression, String zone) {
		return new Schedule(Schedule.Type.CRON, expression, zone, List.of());
	}

	private static GatewayException failure(Schedule schedule) {
		return catchThrowableOfType(GatewayException.class, () -> AirbyteTiming.normalized(schedule));
	}

}
