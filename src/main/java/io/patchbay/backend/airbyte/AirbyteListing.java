package io.patchbay.backend.airbyte;

import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

import io.patchbay.backend.Scan;
import io.patchbay.connection.Deadline;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.ListRequest;
import io.patchbay.connection.Slice;

/**
 * Walks through one of Airbyte's lists page by page. A place in it is the number of rows
 * before it. Airbyte sorts its lists by nothing, so that rows may come twice.
 *
 * @param <T> what is listed
 */
final class AirbyteListing<T> {

	private static final Pattern PLACE = Pattern.compile("\\d{1,9}");

	private final IntFunction<AirbyteApi.Page<T>> pages;

	private final Function<T, String> id;

	/**
	 * Describes a list.
	 * @param pages reads the page that begins after so many rows
	 * @param id names an item
	 */
	AirbyteListing(IntFunction<AirbyteApi.Page<T>> pages, Function<T, String> id) {
		this.pages = pages;
		this.id = id;
	}

	/**
	 * Collects what was asked for.
	 * @param request the question
	 * @param scan what collects
	 * @return the slice; short, but with a place to go on, when time runs out
	 */
	Slice<T> walk(ListRequest request, Scan<T> scan) {
		int offset = start(request);
		boolean first = true;
		while (first || !(scan.full() || Deadline.halfSpent())) {
			AirbyteApi.Page<T> page;
			try {
				page = this.pages.apply(offset);
			}
			catch (GatewayException ex) {
				Slice<T> before = scan.broken(ex);
				if (before.entries().isEmpty()) {
					throw ex;
				}
				return before;
			}
			first = false;
			for (AirbyteApi.Item<T> item : page.items()) {
				if (scan.full()) {
					return scan.slice(String.valueOf(offset));
				}
				offset++;
				T value = item.value();
				scan.offer((value != null) ? this.id.apply(value) : null, value, String.valueOf(offset));
			}
			if (page.last()) {
				return scan.slice(null);
			}
		}
		return scan.slice(String.valueOf(offset));
	}

	private static int start(ListRequest request) {
		String place = request.place();
		if (place == null) {
			return 0;
		}
		if (!PLACE.matcher(place).matches()) {
			throw new GatewayException.Invalid(ErrorCode.INVALID_CURSOR,
					"The cursor names no place in this list. Start again without a cursor.");
		}
		return Integer.parseInt(place);
	}

}
