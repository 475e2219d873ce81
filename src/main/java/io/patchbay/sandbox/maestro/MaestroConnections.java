package io.patchbay.sandbox.maestro;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.patchbay.sandbox.SandboxClock;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The connections of the pretend Maestro.
 */
@Component
@Profile("sandbox")
class MaestroConnections {

	private static final Instant GENERATED_FROM = Instant.parse("2025-01-01T00:00:00Z");

	private final Map<String, MaestroConnection> connections = new LinkedHashMap<>();

	private final SandboxClock clock;

	private int generated;

	MaestroConnections(SandboxClock clock) {
		this.clock = clock;
		reset();
	}

	synchronized void reset() {
		this.connections.clear();
		this.generated = 0;
		MaestroSeeds.connections(this.clock.instant()).forEach(this::keep);
	}

	synchronized List<MaestroConnection> all() {
		return new ArrayList<>(this.connections.values());
	}

	synchronized @Nullable MaestroConnection find(String id) {
		return this.connections.get(id);
	}

	synchronized void keep(MaestroConnection connection) {
		this.connections.put(connection.id(), connection);
	}

	synchronized @Nullable MaestroConnection update(String id, UnaryOperator<MaestroConnection> change) {
		return this.connections.computeIfPresent(id, (_, before) -> change.apply(before));
	}

	synchronized boolean delete(String id) {
		return this.connections.remove(id) != null;
	}

	/**
	 * Adds made-up connections.
	 * @param count how many
	 * @param oldCount how many of them were last updated before {@code olderThanDays}
	 * @param olderThanDays days before now; the others were updated within the last of
	 * them
	 * @return how many connections there are now
	 */
	synchronized int generate(int count, int oldCount, int olderThanDays) {
		Instant now = this.clock.instant();
		for (int i = 0; i < count; i++) {
			Duration age = (i < oldCount) ? Duration.ofDays(olderThanDays + 1L + i % 30)
					: Duration.ofMinutes(1 + i % 1400);
			generate(now.minus(age));
		}
		return this.connections.size();
	}

	/**
	 * Adds a made-up connection.
	 * @param updatedAt when it was last updated
	 * @return its id
	 */
	synchronized String generate(Instant updatedAt) {
		int number = this.generated++;
		MaestroConnection made = MaestroConnection.of(GENERATED_FROM.plusSeconds(number), "g%07d".formatted(number),
				"postgresql", "database", "PostgreSQL", "Generated " + number, "", MaestroConnection.format(updatedAt));
		keep(made);
		return made.id();
	}

	/**
	 * Edits a connection without changing anything.
	 * @param id its id
	 * @param when when that was, {@code null} for now
	 * @return the connection, {@code null} when there is none
	 */
	@Nullable MaestroConnection touch(String id, @Nullable Instant when) {
		Instant instant = (when != null) ? when : this.clock.instant();
		return update(id, (before) -> before.updated(before.name(), before.description(), instant));
	}

}
