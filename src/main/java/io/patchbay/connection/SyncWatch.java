package io.patchbay.connection;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * Waits for runs and watches them, for any number of callers with one poller a run; on a
 * backend that is called with callers' own credentials, one for those with the same ones.
 */
@Service
public class SyncWatch {

	/** So many runs are remembered after the last watcher, for those who come back. */
	private static final int REMEMBERED = 128;

	private final Map<Watched, SyncPoller> pollers = new ConcurrentHashMap<>();

	private final Map<Watched, List<SyncEvent>> past = new LinkedHashMap<>() {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Watched, List<SyncEvent>> eldest) {
			return size() > REMEMBERED;
		}

	};

	private final Set<CompletableFuture<SyncEvent>> waiting = ConcurrentHashMap.newKeySet();

	private final Map<BackendId, AtomicInteger> watchers = new ConcurrentHashMap<>();

	private final SyncService syncs;

	private final SyncScheduler scheduler;

	private volatile boolean released;

	SyncWatch(SyncService syncs, SyncScheduler scheduler) {
		this.syncs = syncs;
		this.scheduler = scheduler;
	}

	/**
	 * Watches a run. What the listener has missed, or how the run stands, is told before
	 * this returns.
	 * @param caller who asks
	 * @param id the run
	 * @param seen the id of the last event that the listener has got, {@code null} for
	 * none
	 * @param listener gets the events, one at a time; it must not block
	 * @return ends the watching
	 * @throws GatewayException when the run cannot be read now
	 */
	public Watching watch(Caller caller, SyncId id, @Nullable String seen, Consumer<SyncEvent> listener) {
		return watch(caller, id, null, seen, listener);
	}

	/**
	 * Waits for the end of a run.
	 * @param caller who asks
	 * @param id the run
	 * @param known the run as it was just now, which saves a look; {@code null} when the
	 * caller has not seen it
	 * @param most how long to wait
	 * @return the run as it was seen last, ended or not
	 * @throws GatewayException when the run cannot be read now
	 */
	public SyncRun await(Caller caller, SyncId id, @Nullable SyncRun known, Duration most) {
		CompletableFuture<SyncEvent> end = new CompletableFuture<>();
		Latest latest = new Latest(end);
		this.waiting.add(end);
		try (Watching _ = watch(caller, id, known, null, latest)) {
			if (!this.released) {
				end.get(most.toNanos(), TimeUnit.NANOSECONDS);
			}
		}
		catch (TimeoutException ex) {
			return latest.run();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("Nobody fails a wait", ex);
		}
		finally {
			this.waiting.remove(end);
		}
		return latest.run();
	}

	/**
	 * Ends all waits, now and later, as if their time had run out.
	 */
	public void release() {
		this.released = true;
		SyncEvent nothing = new SyncEvent("", SyncEvent.Kind.STATE, null, null);
		this.waiting.forEach((end) -> end.complete(nothing));
	}

	/**
	 * Lets callers wait again after a release.
	 */
	public void resume() {
		this.released = false;
	}

	/**
	 * How many runs are being looked at.
	 * @return the number of pollers
	 */
	public int pollers() {
		return this.pollers.size();
	}

	/**
	 * How many callers watch a run or wait for one.
	 * @return their number
	 */
	public int watchers() {
		return this.watchers.values().stream().mapToInt(AtomicInteger::get).sum();
	}

	/**
	 * How many runs of a backend are being looked at.
	 * @param backend the backend
	 * @return the number of pollers
	 */
	public int pollers(BackendId backend) {
		return (int) this.pollers.keySet().stream().filter((watched) -> watched.id().backend().equals(backend)).count();
	}

	/**
	 * How many callers watch a run of a backend or wait for one.
	 * @param backend the backend
	 * @return their number
	 */
	public int watchers(BackendId backend) {
		AtomicInteger count = this.watchers.get(backend);
		return (count != null) ? count.get() : 0;
	}

	private Watching watch(Caller caller, SyncId id, @Nullable SyncRun known, @Nullable String seen,
			Consumer<SyncEvent> listener) {
		// Checked for each caller, whoever made the poller.
		Supplier<SyncRun> reader = this.syncs.reader(caller, id);
		CallContext context = CallContext.current().lasting(id.backend());
		Supplier<SyncRun> reading = () -> context.call(reader);
		Watched watched = new Watched(id, context.credentials().mark(id.backend()));
		AtomicInteger count = this.watchers.computeIfAbsent(id.backend(), (_) -> new AtomicInteger());
		count.incrementAndGet();
		try {
			while (true) {
				SyncPoller fresh = new SyncPoller(reading, this.scheduler, past(watched),
						(poller) -> closed(watched, poller));
				SyncPoller other = this.pollers.putIfAbsent(watched, fresh);
				SyncPoller poller = (other != null) ? other : fresh;
				if (other == null) {
					// A part of the request, unlike what comes after it.
					fresh.begin((known != null) ? () -> known : reader);
				}
				else {
					other.ready();
				}
				if (poller.join(listener, seen)) {
					return new Watching(() -> poller.leave(listener), poller.ended(), count);
				}
			}
		}
		catch (RuntimeException | Error ex) {
			count.decrementAndGet();
			throw ex;
		}
	}

	private void closed(Watched watched, SyncPoller poller) {
		this.pollers.remove(watched, poller);
		List<SyncEvent> events = poller.history();
		if (!events.isEmpty()) {
			synchronized (this.past) {
				this.past.remove(watched);
				this.past.put(watched, events);
			}
		}
	}

	private List<SyncEvent> past(Watched watched) {
		synchronized (this.past) {
			return this.past.getOrDefault(watched, List.of());
		}
	}

	/**
	 * A run as it shows to some credentials.
	 *
	 * @param id the run
	 * @param mark stands for the credentials
	 */
	private record Watched(SyncId id, String mark) {

	}

	/**
	 * The interest of one caller in one run.
	 */
	public static final class Watching implements AutoCloseable {

		private final AtomicBoolean open = new AtomicBoolean(true);

		private final Runnable leaving;

		private final AtomicInteger watchers;

		private final boolean ended;

		private Watching(Runnable leaving, boolean ended, AtomicInteger watchers) {
			this.leaving = leaving;
			this.ended = ended;
			this.watchers = watchers;
		}

		/**
		 * Whether the run had ended when the watching began, so that nothing more comes.
		 * @return whether it had
		 */
		public boolean ended() {
			return this.ended;
		}

		/**
		 * Ends it. Doing so again does nothing.
		 */
		@Override
		public void close() {
			if (this.open.compareAndSet(true, false)) {
				this.watchers.decrementAndGet();
				this.leaving.run();
			}
		}

	}

	/**
	 * Keeps what was heard last.
	 */
	private static final class Latest implements Consumer<SyncEvent> {

		private final CompletableFuture<SyncEvent> end;

		private volatile @Nullable SyncEvent event;

		Latest(CompletableFuture<SyncEvent> end) {
			this.end = end;
		}

		@Override
		public void accept(SyncEvent heard) {
			this.event = heard;
			if (heard.last()) {
				this.end.complete(heard);
			}
		}

		SyncRun run() {
			SyncEvent heard = this.event;
			if (heard != null && heard.failure() != null) {
				throw heard.failure();
			}
			if (heard == null || heard.run() == null) {
				throw new IllegalStateException("A watcher hears how the run stands first");
			}
			return heard.run();
		}

	}

}
