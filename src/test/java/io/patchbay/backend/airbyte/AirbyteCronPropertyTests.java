package io.patchbay.backend.airbyte;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Optional;
import java.util.Random;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.patchbay.Seeds;
import io.patchbay.connection.GatewayException;
import org.junit.jupiter.api.Test;
import org.quartz.CronExpression;

import static org.assertj.core.api.Assertions.assertThat;

class AirbyteCronPropertyTests {

	private static final CronParser UNIX = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

	@Test
	void unixExpressionFiresAtTheSameTimesOrIsRefused() {
		AtomicInteger converted = new AtomicInteger();
		Seeds.check((random) -> {
			String unix = String.join(" ", field(random, 0, 59), field(random, 0, 23), field(random, 1, 28),
					field(random, 1, 12), field(random, 0, 6));
			String quartz;
			try {
				quartz = AirbyteCron.toQuartz(unix);
			}
			catch (GatewayException ex) {
				return;
			}
			converted.incrementAndGet();
			ZonedDateTime time = Instant.parse("2026-01-01T00:00:00Z")
				.plusSeconds(random.nextInt(300_000_000))
				.atZone(ZoneOffset.UTC);
			for (int i = 0; i < 5; i++) {
				Optional<ZonedDateTime> expected = ExecutionTime.forCron(UNIX.parse(unix)).nextExecution(time);
				Instant actual = next(quartz, time.toInstant());
				assertThat(actual).describedAs("%s as %s after %s", unix, quartz, time)
					.isEqualTo(expected.map(ZonedDateTime::toInstant).orElse(null));
				if (actual == null) {
					return;
				}
				time = actual.atZone(ZoneOffset.UTC);
			}
		});
		assertThat(converted).hasPositiveValue();
	}

	@Test
	void anyTextIsConvertedOrRefused() {
		Seeds.check((random) -> {
			String text = Seeds.text(random, 6) + " " + field(random, 0, 70) + " * * " + Seeds.text(random, 3);
			try {
				assertThat(next(AirbyteCron.toQuartz(text), Instant.EPOCH)).isNotEqualTo(Instant.EPOCH);
			}
			catch (GatewayException ex) {
				assertThat(ex.getMessage()).isNotBlank();
			}
		});
	}

	private static Instant next(String quartz, Instant after) {
		try {
			CronExpression expression = new CronExpression(quartz);
			expression.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
			Date next = expression.getNextValidTimeAfter(Date.from(after));
			return (next != null) ? next.toInstant() : null;
		}
		catch (ParseException ex) {
			throw new AssertionError(quartz, ex);
		}
	}

	private static String field(Random random, int least, int most) {
		int first = least + random.nextInt(most - least + 1);
		int last = first + random.nextInt(most - first + 1);
		int step = 1 + random.nextInt(Math.max(1, (most - least) / 2));
		return switch (random.nextInt(9)) {
			case 0 -> String.valueOf(first);
			case 1 -> first + "-" + last;
			case 2 -> "*/" + step;
			case 3 -> first + "-" + last + "/" + step;
			case 4 -> first + "," + last;
			default -> "*";
		};
	}

}
