package io.patchbay.backend.maestro;

import io.patchbay.backend.Rows;
import io.patchbay.backend.Scan;
import io.patchbay.connection.Connection;
import io.patchbay.connection.Seen;
import org.jspecify.annotations.Nullable;

/**
 * One page of Maestro's listing while it is read. The platform tells neither how many
 * connections there are nor whether a page is the last, and may ignore the size or the
 * number that it was asked for: what comes next has to be read off the rows.
 */
final class MaestroPage {

	/** Sizes that servers choose by themselves are multiples of this. */
	private static final int USUAL_SIZE = 5;

	private final Scan<Connection> scan;

	private final Seen seen;

	private final MaestroPlace place;

	private final Rows<Connection> rows;

	private String first = "";

	private boolean fresh;

	private boolean repeated;

	MaestroPage(Scan<Connection> scan, Seen seen, MaestroPlace place) {
		this.scan = scan;
		this.seen = seen;
		this.place = place;
		this.rows = new Rows<>(scan, place.row(), (row) -> place.at(row).toString());
	}

	void begin() {
		this.rows.begin();
		this.first = "";
		this.fresh = false;
		this.repeated = false;
	}

	/**
	 * Takes a look at the next row.
	 * @param connection the connection, {@code null} when the row is broken
	 * @return whether to go on
	 */
	boolean offer(@Nullable Connection connection) {
		if (connection == null) {
			return this.rows.offer(null, null);
		}
		String id = connection.id().upstreamId();
		if (this.first.isEmpty()) {
			this.first = MaestroPlace.mark(id);
			if (this.place.repeatedBy(this.first)) {
				// Broken rows before this one were counted when they came first.
				this.rows.begin();
				this.repeated = true;
				return false;
			}
		}
		this.fresh = this.fresh || !(this.scan.met(id) || this.seen.contains(id));
		return this.rows.offer(id, connection);
	}

	/**
	 * Where to go on when the slice was full before the page ended.
	 * @return the place, {@code null} when all of the page was looked at
	 */
	@Nullable String next() {
		return this.rows.next();
	}

	/**
	 * Whether page 2 turned out to be page 1: either there is no more than that, or the
	 * platform numbers its pages by another parameter than the one that we send.
	 * @return whether it did
	 */
	boolean repeatsTheFirst() {
		return this.repeated && this.place.page() == 2;
	}

	/**
	 * The page after this one, which was read to its end.
	 * @return its beginning, {@code null} when this one is the last
	 */
	@Nullable MaestroPlace following() {
		int count = this.rows.count();
		boolean stale = this.place.page() > 1 && this.place.row() == 0 && !this.fresh;
		// Another number than was asked for is the end of the list, or all of it, unless
		// it looks like a size of the server's own.
		boolean last = count == 0 || (count != MaestroApi.PAGE_SIZE && count % USUAL_SIZE != 0);
		return (this.repeated || stale || last) ? null : this.place.nextPage(this.first);
	}

}
