package io.patchbay.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ConnectionStatus;
import io.patchbay.connection.Endpoint;
import io.patchbay.connection.Platform;
import io.patchbay.connection.Redaction;
import io.patchbay.connection.Schedule;
import io.patchbay.connection.Stream;
import io.patchbay.connection.WorkspaceId;
import io.patchbay.connection.WorkspaceRef;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.json.JsonMapper;

/**
 * What it takes to answer a connection: its representation, its JSON and its entity tag.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ConnectionResponseBenchmark {

	private final JsonMapper mapper = JsonMapper.builder()
		.changeDefaultPropertyInclusion((value) -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
		.build();

	private final EntityTags tags = new EntityTags(this.mapper);

	private final Redaction redaction = new Redaction(Set.of("host"), "bench");

	private final Connection connection = sample();

	private final ConnectionResponse response = ConnectionResponse.of(this.connection, this.redaction);

	/**
	 * Makes the representation.
	 * @return the representation
	 */
	@Benchmark
	public Object map() {
		return ConnectionResponse.of(this.connection, this.redaction);
	}

	/**
	 * Writes the representation.
	 * @return the JSON
	 */
	@Benchmark
	public Object write() {
		return this.mapper.writeValueAsBytes(this.response);
	}

	/**
	 * Makes the entity tag.
	 * @return the tag
	 */
	@Benchmark
	public Object tag() {
		return this.tags.of(this.response);
	}

	/**
	 * Makes and writes the representation, as a list does.
	 * @return the JSON
	 */
	@Benchmark
	public Object modelToJson() {
		return this.mapper.writeValueAsBytes(ConnectionResponse.of(this.connection, this.redaction));
	}

	private static Connection sample() {
		BackendId backend = new BackendId("airbyte");
		ConnectionId id = new ConnectionId(backend, "5f0c3a1e-2b7d-4c86-9e51-0a4d7f6b8c21");
		Instant run = Instant.parse("2026-06-01T12:00:00Z");
		List<Stream> streams = java.util.stream.Stream.of("users", "orders", "order_lines", "products")
			.map((name) -> new Stream(name, "public", "incremental_deduped_history", List.of("updated_at"),
					List.of(List.of("id"))))
			.toList();
		return Connection.builder(id, new Platform("airbyte"))
			.name("Postgres to Snowflake")
			.status(ConnectionStatus.ACTIVE)
			.upstreamStatus("active")
			.enabled(true)
			.workspaces(
					List.of(new WorkspaceRef(new WorkspaceId(backend, "3b86d0f4-e25a-47c9-a0d8-914c6e7f52b3"), null)))
			.createdAt(Instant.parse("2026-01-01T00:00:00Z"))
			.schedule(new Schedule(Schedule.Type.CRON, "0 0 */6 * * ?", "UTC", List.of(run, run, run)))
			.source(new Endpoint("a1d94f72-6c03-4be8-8d2f-3e7b10c95a64", null, null))
			.destination(new Endpoint("c7be2058-91fa-4d3e-b6a7-58f204d1e93b", null, null))
			.tablePrefix("raw_")
			.streams(streams)
			.links(Map.of("web", "https://airbyte.example.com/connections/5f0c3a1e", "jobHistory",
					"https://airbyte.example.com/connections/5f0c3a1e/timeline"))
			.extensions(Map.of("namespaceDefinition", "destination", "tags", List.of()))
			.build();
	}

}
