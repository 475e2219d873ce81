package io.patchbay.connection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What it takes to redact the settings of a connection: ten values, half of them hidden.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RedactionBenchmark {

	private final Redaction redaction = new Redaction(Set.of("host", "port", "database", "schema", "ssl"), "bench");

	private final Settings settings = new Settings(Map.of("host", "db.example.com", "port", 5432, "database", "sales",
			"schema", "public", "user", "reader", "password", "hunter2", "ssl", true, "tunnel",
			Map.of("host", "jump.example.com", "key", "-----BEGIN PRIVATE KEY-----"), "tokens",
			List.of("0123456789abcdef", "fedcba9876543210")));

	/**
	 * Redacts the settings.
	 * @return what a caller may see
	 */
	@Benchmark
	public Object redact() {
		return this.settings.redacted(this.redaction, "wallaroo~5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21");
	}

}
