package io.patchbay.telemetry;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.patchbay.connection.BackendId;
import io.patchbay.connection.BackendSource;
import io.patchbay.connection.CleanupItem;
import io.patchbay.connection.ConnectionBackend;
import io.patchbay.connection.Tally;

import org.springframework.stereotype.Component;

/**
 * Counts in meters, which are there from the start for each configured backend, so that
 * the first count is seen as one.
 */
@Component
class MeteredTally implements Tally {

	private final Map<BackendId, Counts> counts = new ConcurrentHashMap<>();

	private final MeterRegistry registry;

	MeteredTally(MeterRegistry registry, BackendSource source) {
		this.registry = registry;
		source.backends().stream().map(ConnectionBackend::id).forEach(this::of);
	}

	@Override
	public void missing(BackendId backend) {
		of(backend).missing.increment();
	}

	@Override
	public void read(BackendId backend, Reading reading) {
		of(backend).reads[reading.ordinal()].increment();
	}

	@Override
	public void cleanedUp(BackendId backend, CleanupItem.Status status) {
		of(backend).items[status.ordinal()].increment();
	}

	private Counts of(BackendId backend) {
		Counts known = this.counts.get(backend);
		return (known != null) ? known : this.counts.computeIfAbsent(backend, (id) -> new Counts(this.registry, id));
	}

	/**
	 * The counters of a backend.
	 */
	private static final class Counts {

		private final Counter missing;

		private final Counter[] reads;

		private final Counter[] items;

		Counts(MeterRegistry registry, BackendId backend) {
			Function<String, Counter.Builder> counter = (name) -> Counter.builder("patchbay." + name)
				.tag("backend", backend.value());
			this.missing = counter.apply("partial.pages")
				.description("Pages of several backends that lack what a failed one has")
				.register(registry);
			this.reads = each(Reading.values(),
					(reading) -> counter.apply("shared.reads")
						.description("Reads by where their answers come from")
						.tag("result", reading)
						.register(registry));
			this.items = each(CleanupItem.Status.values(),
					(status) -> counter.apply("cleanup.items")
						.description("Connections that executions of cleanup plans are done with")
						.tag("outcome", status)
						.register(registry));
		}

		private static <E extends Enum<E>> Counter[] each(E[] values, Function<String, Counter> counter) {
			Counter[] counters = new Counter[values.length];
			for (E value : values) {
				counters[value.ordinal()] = counter.apply(value.name().toLowerCase(Locale.ROOT));
			}
			return counters;
		}

	}

}
