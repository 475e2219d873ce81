package io.patchbay.sandbox.airbyte;

import io.patchbay.sandbox.SandboxTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SandboxTest
class AirbyteScheduleTests {

	private static final String EXAMPLE = "/connections/" + AirbyteSeeds.EXAMPLE;

	private final AirbyteClient airbyte;

	AirbyteScheduleTests(@LocalServerPort int port) {
		this.airbyte = new AirbyteClient(port);
	}

	@BeforeEach
	void start() throws Exception {
		this.airbyte.start();
	}

	private JsonNode schedule(int status, String expression) throws Exception {
		return this.airbyte.patch(status, EXAMPLE,
				"{'schedule':{'scheduleType':'cron','cronExpression':'" + expression + "'}}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0 0 0 * * ?", "0 0 */6 * * ?", "0 0 0 ? * SUN", "0 0 0 ? * 1", "0 0 * * * ?",
			"0 0 12 1/1 * ? *", "0 0 0 * * ? 2030", "0 0 0 * * ? UTC" })
	void storesInUtc(String expression) throws Exception {
		assertThat(schedule(200, expression).at("/schedule/cronExpression").stringValue())
			.isEqualTo(expression.replace(" UTC", "") + " UTC");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0 0 * * *|Cron expression contains 5 parts but we expect one of [6, 7]
			0 */6 * * *|Cron expression contains 5 parts but we expect one of [6, 7]
			0 0 * * 0|Cron expression contains 5 parts but we expect one of [6, 7]
			* 0 * * * ?|is less than the one hour minimum
			0 0 15 * * 1|Both, a day-of-week AND a day-of-month parameter, are not supported
			0 0 25 * * ?|not in range [0, 23]
			0 0 9 ? * MON-FRI US/Pacific|is not valid. Error:
			0 27 * * * ? * US/Pacific|8 parts
			foo|1 parts
			''|Empty expression!
			""")
	void refusesWhatIsMalformed(String expression, String message) throws Exception {
		JsonNode refused = schedule(400, expression);
		assertThat(refused.path("title").stringValue()).isEqualTo("bad-request");
		assertThat(refused.at("/data/message").stringValue()).startsWith("The cron expression").contains(message);
	}

	@Test
	void refusesAMissingExpression() throws Exception {
		assertThat(this.airbyte.patch(400, EXAMPLE, "{'schedule':{'scheduleType':'cron'}}")
			.at("/data/message")
			.stringValue()).isEqualTo("Missing cron expression in the schedule.");
	}

	@Test
	void refusesWhatIsMoreFrequentThanThePlanAllows() throws Exception {
		JsonNode refused = schedule(400, "0 */15 * * * ?");
		assertThat(refused.path("type").stringValue()).isEqualTo("error:cron-validation/under-one-hour-not-allowed");
		assertThat(refused.at("/data/cronExpression").stringValue()).isEqualTo("0 */15 * * * ?");
		assertThat(refused.at("/data/validationErrorMessage").stringValue())
			.isEqualTo("Cron executions must be at least 1 hour apart");
		this.airbyte.control("{'planFloorMinutes':15}");
		schedule(200, "0 */15 * * * ?");
		schedule(400, "0 */5 * * * ?");
		this.airbyte.control("{'planFloorMinutes':1}");
		schedule(200, "0 * * * * ?");
	}

	@Test
	void clearsTheScheduleWhenManual() throws Exception {
		JsonNode manual = this.airbyte.patch(200, EXAMPLE,
				"{'schedule':{'scheduleType':'manual','cronExpression':'nonsense'}}");
		assertThat(manual.path("schedule").propertyNames()).containsExactly("scheduleType");
	}

	@Test
	void readsZonesThatItWouldNotWrite() throws Exception {
		assertThat(
				this.airbyte.get("/connections/" + ConnectionSeeds.id(6)).at("/schedule/cronExpression").stringValue())
			.isEqualTo("0 0 9 ? * MON-FRI America/Toronto");
	}

}
