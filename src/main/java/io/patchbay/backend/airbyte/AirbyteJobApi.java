package io.patchbay.backend.airbyte;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.patchbay.backend.BodyReader;
import io.patchbay.backend.UpstreamCalls;
import io.patchbay.backend.UpstreamJson;
import io.patchbay.backend.UpstreamRequest;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.SyncId;
import org.jspecify.annotations.Nullable;

/**
 * The calls of Airbyte's public API about jobs.
 */
final class AirbyteJobApi {

	/** Airbyte answers to a start when the job exists, and old servers when it runs. */
	private static final Duration START = Duration.ofSeconds(120);

	private static final String RUNNING = "try-again-later";

	private static final String STATE = "state-conflict";

	private static final String LOCKED = "Connection is locked";

	private final UpstreamCalls calls;

	private final AirbyteApi api;

	AirbyteJobApi(UpstreamCalls calls, AirbyteApi api) {
		this.calls = calls;
		this.api = api;
	}

	AirbyteJob start(ConnectionId connection, String type) {
		UpstreamRequest request = UpstreamRequest.post("/jobs")
			.json(Map.of("connectionId", connection.upstreamId(), "jobType", type))
			.patience(START)
			.on(409, (answer) -> refusal(connection, answer));
		try {
			return this.calls.write(request, job(connection));
		}
		catch (GatewayException.Denied | GatewayException.NotFound ex) {
			// To Airbyte, what does not exist is forbidden, and so is what we may not
			// run.
			this.api.connection(connection);
			throw ex;
		}
	}

	private static @Nullable GatewayException refusal(ConnectionId connection, GatewayException.Upstream answer) {
		String code = String.valueOf(answer.code());
		String message = String.valueOf(answer.message()).toLowerCase(Locale.ROOT);
		if (code.equals(RUNNING) || message.contains("already running")) {
			return new GatewayException.Conflict(ErrorCode.SYNC_ALREADY_RUNNING,
					"Airbyte says that a run of the connection '" + connection + "' has not ended.");
		}
		if (code.equals(STATE) || code.equals(LOCKED)) {
			return notSyncable("Airbyte does not run the connection '" + connection + "' as it is now.");
		}
		return null;
	}

	static GatewayException notSyncable(String message) {
		return new GatewayException.Conflict(ErrorCode.NOT_SYNCABLE, message);
	}

	AirbyteJob job(SyncId id) {
		// Airbyte answers 403 for a job that does not exist, and 409 to administrators.
		UpstreamRequest request = UpstreamRequest.get("/jobs/{}", id.upstreamId())
			.on(403, (answer) -> AirbyteApi.license(answer) ? null : missing(id))
			.on(404, (_) -> missing(id))
			.on(409, (_) -> missing(id));
		AirbyteJob job = this.calls.read(request, UpstreamJson.object(AirbyteJob.class));
		if (!job.sound() || !id.upstreamId().equals(String.valueOf(job.jobId()))) {
			throw this.calls.invalidResponse("it is not the job");
		}
		return job;
	}

	/**
	 * Cancels what runs on a job's connection, whichever job that is. Nothing happens
	 * when nothing runs.
	 * @param id the job
	 */
	void cancel(SyncId id) {
		try {
			this.calls.write(UpstreamRequest.of("DELETE", "/jobs/{}", id.upstreamId()).patience(START),
					BodyReader.NOTHING);
		}
		catch (GatewayException.Conflict ex) {
			// It has ended in the meantime, which the caller will see.
			return;
		}
	}

	/**
	 * Reads a page of a connection's jobs.
	 * @param connection the connection
	 * @param query which of them
	 * @param offset how many to leave out
	 * @param limit how many at the most
	 * @return the jobs, those set aside that are not the connection's
	 */
	AirbyteApi.Page<AirbyteJob> jobs(ConnectionId connection, Query query, int offset, int limit) {
		UpstreamRequest request = UpstreamRequest.get("/jobs")
			.query("connectionId", connection.upstreamId())
			.query("jobType", query.type())
			.query("status", query.status())
			.query("createdAtStart", (query.from() != null) ? query.from().truncatedTo(ChronoUnit.SECONDS) : null)
			.query("createdAtEnd", query.to())
			.query("limit", limit)
			.query("offset", offset)
			.query("orderBy", query.ascending() ? "createdAt|ASC" : "createdAt|DESC")
			.on(403, (answer) -> AirbyteApi.license(answer) ? null : GatewayException.NotFound.connection(connection))
			.on(404, (_) -> GatewayException.NotFound.connection(connection));
		List<AirbyteApi.Item<AirbyteJob>> items = this.calls.read(request, AirbyteApi.items(limit, (item) -> {
			AirbyteJob job = UpstreamJson.convert(item, AirbyteJob.class);
			return new AirbyteApi.Item<>((job != null && job.of(connection)) ? job : null);
		}));
		return new AirbyteApi.Page<>(items, items.size() < limit);
	}

	/**
	 * Reads the newest jobs of a connection.
	 * @param connection the connection
	 * @param type what they do, everything when absent
	 * @return a few jobs, the newest first
	 */
	List<AirbyteJob> newest(ConnectionId connection, @Nullable String type) {
		return jobs(connection, new Query(type, null, null, null, false), 0, 5).items()
			.stream()
			.map(AirbyteApi.Item::value)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.toList();
	}

	static GatewayException missing(SyncId id) {
		return new GatewayException.NotFound(ErrorCode.NOT_FOUND, "There is no sync run '" + id + "'.")
			.at(id.backend());
	}

	private BodyReader<AirbyteJob> job(ConnectionId connection) {
		BodyReader<AirbyteJob> reader = UpstreamJson.object(AirbyteJob.class);
		return new BodyReader<>() {

			@Override
			public AirbyteJob read(InputStream body) throws IOException {
				AirbyteJob job = reader.read(body);
				if (!job.of(connection)) {
					throw AirbyteJobApi.this.calls.invalidResponse("it is not a job of the connection");
				}
				return job;
			}

			@Override
			public boolean json() {
				return true;
			}

		};
	}

	/**
	 * Which jobs.
	 *
	 * @param type what they do, all when absent
	 * @param status how they stand, all when absent
	 * @param from the first instant of creation
	 * @param to the last instant of creation, which passes, too
	 * @param ascending whether the oldest come first: what Airbyte does unless it is told
	 */
	record Query(@Nullable String type, @Nullable String status, @Nullable Instant from, @Nullable Instant to,
			boolean ascending) {
	}

}
