package io.patchbay.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * What callers do with syncs.
 */
@Service
public class SyncService {

	/** When a caller who was refused because of a run should ask again. */
	private static final Duration RUNNING_RETRY = Duration.ofSeconds(10);

	private static final int STRIPES = 256;

	/**
	 * Two calls at the same time would both see nothing running, and some platforms would
	 * run both. Other replicas are beyond this; there the platform decides.
	 */
	private final ReentrantLock[] starts = new ReentrantLock[STRIPES];

	private final Backends backends;

	private final CursorCodec codec;

	private final ReadBudget budget;

	private final SharedReads reads;

	SyncService(Backends backends, CursorCodec codec, ReadBudget budget, SharedReads reads) {
		this.backends = backends;
		this.codec = codec;
		this.budget = budget;
		this.reads = reads;
		for (int i = 0; i < STRIPES; i++) {
			this.starts[i] = new ReentrantLock();
		}
	}

	/**
	 * Starts a run, unless one has not ended yet.
	 * @param caller who asks
	 * @param id the connection, which is read right before
	 * @param request what to run
	 * @param onConflict what to do when one runs already
	 * @return the run, new or not
	 * @throws GatewayException.Conflict with {@link ErrorCode#SYNC_ALREADY_RUNNING} when
	 * one runs already, or the platform says so without showing it; with
	 * {@link ErrorCode#NOT_SYNCABLE}
	 * @throws GatewayException.Unprocessable with {@link ErrorCode#SYNC_TARGET_REQUIRED}
	 * @throws GatewayException.NotSupported when the platform has no syncs
	 */
	public SyncStart start(Caller caller, ConnectionId id, SyncRequest request, OnConflict onConflict) {
		ConnectionBackend backend = this.backends.of(caller, id);
		SyncSupport port = port(caller, backend, SyncSupport.class, "run syncs");
		ReentrantLock lock = this.starts[Math.floorMod(id.hashCode(), STRIPES)];
		lock.lock();
		try {
			return this.reads.change(backend.id(), () -> start(port, backend.get(id, Set.of()), request, onConflict));
		}
		finally {
			lock.unlock();
		}
	}

	private static SyncStart start(SyncSupport port, Connection connection, SyncRequest request,
			OnConflict onConflict) {
		SyncRun running = port.running(connection, request).orElse(null);
		if (running != null) {
			return occupied(running, onConflict);
		}
		try {
			return new SyncStart(port.start(connection, request), SyncStart.Outcome.STARTED);
		}
		catch (GatewayException.Conflict ex) {
			if (ex.code() != ErrorCode.SYNC_ALREADY_RUNNING) {
				throw ex;
			}
			// It may have begun in between. Once more and no further: a platform that
			// says
			// so and shows none would be asked for ever.
			return port.running(connection, request)
				.map((run) -> occupied(run, onConflict))
				.orElseThrow(() -> hidden(connection.id(), ex));
		}
	}

	private static SyncStart occupied(SyncRun running, OnConflict onConflict) {
		return switch (onConflict) {
			case ATTACH -> new SyncStart(running, SyncStart.Outcome.ATTACHED);
			case SKIP -> new SyncStart(running, SyncStart.Outcome.SKIPPED);
			case FAIL -> throw new GatewayException.Conflict(ErrorCode.SYNC_ALREADY_RUNNING,
					"The run '" + running.id() + "' of the connection has not ended yet.")
				.at(running.id().backend())
				.retryAfter(RUNNING_RETRY)
				.fact("running", running.id());
		};
	}

	private static GatewayException hidden(ConnectionId id, GatewayException refusal) {
		return new GatewayException.Conflict(ErrorCode.SYNC_ALREADY_RUNNING,
				"The platform says that a run of the connection has not ended yet, and shows none.")
			.at(id.backend())
			.upstream(refusal.upstream())
			.retryAfter(RUNNING_RETRY);
	}

	/**
	 * Looks whether an earlier attempt, whose fate nobody knows, has started a run.
	 * @param caller who asks
	 * @param id the connection
	 * @param request what was to be run
	 * @param since when the attempt began
	 * @return the run, if there is one that only the attempt can have started
	 */
	public Optional<SyncRun> findStarted(Caller caller, ConnectionId id, SyncRequest request, Instant since) {
		ConnectionBackend backend = this.backends.of(caller, id);
		SyncSupport port = port(caller, backend, SyncSupport.class, "run syncs");
		return this.reads.change(backend.id(), () -> port.findStarted(backend.get(id, Set.of()), request, since));
	}

	/**
	 * Reads one run.
	 * @param caller who asks
	 * @param id the run
	 * @return the run
	 */
	public SyncRun get(Caller caller, SyncId id) {
		Supplier<SyncRun> reader = reader(caller, id);
		return this.reads.read(id.backend(), id, reader);
	}

