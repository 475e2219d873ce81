package io.patchbay.sandbox.wallaroo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.scheduling.support.CronExpression;

/**
 * A deployment of an orchestration, run once or by a schedule. Its state and its runs are
 * functions of the time.
 *
 * @param id the identifier
 * @param name the name that the caller gave
 * @param orchestration what it runs
 * @param workspaceId where it runs
 * @param schedule five cron fields, {@code null} for one run
 * @param timeout of one run
 * @param input the arguments
 * @param outcome how its runs end
 * @param timing the switches when it was created
 * @param createdAt when it was created
 * @param killRequestedAt when somebody asked to kill it
 * @param pauses when it was paused and resumed
 */
record WallarooTask(UUID id, @Nullable String name, WallarooOrchestration orchestration, int workspaceId,
		@Nullable String schedule, Duration timeout, ObjectNode input, WallarooOutcome outcome, WallarooSwitches timing,
		Instant createdAt, @Nullable Instant killRequestedAt, List<Pause> pauses) {

	// logs are kept for so long; older runs interest nobody
	private static final Duration RETENTION = Duration.ofDays(30);

	WallarooTask {
		pauses = List.copyOf(pauses);
	}

	WallarooTask killed(Instant now) {
		return (this.killRequestedAt != null) ? this
				: new WallarooTask(this.id, this.name, this.orchestration, this.workspaceId, this.schedule,
						this.timeout, this.input, this.outcome, this.timing, this.createdAt, now, this.pauses);
	}

	WallarooTask paused(boolean paused, Instant now) {
		List<Pause> more = new ArrayList<>(this.pauses);
		more.add(new Pause(now, paused));
		return new WallarooTask(this.id, this.name, this.orchestration, this.workspaceId, this.schedule, this.timeout,
				this.input, this.outcome, this.timing, this.createdAt, this.killRequestedAt, more);
	}

	boolean isKilled(Instant now) {
		return !now.isBefore(killedAt());
	}

	/**
	 * The state of the deployment, which says nothing about how a run ended.
	 * @param now the time
	 * @return the platform's word
	 */
	String status(Instant now) {
		if (this.killRequestedAt != null) {
			return (isKilled(now)) ? "killed" : "pending_kill";
		}
		if (!this.pauses.isEmpty()) {
			Pause last = this.pauses.getLast();
			boolean done = !now.isBefore(last.at().plus(this.timing.killDelay()));
			if (last.paused()) {
				return (done) ? "paused" : "pending_pause";
			}
			return (done) ? "started" : "pending_resume";
		}
		if (now.isBefore(this.createdAt.plus(this.timing.startDelay()))) {
			return "pending";
		}
		return (this.outcome == WallarooOutcome.STARVED) ? "resource_contention" : "started";
	}

	Instant updatedAt(Instant now) {
		if (this.killRequestedAt != null) {
			return (isKilled(now)) ? killedAt() : this.killRequestedAt;
		}
		Instant started = this.createdAt.plus(this.timing.startDelay());
		return now.isBefore(started) ? this.createdAt : started;
	}

	/**
	 * The runs that have appeared.
	 * @param now the time
	 * @return the runs, newest first
	 */
	List<WallarooRun> runs(Instant now) {
		if (this.outcome == WallarooOutcome.STARVED) {
			return List.of();
		}
		return firings(now).stream()
			.map(this::run)
			.filter((run) -> !run.start().isAfter(now) && run.start().isBefore(killedAt()))
			.sorted(Comparator.comparing(WallarooRun::start).reversed())
			.toList();
	}

	private WallarooRun run(Instant firing) {
		Instant start = firing.plus(this.timing.runDelay());
		Duration duration = this.timing.runDuration();
		boolean late = this.outcome != WallarooOutcome.STUCK && duration.compareTo(this.timeout) > 0;
		String result = (late) ? "timed_out" : this.outcome.result();
		Instant end = start.plus((late) ? this.timeout : duration);
		if (this.outcome == WallarooOutcome.STUCK) {
			end = Instant.MAX;
		}
		if (killedAt().isBefore(end)) {
			end = killedAt();
			result = "killed";
		}
		UUID run = UUID.nameUUIDFromBytes((this.id + "/" + firing).getBytes(StandardCharsets.UTF_8));
		return new WallarooRun(this.id, run, start, end, result);
	}

	private List<Instant> firings(Instant now) {
		if (this.schedule == null) {
			return List.of(this.createdAt);
		}
		CronExpression cron = CronExpression.parse("0 " + this.schedule);
		Instant oldest = now.minus(RETENTION);
		Instant from = (this.createdAt.isAfter(oldest)) ? this.createdAt : oldest;
		List<Instant> firings = new ArrayList<>();
		ZonedDateTime firing = cron.next(from.atZone(ZoneOffset.UTC));
		while (firing != null && !firing.toInstant().isAfter(now)) {
			if (!pausedAt(firing.toInstant())) {
				firings.add(firing.toInstant());
			}
			firing = cron.next(firing);
		}
		return firings;
	}

	private boolean pausedAt(Instant time) {
		boolean paused = false;
		for (Pause pause : this.pauses) {
			if (!pause.at().isAfter(time)) {
				paused = pause.paused();
			}
		}
		return paused;
	}

	private Instant killedAt() {
		return (this.killRequestedAt != null) ? this.killRequestedAt.plus(this.timing.killDelay()) : Instant.MAX;
	}

	/**
	 * A change between paused and not.
	 *
	 * @param at when it was asked for
	 * @param paused whether to pause or to resume
	 */
	record Pause(Instant at, boolean paused) {
	}

}
