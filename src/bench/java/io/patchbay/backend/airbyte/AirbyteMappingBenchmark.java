package io.patchbay.backend.airbyte;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.patchbay.backend.BodyReader;
import io.patchbay.backend.UpstreamJson;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.Connection;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What it takes to read a connection of Airbyte and to say it in the model's words.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AirbyteMappingBenchmark {

	private final byte[] json = sample();

	private final BodyReader<AirbyteConnection> reader = UpstreamJson.object(AirbyteConnection.class);

	private final BackendId backend = new BackendId("airbyte");

	private final AirbyteProperties properties = new AirbyteProperties(null, null)
		.completed(URI.create("https://airbyte.example.com/api/public/v1"));

	private final Instant now = Instant.parse("2026-06-01T10:15:30Z");

	private final AirbyteConnection row = row();

	private final Connection connection = this.row.toConnection(this.backend, this.properties);

	/**
	 * Reads the JSON.
	 * @return what Airbyte says
	 */
	@Benchmark
	public Object parse() {
		return row();
	}

	/**
	 * Makes a connection of what was read.
	 * @return the connection
	 */
	@Benchmark
	public Object map() {
		return this.row.toConnection(this.backend, this.properties);
	}

	/**
	 * Computes when the connection runs next.
	 * @return the connection that knows
	 */
	@Benchmark
	public Object nextRuns() {
		return AirbyteSchedules.withNextRuns(this.connection, this.now);
	}

	/**
	 * All of that, one after the other.
	 * @return the connection
	 */
	@Benchmark
	public Object jsonToModel() {
		return AirbyteSchedules.withNextRuns(row().toConnection(this.backend, this.properties), this.now);
	}

	private AirbyteConnection row() {
		try {
			return this.reader.read(new ByteArrayInputStream(this.json));
		}
		catch (IOException ex) {
			throw new IllegalStateException("memory does not fail to be read", ex);
		}
	}

	private static byte[] sample() {
		try (InputStream in = AirbyteMappingBenchmark.class.getResourceAsStream("connection.json")) {
			return Objects.requireNonNull(in).readAllBytes();
		}
		catch (IOException ex) {
			throw new IllegalStateException("the sample cannot be read", ex);
		}
	}

}
