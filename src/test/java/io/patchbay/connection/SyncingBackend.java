package io.patchbay.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A backend that runs syncs in memory. Its runs change when a test changes them.
 */
class SyncingBackend extends InMemoryBackend implements SyncSupport {

	final Map<String, SyncRun> runs = new java.util.concurrent.ConcurrentSkipListMap<>();

	final List<SyncRequest> started = new ArrayList<>();

	final AtomicInteger reads = new AtomicInteger();

	final ConcurrentLinkedDeque<Supplier<RuntimeException>> failures = new ConcurrentLinkedDeque<>();

	@Nullable Supplier<GatewayException> startFailure;

	boolean shows = true;

	SyncingBackend(String id) {
		super(id);
	}

	static SyncRun run(String id, SyncRun.Status status, long bytes) {
		return new SyncRun(SyncId.parse(id), new ConnectionId(SyncId.parse(id).backend(), "c0"), SyncRun.Type.SYNC,
				status, status.name(), Instant.EPOCH, null, Duration.ZERO, bytes, bytes);
	}

	void put(SyncRun run) {
		this.runs.put(run.id().upstreamId(), run);
	}

	@Override
	public SyncRun start(Connection connection, SyncRequest request) {
		if (this.startFailure != null) {
			throw this.startFailure.get();
		}
		this.started.add(request);
		SyncRun run = run(id() + "~r" + this.runs.size(), SyncRun.Status.QUEUED, 0);
		put(run);
		return run;
	}

	@Override
	public Optional<SyncRun> running(Connection connection, SyncRequest request) {
		return this.runs.values().stream().filter((run) -> this.shows && !run.status().terminal()).findFirst();
	}

	@Override
	public Optional<SyncRun> findStarted(Connection connection, SyncRequest request, Instant since) {
		return this.runs.values().stream().filter((run) -> !Instant.EPOCH.isBefore(since)).findFirst();
	}

	@Override
	public SyncRun sync(SyncId id) {
		this.reads.incrementAndGet();
		Supplier<RuntimeException> failure = this.failures.poll();
		if (failure != null) {
			throw failure.get();
		}
		SyncRun run = this.runs.get(id.upstreamId());
		if (run == null) {
			throw new GatewayException.NotFound(ErrorCode.NOT_FOUND, "There is no sync '" + id + "'.");
		}
		return run;
	}

	@Override
	public Slice<SyncRun> syncs(Connection connection, SyncListRequest request) {
		List<SyncRun> all = new ArrayList<>(this.runs.values());
		if (!request.ascending()) {
			java.util.Collections.reverse(all);
		}
		String place = request.place();
		int from = (place != null) ? Integer.parseInt(place) : 0;
		List<Slice.Entry<SyncRun>> entries = new ArrayList<>();
		for (int i = from; i < all.size(); i++) {
			if (request.matches(all.get(i))) {
				if (entries.size() == request.limit()) {
					return new Slice<>(entries, String.valueOf(i), 0, null);
				}
				entries.add(new Slice.Entry<>(all.get(i), all.get(i).id().upstreamId(), String.valueOf(i + 1)));
			}
		}
		return new Slice<>(entries, null, this.invalidItems, null);
	}

}
