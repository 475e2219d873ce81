package io.patchbay.backend;

import java.util.List;
import java.util.Set;

import io.patchbay.connection.ConnectionFilter;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.ListRequest;
import io.patchbay.connection.Seen;
import io.patchbay.connection.Slice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RowsTests {

	@Test
	void rowsAreTakenUntilTheSliceIsFull() {
		assertThat(slice(null, 2, List.of(), "a", "b", "c")).isEqualTo("[a, b] 2");
		assertThat(slice(null, 3, List.of(), "a", "b", "c")).isEqualTo("[a, b, c] null");
	}

	@Test
	void placeIsAfterTheItemThatWasDeliveredLast() {
		assertThat(slice("2", 2, List.of("a", "b"), "a", "b", "c", "d", "e")).isEqualTo("[c, d] 4");
		assertThat(slice("2", 2, List.of("a", "b"), "new", "a", "b", "c", "d", "e")).isEqualTo("[c, d] 5");
		assertThat(slice("2", 2, List.of("a", "b"), "b", "c", "d")).isEqualTo("[c, d] null");
	}

	@Test
	void itemBeforeItWillDoWhenItIsGone() {
		assertThat(slice("3", 2, List.of("a", "b", "c"), "a", "b", "d", "e", "f")).isEqualTo("[d, e] 4");
		assertThat(slice("3", 9, List.of("a", "b", "c"), "new", "newer", "newest", "a", "d")).isEqualTo("[d] null");
	}

	@Test
	void numberWillDoWhenAllAreGone() {
		assertThat(slice("2", 2, List.of("a", "b"), "c", "d", "e", "f")).isEqualTo("[e, f] null");
	}

	@Test
	void deliveredItemThatMovedBehindTheLastIsLeftOut() {
		assertThat(slice("2", 9, List.of("a", "b"), "b", "c", "a", "d")).isEqualTo("[c, d] null");
	}

	@Test
	void repetitionBeginsAnew() {
		ListRequest request = new ListRequest(ConnectionFilter.NONE, Set.of(), null, Seen.NOTHING, 9);
		Scan<String> scan = new Scan<>(request, (_) -> true);
		scan.offer("before", "before", "x");
		Rows<String> rows = new Rows<>(scan, 0, Integer::toString);
		rows.begin();
		rows.offer("a", "a");
		rows.offer(null, null);
		rows.begin();
		rows.offer("a", "a");
		rows.offer(null, null);
		assertThat(rows.count()).isEqualTo(2);
		Slice<String> slice = scan.slice(rows.next());
		assertThat(slice.entries()).extracting(Slice.Entry::item).containsExactly("before", "a");
		assertThat(slice.invalidItems()).isOne();
	}

	@Test
	void placeIsANumber() {
		assertThat(Rows.parse(null)).isZero();
		assertThat(Rows.parse("17")).isEqualTo(17);
		for (String place : List.of("", "-1", "1.5", "x", "1234567890", "١")) {
			assertThatExceptionOfType(GatewayException.Invalid.class).isThrownBy(() -> Rows.parse(place));
		}
	}

	private static String slice(@Nullable String place, int limit, List<String> seen, String... ids) {
		ListRequest request = new ListRequest(ConnectionFilter.NONE, Set.of(), place, Seen.NOTHING.plus(seen), limit);
		Scan<String> scan = new Scan<>(request, (_) -> true);
		Rows<String> rows = new Rows<>(scan, Rows.parse(place), Integer::toString);
		rows.begin();
		for (String id : ids) {
			if (!rows.offer(id, id)) {
				break;
			}
		}
		Slice<String> slice = scan.slice(rows.next());
		return slice.entries().stream().map(Slice.Entry::item).toList() + " " + slice.next();
	}

}
