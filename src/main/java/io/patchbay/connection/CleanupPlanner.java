package io.patchbay.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Walks through the whole listing of a backend and sorts its connections. It holds the
 * candidates, not the connections.
 */
final class CleanupPlanner {

	/** A listing that is longer is not read to its end. */
	static final int MOST = 100_000;

	private static final Duration BUDGET = Duration.ofMinutes(5);

	private final ConnectionBackend backend;

	private final CleanupRequest request;

	private final Instant cutoff;

	private final boolean attachable;

	private final Set<String> met = new HashSet<>();

	private final List<CleanupPlan.Candidate> candidates = new ArrayList<>();

	private final List<CleanupPlan.Skipped> skipped = new ArrayList<>();

	CleanupPlanner(ConnectionBackend backend, CleanupRequest request, Instant cutoff) {
		this.backend = backend;
		this.request = request;
		this.cutoff = cutoff;
		this.attachable = backend instanceof WorkspaceSupport;
	}

	/**
	 * Reads the listing.
	 * @return whether all of it was read, with nothing broken in it
	 * @throws GatewayException when nothing at all could be read
	 */
	boolean read() {
		return Deadline.within(BUDGET, this::walk);
	}

	List<CleanupPlan.Candidate> candidates() {
		return this.candidates;
	}

	List<CleanupPlan.Skipped> skipped() {
		return this.skipped;
	}

	private boolean walk() {
		boolean whole = true;
		Seen seen = Seen.NOTHING;
		String place = null;
		do {
			Slice<Connection> slice = slice(place, seen);
			if (slice.failure() != null && this.met.isEmpty() && slice.entries().isEmpty()) {
				throw slice.failure();
			}
			int before = this.met.size();
			slice.entries().forEach(this::consider);
			seen = seen.plus(slice.entries().stream().map(Slice.Entry::id).toList());
			boolean stuck = this.met.size() == before && slice.next() != null && slice.next().equals(place);
			if (slice.failure() != null || stuck || this.met.size() > MOST || late()) {
				return false;
			}
			whole = whole && slice.invalidItems() == 0;
			place = slice.next();
		}
		while (place != null);
		return whole;
	}

	private Slice<Connection> slice(@Nullable String place, Seen seen) {
		try {
			return this.backend.list(new ListRequest(this.request.filter(), this.request.basis().includes(), place,
					seen, PageRequest.MAX_LIMIT));
		}
		catch (GatewayException ex) {
			return new Slice<>(List.of(), place, 0, ex);
		}
	}

	private void consider(Slice.Entry<Connection> entry) {
		Connection connection = entry.item();
		if (!this.met.add(entry.id()) || connection.status() == ConnectionStatus.DELETED) {
			return;
		}
		Instant activity = this.request.basis().lastActivity(connection);
		if (activity == null) {
			skip(connection, this.request.basis().whyUnknown(connection));
		}
		else if (activity.isBefore(this.cutoff)) {
			if (this.attachable && !connection.workspaces().isEmpty()) {
				skip(connection, "attached");
			}
			else {
				this.candidates.add(CleanupPlan.Candidate.of(connection, activity));
			}
		}
	}

	private void skip(Connection connection, String reason) {
		this.skipped.add(new CleanupPlan.Skipped(connection.id(), reason));
	}

	private static boolean late() {
		return Deadline.remaining(BUDGET).isZero();
	}

}
