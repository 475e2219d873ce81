package io.patchbay.backend;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import io.patchbay.connection.ConnectionFilter;
import io.patchbay.connection.ListRequest;
import io.patchbay.connection.Slice;
import io.patchbay.connection.SyncListRequest;
import io.patchbay.connection.SyncRun;

/**
 * Cuts slices out of a history that a platform answers whole and in an order of its own.
 */
public final class History {

	// What has not begun will begin after all that has.
	private static final Comparator<SyncRun> OLDEST_FIRST = Comparator
		.comparing(SyncRun::startedAt, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
		.thenComparing((run) -> run.id().upstreamId());

	private History() {
	}

	/**
	 * Cuts one slice.
	 * @param runs all runs, in any order
	 * @param request the question, whose place is the number of a run
	 * @return the runs that pass
	 */
	public static Slice<SyncRun> slice(List<SyncRun> runs, SyncListRequest request) {
		ListRequest listing = new ListRequest(ConnectionFilter.NONE, Set.of(), request.place(), request.seen(),
				request.limit());
		Scan<SyncRun> scan = new Scan<>(listing, request::matches);
		Rows<SyncRun> rows = new Rows<>(scan, Rows.parse(request.place()), Integer::toString);
		rows.begin();
		for (SyncRun run : sorted(runs, request.ascending())) {
			if (!rows.offer(run.id().upstreamId(), run)) {
				break;
			}
		}
		return scan.slice(rows.next());
	}

	/**
	 * Sorts runs by their beginning.
	 * @param runs the runs
	 * @param ascending whether the oldest come first, else the newest
	 * @return the same runs
	 */
	public static List<SyncRun> sorted(List<SyncRun> runs, boolean ascending) {
		return runs.stream().sorted(ascending ? OLDEST_FIRST : OLDEST_FIRST.reversed()).toList();
	}

}
