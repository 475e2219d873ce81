package io.patchbay.backend.airbyte;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Tells when a cron expression fires next. To find that out takes longer than all else
 * that is done to a connection together, and stays true until it fires: it is kept until
 * then.
 */
final class AirbyteNextRuns {

	private static final int NEXT_RUNS = 3;

	/** More than the expressions of a large installation. */
	private static final int MOST = 10_000;

	// The library that Airbyte itself reads expressions with.
	private static final CronParser QUARTZ = new CronParser(
			CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));

	private static final Cache<Question, Answer> KNOWN = Caffeine.newBuilder().maximumSize(MOST).build();

	private AirbyteNextRuns() {
	}

	/**
	 * Tells when an expression fires next.
	 * @param cron the expression, without a zone
	 * @param zone the IANA name of its zone
	 * @param now the time
	 * @return the next instants, none when there are none or they are not known
	 */
	static List<Instant> of(String cron, String zone, Instant now) {
		Question question = new Question(cron, zone);
		Answer answer = KNOWN.getIfPresent(question);
		if (answer == null || !answer.isTrueAt(now)) {
			answer = new Answer(now, compute(cron, ZoneId.of(zone), now));
			KNOWN.put(question, answer);
		}
		return answer.runs();
	}

	private static List<Instant> compute(String cron, ZoneId zone, Instant now) {
		try {
			ExecutionTime times = ExecutionTime.forCron(QUARTZ.parse(cron));
			List<Instant> runs = new ArrayList<>();
			Optional<ZonedDateTime> next = times.nextExecution(now.atZone(zone));
			while (next.isPresent() && runs.size() < NEXT_RUNS) {
				runs.add(next.get().toInstant());
				next = (runs.size() < NEXT_RUNS) ? times.nextExecution(next.get()) : Optional.empty();
			}
			return List.copyOf(runs);
		}
		catch (RuntimeException ex) {
			// An expression that Airbyte took and the library cannot follow. When it runs
			// is then not known, which is no reason to hide the connection.
			return List.of();
		}
	}

	private record Question(String cron, String zone) {

	}

	private record Answer(Instant asked, List<Instant> runs) {

		boolean isTrueAt(Instant now) {
			return !now.isBefore(this.asked) && (this.runs.isEmpty() || now.isBefore(this.runs.getFirst()));
		}

	}

}
