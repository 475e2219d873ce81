package io.patchbay.sandbox.airbyte;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

import io.patchbay.sandbox.SandboxState;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The jobs, which advance with the sandbox's clock. Use it within the store's lock.
 */
@Component
@Profile("sandbox")
class AirbyteJobs implements SandboxState {

	private final TreeMap<Long, Job> jobs = new TreeMap<>();

	/** Clears whose end has not been seen yet: the state goes when they succeed. */
	private final List<Long> clears = new ArrayList<>();

	private final AirbyteStore store;

	private final AirbyteSwitches switches;

	AirbyteJobs(AirbyteStore store, AirbyteSwitches switches) {
		this.store = store;
		this.switches = switches;
		seed();
	}

	@Override
	public void reset() {
		this.store.locked(() -> {
			seed();
			return true;
		});
	}

	private void seed() {
		this.jobs.clear();
		this.clears.clear();
		JobSeeds.history().forEach(this::save);
	}

	Instant now() {
		return this.store.now();
	}

	Collection<Job> all() {
		return this.jobs.values();
	}

	@Nullable Job find(long id) {
		return this.jobs.get(id);
	}

	List<Job> of(String connectionId) {
		return this.jobs.values().stream().filter((job) -> job.connectionId().equals(connectionId)).toList();
	}

	@Nullable Job active(String connectionId) {
		Instant now = now();
		return this.jobs.descendingMap()
			.values()
			.stream()
			.filter((job) -> job.connectionId().equals(connectionId) && !job.terminal(now))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Starts a job.
	 * @param connection the connection
	 * @param type sync, reset or clear
	 * @return the job, an older one when it is a sync that has not begun yet
	 * @throws AirbyteException 409 when another job runs or the connection is not active
	 */
	Job start(AirbyteConnection connection, String type) {
		Job active = active(connection.id());
		if (active != null) {
			if ("sync".equals(type) && "sync".equals(active.type()) && active.pending(now())) {
				return active;
			}
			throw AirbyteException.tryAgainLater("A sync is already running for: " + connection.id());
		}
		if (!"active".equals(connection.status())) {
			throw AirbyteException.stateConflict("Could not fulfill request");
		}
		Job job = plan(connection, type);
		if (!"sync".equals(type)) {
			this.clears.add(job.id());
		}
		return save(job);
	}

	private Job plan(AirbyteConnection connection, String type) {
		Instant created = now();
		Instant start = created.plus(this.switches.duration("jobPending"));
		Duration length = this.switches.duration("jobDuration");
		JobOutcome outcome = this.switches.outcome(connection);
		Instant end = start.plus(length);
		List<JobAttempt> attempts = switch (outcome) {
			case SUCCEEDED, LONG_LOGS, CANCELLED -> List.of(new JobAttempt(start, end, true));
			case FAILED -> List.of(new JobAttempt(start, end, false));
			case STUCK -> List.of(new JobAttempt(start, start.plus(Duration.ofDays(36_500)), true));
			case INCOMPLETE -> List.of(new JobAttempt(start, end, false),
					new JobAttempt(end.plus(length), end.plus(length).plus(length), true));
		};
		Instant cancelled = (outcome == JobOutcome.CANCELLED) ? end.minusMillis(1) : null;
		return new Job(this.jobs.lastKey() + 1, connection.id(), type, created, attempts, Duration.ZERO, cancelled,
				("sync".equals(type)) ? 1000 : 0, outcome);
	}

	/**
	 * Cancels whatever runs on a connection.
	 * @param connectionId the connection
	 * @return whether something ran
	 */
	boolean cancel(String connectionId) {
		Job active = active(connectionId);
		if (active != null) {
			save(active.cancel(now()));
		}
		return active != null;
	}

	/**
	 * Lets ended clears take effect.
	 */
	void settle() {
		Instant now = now();
		this.clears.removeIf((id) -> {
			Job job = this.jobs.get(id);
			if (job == null || !job.terminal(now)) {
				return job == null;
			}
			AirbyteConnection connection = this.store.connection(job.connectionId());
			if (connection != null && "succeeded".equals(job.status(now))) {
				this.store.save(connection.withState(null));
			}
			return true;
		});
	}

	private Job save(Job job) {
		this.jobs.put(job.id(), job);
		return job;
	}

}
