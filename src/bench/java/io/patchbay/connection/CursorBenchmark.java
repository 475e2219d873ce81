package io.patchbay.connection;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What it takes to write and to read the cursor of a walk over three backends.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CursorBenchmark {

	private final CursorCodec codec = new CursorCodec();

	private final List<String> ids = IntStream.range(0, 200)
		.mapToObj((index) -> "%08x-6e67-4000-8000-000000000000".formatted(index))
		.toList();

	private final Cursor cursor = new Cursor(4711,
			Map.of(new BackendId("airbyte"), new Cursor.Place(false, "200", Seen.NOTHING.plus(this.ids)),
					new BackendId("maestro"), new Cursor.Place(false, "4", Seen.NOTHING.plus(this.ids)),
					new BackendId("wallaroo"), Cursor.Place.END));

	private final String text = this.codec.write(this.cursor);

	/**
	 * Writes the cursor.
	 * @return the text
	 */
	@Benchmark
	public Object write() {
		return this.codec.write(this.cursor);
	}

	/**
	 * Reads the cursor.
	 * @return the cursor
	 */
	@Benchmark
	public Object read() {
		return this.codec.read(this.text);
	}

	/**
	 * Remembers the items of a page.
	 * @return the memory
	 */
	@Benchmark
	public Object remember() {
		return Seen.NOTHING.plus(this.ids);
	}

}
