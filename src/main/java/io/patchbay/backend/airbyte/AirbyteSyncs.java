package io.patchbay.backend.airbyte;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.patchbay.backend.Scan;
import io.patchbay.backend.Times;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionFilter;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ConnectionStatus;
import io.patchbay.connection.Deadline;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.GatewayException.FieldError;
import io.patchbay.connection.ListRequest;
import io.patchbay.connection.Slice;
import io.patchbay.connection.SyncId;
import io.patchbay.connection.SyncListRequest;
import io.patchbay.connection.SyncRequest;
import io.patchbay.connection.SyncRun;
import org.jspecify.annotations.Nullable;

/**
 * Runs of connections, which are Airbyte's jobs.
 */
final class AirbyteSyncs {

	/** Clocks differ, and Airbyte's times have no fractions. */
	private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

	/** Why a run has failed is worth a moment, not a failure. */
	private static final Duration REASON = Duration.ofSeconds(10);

	private final AirbyteJobApi jobs;

	private final AirbyteHomes homes;

	private final @Nullable AirbyteConfigApi config;

	AirbyteSyncs(AirbyteJobApi jobs, AirbyteHomes homes, @Nullable AirbyteConfigApi config) {
		this.jobs = jobs;
		this.homes = homes;
		this.config = config;
	}

	SyncRun start(Connection connection, SyncRequest request) {
		List<FieldError> strangers = new ArrayList<>();
		if (request.target() != null) {
			strangers.add(new FieldError("/target", "means nothing to Airbyte, where a connection runs itself"));
		}
		if (!request.arguments().isEmpty()) {
			strangers.add(new FieldError("/arguments", "mean nothing to Airbyte, whose jobs take none"));
		}
		if (!strangers.isEmpty()) {
			throw AirbyteRefusals.invalid(strangers);
		}
		ConnectionStatus status = connection.status();
		if (status == ConnectionStatus.INACTIVE || status == ConnectionStatus.LOCKED
				|| status == ConnectionStatus.DELETED) {
			// Old servers answer 500 to it.
			throw AirbyteJobApi.notSyncable("The connection '" + connection.id() + "' is "
					+ status.name().toLowerCase(Locale.ROOT) + ", and only an active one runs.");
		}
		return run(this.jobs.start(connection.id(), word(request)), connection);
	}

	Optional<SyncRun> running(Connection connection) {
		return underWay(connection.id()).map((job) -> run(job, connection));
	}

	private Optional<AirbyteJob> underWay(ConnectionId connection) {
		return this.jobs.newest(connection, null).stream().filter((job) -> !job.terminal()).findFirst();
	}

	Optional<SyncRun> findStarted(Connection connection, SyncRequest request, Instant since) {
		Instant earliest = since.minus(CLOCK_SKEW);
		return this.jobs.newest(connection.id(), word(request)).stream().findFirst().filter((job) -> {
			Instant started = Times.read(job.startTime());
			return started != null && !started.isBefore(earliest);
		}).map((job) -> run(job, connection));
	}

	SyncRun sync(SyncId id) {
		return complete(id, visible(id));
	}

	Slice<SyncRun> syncs(Connection connection, SyncListRequest request) {
		String status = upstreamStatus(request.status());
		// What is passed over here is read in large pages.
		boolean scanned = request.status() != null && status == null;
		int size = scanned ? AirbyteApi.PAGE_SIZE : Math.min(AirbyteApi.PAGE_SIZE, request.limit());
		AirbyteJobApi.Query query = new AirbyteJobApi.Query(null, status, request.createdAfter(),
				request.createdBefore(), request.ascending());
		AirbyteListing<SyncRun> listing = new AirbyteListing<>(
				(offset) -> this.jobs.jobs(connection.id(), query, offset, size).map((job) -> run(job, connection)),
				(run) -> run.id().upstreamId());
		ListRequest place = new ListRequest(ConnectionFilter.NONE, Set.of(), request.place(), request.seen(),
				request.limit());
		return listing.walk(place, new Scan<>(place, request::matches));
	}

	SyncRun cancel(SyncId id) {
		AirbyteJob job = visible(id);
		if (job.terminal()) {
			return complete(id, job);
		}
		// Airbyte cancels whatever runs, even if it was asked about an older job.
		Optional<AirbyteJob> running = underWay(connection(id, job));
		if (running.isPresent() && Objects.equals(running.get().jobId(), job.jobId())) {
			this.jobs.cancel(id);
			return sync(id);
		}
		AirbyteJob now = visible(id);
		if (!now.terminal()) {
			throw new GatewayException.Conflict(ErrorCode.CONFLICT,
					"Airbyte cancels what runs now, and that is not '" + id + "'. Nothing was cancelled.")
				.at(id.backend());
		}
		return complete(id, now);
	}

	/**
	 * Reads a run that we may see.
	 * @param id the run
	 * @return the job
	 * @throws GatewayException.NotFound when there is none
	 */
	AirbyteJob visible(SyncId id) {
		if (!AirbyteJob.isId(id.upstreamId())) {
			throw AirbyteJobApi.missing(id);
		}
		AirbyteJob job = this.jobs.job(id);
		pages(id, job);
		return job;
	}

	private SyncRun complete(SyncId id, AirbyteJob job) {
		AirbyteAttempts attempts = job.failed() ? attempts(id) : AirbyteAttempts.UNKNOWN;
		return job.toSyncRun(connection(id, job), attempts.count(), attempts.message(), pages(id, job));
	}

	private AirbyteAttempts attempts(SyncId id) {
		AirbyteConfigApi api = this.config;
		if (api == null) {
			return AirbyteAttempts.UNKNOWN;
		}
		try {
			return Deadline.within(REASON, () -> api.attempts(id));
		}
		catch (GatewayException ex) {
			return AirbyteAttempts.UNKNOWN;
		}
	}

	private Map<String, String> pages(SyncId id, AirbyteJob job) {
		try {
			return this.homes.pages(connection(id, job));
		}
		catch (GatewayException.NotFound ex) {
			throw AirbyteJobApi.missing(id);
		}
	}

	private static ConnectionId connection(SyncId id, AirbyteJob job) {
		return new ConnectionId(id.backend(), Objects.requireNonNull(job.connectionId()));
	}

	private static SyncRun run(AirbyteJob job, Connection connection) {
		return job.toSyncRun(connection.id(), null, null, AirbyteHomes.pages(connection.links()));
	}

	private static String word(SyncRequest request) {
		return request.type().name().toLowerCase(Locale.ROOT);
	}

	// The others are several words of Airbyte's, which takes one.
	private static @Nullable String upstreamStatus(SyncRun.@Nullable Status status) {
		if (status == null) {
			return null;
		}
		return switch (status) {
			case SUCCEEDED -> "succeeded";
			case FAILED -> "failed";
			case CANCELLED -> "cancelled";
			case QUEUED, RUNNING, UNKNOWN -> null;
		};
	}

}
