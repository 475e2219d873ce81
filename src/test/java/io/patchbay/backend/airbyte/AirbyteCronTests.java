package io.patchbay.backend.airbyte;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.TimeZone;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.CronExpression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class AirbyteCronTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0 0 * * *          | 0 0 0 * * ?
			0 */6 * * *        | 0 0 */6 * * ?
			0 0 * * 0          | 0 0 0 ? * 1
			0 0 * * 7          | 0 0 0 ? * 1
			0 0 * * sun        | 0 0 0 ? * 1
			0 0 * * 6          | 0 0 0 ? * 7
			30 9 * * 1-5       | 0 30 9 ? * 2-6
			30 9 * * MON-FRI   | 0 30 9 ? * 2-6
			30 9 * * SUN-TUE   | 0 30 9 ? * 1-3
			30 9 * * FRI-SUN   | 0 30 9 ? * 1,6,7
			30 9 * * 5-7       | 0 30 9 ? * 1,6,7
			30 9 * * 1,3,5     | 0 30 9 ? * 2,4,6
			30 9 * * 0,6       | 0 30 9 ? * 1,7
			30 9 * * */2       | 0 30 9 ? * 1,3,5,7
			30 9 * * 1-5/2     | 0 30 9 ? * 2,4,6
			30 9 * * 3/2       | 0 30 9 ? * 4,6
			30 9 * * 0-7       | 0 30 9 ? * 1-7
			30 9 * * 2,4-6     | 0 30 9 ? * 3,5-7
			15 6 1 * *         | 0 15 6 1 * ?
			0 0 1-31/2 jan,jul *  | 0 0 0 1-31/2 JAN,JUL ?
			0,20,40 8-18/2 * * *  | 0 0,20,40 8-18/2 * * ?
			""")
	void unixExpressionsAreConverted(String unix, String quartz) {
		assertThat(AirbyteCron.toQuartz(unix)).isEqualTo(quartz);
		assertThat(AirbyteCron.toQuartz("  " + unix.replace(" ", "  \t") + " ")).isEqualTo(quartz);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0 0 * * *", "*/7 * * * *", "5/15 3 * * *", "0 */6 * * *", "0 0 */3 * *", "0 0 * */5 *",
			"0 0 * * 0", "0 0 * * 5-7", "0 0 * * 1-5/2", "10,50 4-6 * * 1,4", "0 0 31 * *", "59 23 * * 6" })
	void convertedExpressionsFireWhenTheyDidBefore(String unix) throws ParseException {
		CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
		ExecutionTime before = ExecutionTime.forCron(parser.parse(unix));
		CronExpression after = new CronExpression(AirbyteCron.toQuartz(unix));
		after.setTimeZone(TimeZone.getTimeZone("UTC"));
		Instant time = Instant.parse("2026-01-01T00:00:30Z");
		for (int run = 0; run < 50; run++) {
			ZonedDateTime expected = before.nextExecution(time.atZone(ZoneOffset.UTC)).orElseThrow();
			assertThat(after.getNextValidTimeAfter(Date.from(time))).isEqualTo(expected.toInstant());
			time = expected.toInstant();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "0 0 0 * * ?", "0 0 */6 * * ?", "0 0 0 ? * SUN", "0 0 0 ? * 1", "0 0 12 1/1 * ? *",
			"0 0 0 * * ? 2030", "0 0 0 L * ?", "0 0 0 L-3 * ?", "0 0 0 15W * ?", "0 0 0 ? * 6#3", "0 0 0 ? * 6L",
			"0 */15 * * * ?", "30 0 22-2 * * ?" })
	void quartzExpressionsStayAsTheyAre(String quartz) {
		assertThat(AirbyteCron.toQuartz(quartz)).isEqualTo(quartz);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "foo", "@daily", "* * * *", "0 0 9 ? * MON-FRI US/Pacific",
			"0 27 * * * ? * US/Pacific", "0 0 0 * * ? UTC", "60 * * * *", "0 24 * * *", "0 0 0 * *", "0 0 32 * *",
			"0 0 * 13 *", "0 0 * * 8", "0 0 * * FOO", "0 0 ? * 1", "0 0 L * *", "*/0 * * * *", "*/90 * * * *",
			"0 22-2 * * *", "1,,2 * * * *", "0 0 15 * * 1", "0 0 0 * * *", "0 0 0 ? * ?", "0 0 25 * * ?", "0 0 0 ? * 0",
			"|| * * * *", "0 0 0 ? * 8", "61 0 0 * * ?", "0 */90 * * * ?", "0 0 0 * * ? 1960" })
	void malformedExpressionsAreInvalid(String expression) {
		GatewayException failure = failure(expression);
		assertThat(failure).isInstanceOf(GatewayException.Invalid.class);
		assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
		assertThat(failure.errors()).singleElement().satisfies((error) -> {
			assertThat(error.pointer()).isEqualTo("/schedule/cron");
			assertThat(error.detail()).isNotBlank();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "0 0 1 * 1", "0 0 */2 * MON", "0 0 1 * */2", "* 0 * * * ?", "0/10 0 * * * ?",
			"0,30 0 0 * * ?", "0 * 12 1/1 * ? *", "0 */5 * * * ? 2030" })
	void wellFormedExpressionsThatAirbyteRefusesAreUnsupported(String expression) {
		GatewayException failure = failure(expression);
		assertThat(failure).isInstanceOf(GatewayException.Unprocessable.class);
		assertThat(failure.code()).isEqualTo(ErrorCode.UNSUPPORTED_VALUE);
		assertThat(failure.errors()).singleElement()
			.extracting(GatewayException.FieldError::pointer)
			.isEqualTo("/schedule/cron");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0 0 0 ? * SUN      | 0 0 0 ? * 1
			0 0 0 ? * mon-fri  | 0  0 0 ? * 2-6
			0 0 0 1 JAN ? *    | 0 0 0 1 1 ?
			""")
	void expressionsThatDifferInWritingAloneAreEqual(String one, String other) {
		assertThat(AirbyteCron.canonical(one)).isEqualTo(AirbyteCron.canonical(other));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0 0 0 ? * SUN  | 0 0 0 ? * 2
			0 0 0 L-3 * ?  | 0 0 0 L-4 * ?
			0 0 0 1 1 ?    | 0 0 0 1 1 ? 2030
			""")
	void expressionsThatFireAtOtherTimesAreNotEqual(String one, String other) {
		assertThat(AirbyteCron.canonical(one)).isNotEqualTo(AirbyteCron.canonical(other));
	}

	private static GatewayException failure(String expression) {
		return catchThrowableOfType(GatewayException.class, () -> AirbyteCron.toQuartz(expression));
	}

}
