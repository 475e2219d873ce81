package io.patchbay.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import io.patchbay.store.MemoryCleanupPlanStore;

/**
 * A cleanup service over backends in memory, at a time that stands still.
 */
class CleanupFixture {

	static final Caller CALLER = new Caller("test", Set.of("*"), Set.of("*"));

	static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");

	static final Instant CUTOFF = Instant.parse("2026-04-02T10:00:00Z");

	static final Instant OLD = Instant.parse("2025-01-01T00:00:00Z");

	final MovedClock clock = new MovedClock();

	final DeletingBackend backend;

	final DeletingBackend other = new DeletingBackend("other");

	final InMemoryBackend readOnly = new InMemoryBackend("readonly");

	final LosableStore store = new LosableStore(this.clock);

	final SharedReads reads = new SharedReads((_) -> null, Tally.NONE);

	final CleanupService service;

	CleanupFixture() {
		this(new DeletingBackend("mem"));
	}

	CleanupFixture(DeletingBackend backend) {
		this.backend = backend;
		this.service = new CleanupService(new Backends(() -> List.of(backend, this.other, this.readOnly)), this.store,
				this.clock, this.reads, Tally.NONE);
	}

	ConnectionId id(String upstreamId) {
		return new ConnectionId(this.backend.id(), upstreamId);
	}

	ConnectionBuilder connection(String upstreamId, Instant updatedAt) {
		return Connection.builder(id(upstreamId), this.backend.platform())
			.name("Connection " + upstreamId)
			.updatedAt(updatedAt);
	}

	CleanupRequest request(CleanupBasis basis, ConnectionFilter filter) {
		return new CleanupRequest(this.backend.id(), CleanupRequest.DEFAULT_AGE, basis, filter);
	}

	CleanupProgress plan() {
		return plan(CleanupBasis.UPDATED_AT, ConnectionFilter.NONE);
	}

	CleanupProgress plan(CleanupBasis basis, ConnectionFilter filter) {
		return this.service.plan(CALLER, request(basis, filter));
	}

	CleanupPlan.State state(CleanupPlan plan) {
		return this.service.get(CALLER, plan.id()).state();
	}

	CleanupExecution start(CleanupPlan plan) {
		return this.service.start(CALLER, plan.id(), plan.confirmation());
	}

	CleanupReport execute(CleanupPlan plan) {
		List<CleanupItem> told = Collections.synchronizedList(new ArrayList<>());
		return start(plan).run(told::add);
	}

	static List<String> ids(CleanupPlan plan) {
		return plan.candidates().stream().map((candidate) -> candidate.id().upstreamId()).toList();
	}

	static List<String> lines(CleanupReport report) {
		return report.items()
			.stream()
			.map((item) -> item.id().upstreamId() + " " + item.status()
					+ ((item.reason() != null) ? " " + item.reason() : ""))
			.toList();
	}

	static GatewayException unavailable() {
		return new GatewayException.Unavailable(ErrorCode.UPSTREAM_UNAVAILABLE, "It is down.", false);
	}

	/**
	 * A store that goes away after some outcomes were written down.
	 */
	static final class LosableStore extends MemoryCleanupPlanStore {

		private int room = Integer.MAX_VALUE;

		LosableStore(Clock clock) {
			super(clock);
		}

		synchronized void room(int outcomes) {
			this.room = outcomes;
		}

		@Override
		public synchronized void record(String id, String execution, CleanupItem item) {
			if (this.room == 0) {
				throw unavailable();
			}
			this.room--;
			super.record(id, execution, item);
		}

	}

	/**
	 * A clock that moves when it is told to.
	 */
	static final class MovedClock extends Clock {

		private Instant now = NOW;

		void advance(Duration step) {
			this.now = this.now.plus(step);
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return this.now;
		}

	}

}
