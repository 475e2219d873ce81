package io.patchbay.telemetry;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.patchbay.connection.BackendHealth;
import io.patchbay.connection.BackendSource;
import io.patchbay.connection.ConnectionBackend;
import io.patchbay.connection.SyncWatch;

import org.springframework.stereotype.Component;

/**
 * How each backend stands, and how many runs of it are watched.
 */
@Component
class GatewayMeters implements MeterBinder {

	private final BackendSource source;

	private final SyncWatch watch;

	GatewayMeters(BackendSource source, SyncWatch watch) {
		this.source = source;
		this.watch = watch;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (ConnectionBackend backend : this.source.backends()) {
			for (BackendHealth.Status status : BackendHealth.Status.values()) {
				gauge(backend, "backend.status", (_) -> (backend.health().status() == status) ? 1 : 0)
					.description("1 for the status of the backend, as its last calls went")
					.tag("status", status.name().toLowerCase(Locale.ROOT))
					.register(registry);
			}
			gauge(backend, "sync.pollers", (watch) -> watch.pollers(backend.id()))
				.description("Runs that are being looked at for callers")
				.register(registry);
			gauge(backend, "sync.watchers", (watch) -> watch.watchers(backend.id()))
				.description("Callers who wait for a run or watch one")
				.register(registry);
		}
	}

	private Gauge.Builder<SyncWatch> gauge(ConnectionBackend backend, String name, ToDoubleFunction<SyncWatch> value) {
		return Gauge.builder("patchbay." + name, this.watch, value)
			.tag("backend", backend.id().value())
			.strongReference(true);
	}

}