	/**
	 * Checks that a caller may read a run, and makes the reading.
	 * @param caller who asks
	 * @param id the run
	 * @return reads the run each time it is called, from any thread
	 */
	Supplier<SyncRun> reader(Caller caller, SyncId id) {
		ConnectionBackend backend = this.backends.of(caller, id);
		SyncSupport port = port(caller, backend, SyncSupport.class, "run syncs");
		return () -> port.sync(id);
	}

	/**
	 * Reads a part of a connection's history.
	 * @param caller who asks
	 * @param id the connection
	 * @param filter which runs
	 * @param page which page
	 * @return the page, which may hold fewer runs than asked for although there are more
	 */
	public SyncPage history(Caller caller, ConnectionId id, SyncFilter filter, PageRequest page) {
		ConnectionBackend backend = this.backends.of(caller, id);
		SyncSupport port = port(caller, backend, SyncSupport.class, "run syncs");
		long question = filter.question(id);
		Cursor cursor = (page.cursor() != null) ? this.codec.read(page.cursor()) : Cursor.start(question);
		if (cursor.question() != question) {
			throw new GatewayException.Invalid(ErrorCode.CURSOR_FILTER_MISMATCH,
					"The cursor belongs to a list with other filters. Keep them, or start again without a cursor.");
		}
		Cursor.Place place = cursor.place(backend.id());
		SyncListRequest request = new SyncListRequest(filter.status(), filter.createdAfter(), filter.createdBefore(),
				filter.ascending(), place.at(), place.seen(), page.limit());
		Slice<SyncRun> slice = this.reads.read(backend.id(), List.of(id, request),
				() -> Deadline.within(this.budget.total(), () -> port.syncs(backend.get(id, Set.of()), request)));
		List<Slice.Entry<SyncRun>> taken = slice.entries().subList(0, Math.min(slice.entries().size(), page.limit()));
		if (slice.failure() != null && taken.isEmpty()) {
			throw slice.failure().copy();
		}
		boolean broken = slice.failure() != null || taken.size() < slice.entries().size();
		String next = (broken) ? taken.getLast().next() : slice.next();
		return new SyncPage(taken.stream().map(Slice.Entry::item).toList(),
				(next != null) ? cursorTo(backend.id(), question, next, place, taken) : null, slice.invalidItems());
	}

	private String cursorTo(BackendId backend, long question, String next, Cursor.Place from,
			List<Slice.Entry<SyncRun>> taken) {
		Seen seen = from.seen().plus(taken.stream().map(Slice.Entry::id).toList());
		return this.codec.write(new Cursor(question, Map.of(backend, new Cursor.Place(false, next, seen))));
	}

	/**
	 * Cancels a run. An ended one is answered unchanged.
	 * @param caller who asks
	 * @param id the run
	 * @return the run as it is now
	 * @throws GatewayException.NotSupported when the platform cannot cancel any
	 */
	public SyncRun cancel(Caller caller, SyncId id) {
		ConnectionBackend backend = this.backends.of(caller, id);
		CancelSupport port = port(caller, backend, CancelSupport.class, "cancel syncs");
		return this.reads.change(backend.id(), () -> port.cancel(id));
	}

	/**
	 * Reads what a run has logged.
	 * @param caller who asks
	 * @param id the run
	 * @param tail how many of the last lines, all when 0
	 * @param lines gets each line
	 * @throws GatewayException.NotSupported when the platform shows no logs
	 */
	public void logs(Caller caller, SyncId id, int tail, Consumer<String> lines) {
		ConnectionBackend backend = this.backends.of(caller, id);
		LogSupport port = port(caller, backend, LogSupport.class, "show logs");
		Timings.<@Nullable Void>measure(backend.id(), () -> {
			port.logs(id, tail, lines);
			return null;
		});
	}

	/**
	 * Reads how far a connection has come.
	 * @param caller who asks
	 * @param id the connection
	 * @return its state
	 * @throws GatewayException.NotSupported when the platform does not say
	 */
	public ConnectionState state(Caller caller, ConnectionId id) {
		ConnectionBackend backend = this.backends.of(caller, id);
		StateSupport port = port(caller, backend, StateSupport.class, "show the state of connections");
		return this.reads.read(backend.id(), List.of("state", id), () -> port.state(id));
	}

	/**
	 * Reads which streams a connection could move.
	 * @param caller who asks
	 * @param id the connection
	 * @return the streams, selected or not
	 * @throws GatewayException.NotSupported when the platform does not say
	 */
	public List<CatalogStream> catalog(Caller caller, ConnectionId id) {
		ConnectionBackend backend = this.backends.of(caller, id);
		StateSupport port = port(caller, backend, StateSupport.class, "show the catalog of connections");
		return this.reads.read(backend.id(), List.of("catalog", id), () -> List.copyOf(port.catalog(id)));
	}

	private <P> P port(Caller caller, ConnectionBackend backend, Class<P> port, String what) {
		return this.backends.port(caller, backend, port, what);
	}

}
