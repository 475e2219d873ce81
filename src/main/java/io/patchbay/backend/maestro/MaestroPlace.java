package io.patchbay.backend.maestro;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import org.jspecify.annotations.Nullable;

/**
 * A place in Maestro's listing. It remembers how pages began, since a server may ignore
 * that a page was asked for, and give one that it has given before.
 *
 * @param page the page, from 1
 * @param row how many of its rows come before the place
 * @param first the mark of the first item of page 1, empty when there is none
 * @param previous the mark of the first item of the page before, empty when there is none
 */
record MaestroPlace(int page, int row, String first, String previous) {

	static final MaestroPlace START = new MaestroPlace(1, 0, "", "");

	private static final Pattern NOTATION = Pattern
		.compile("([1-9]\\d{0,4})\\.(\\d{1,8})\\.([0-9a-z]{0,7})\\.([0-9a-z]{0,7})");

	private static final int RADIX = 36;

	static MaestroPlace parse(@Nullable String text) {
		if (text == null) {
			return START;
		}
		Matcher matcher = NOTATION.matcher(text);
		if (!matcher.matches()) {
			throw new GatewayException.Invalid(ErrorCode.INVALID_CURSOR, "The cursor names no place in this list.");
		}
		return new MaestroPlace(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)),
				matcher.group(3), matcher.group(4));
	}

	static String mark(String id) {
		return Integer.toUnsignedString(id.hashCode(), RADIX);
	}

	MaestroPlace at(int otherRow) {
		return new MaestroPlace(this.page, otherRow, this.first, this.previous);
	}

	/**
	 * The beginning of the next page.
	 * @param mark the mark of the first item of this page
	 * @return the place
	 */
	MaestroPlace nextPage(String mark) {
		return new MaestroPlace(this.page + 1, 0, (this.page == 1) ? mark : this.first, mark);
	}

	/**
	 * Whether a page was given before.
	 * @param mark the mark of its first item
	 * @return whether page 1 or the page before began with it
	 */
	boolean repeatedBy(String mark) {
		return this.page > 1 && (mark.equals(this.first) || mark.equals(this.previous));
	}

	@Override
	public String toString() {
		return this.page + "." + this.row + "." + this.first + "." + this.previous;
	}

}
